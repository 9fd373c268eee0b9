"""Every text that people see of a bot: its messages, forms and commands, and what is in its files."""

import html
import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from docx import Document
from openpyxl import load_workbook

from fakecord import DiscordServer

UNSEEN = frozenset({"custom_id", "value", "id", "nonce", "components_v2", "emoji", "url"})
COMMANDS = re.compile(r"</[^>]+>|(?<![\w*])/[a-zé][\w’-]*")
"""Commands as messages name them, plain or as a mention."""


def message_texts(server: DiscordServer) -> Iterator[str]:
    """Every text of messages, forms, suggestions, events, channels and roles, without the commands that they name."""
    for request in server.log:
        if not request.path.endswith("/commands"):
            yield from map(without_commands, _strings(request.body))


def command_texts(server: DiscordServer) -> Iterator[str]:
    """The descriptions of commands and options, in every language. Their names are the same in every workshop."""
    for request in server.log:
        if request.path.endswith("/commands"):
            yield from _command_texts(request.body)


def without_commands(text: str) -> str:
    return COMMANDS.sub("", text)


def _strings(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case list():
            for each in value:
                yield from _strings(each)
        case dict():
            for key, each in value.items():
                if key not in UNSEEN:
                    yield from _strings(each)


def _command_texts(commands: Any) -> Iterator[str]:
    """Descriptions and choices, in every language."""
    for each in commands or ():
        yield from _strings([each.get("description", ""), each.get("description_localizations") or {}])
        yield from _strings(each.get("choices") or [])
        yield from _command_texts(each.get("options"))


def texts_of_file(name: str, content: bytes) -> Iterator[str]:
    """The readable text of a file: that of a document or a page, names and headings in a workbook."""
    match name.rpartition(".")[2]:
        case "zip":
            with ZipFile(BytesIO(content)) as archive:
                for member in archive.namelist():
                    yield from texts_of_file(member, archive.read(member))
        case "docx":
            with ZipFile(BytesIO(content)) as archive:
                yield re.sub(r"<[^>]+>", " ", archive.read("word/document.xml").decode())
            assert Document(BytesIO(content)).paragraphs
        case "xlsx":
            yield from _texts_of_workbook(content)
        case "html":
            page = re.sub(r"(?s)<(style|script|svg)\b.*?</\1>|\bsrc=\"data:[^\"]*\"", "", content.decode())
            yield html.unescape(re.sub(r"<[^>]+>", " ", page))
        case "txt":
            yield content.decode("utf-8-sig")


def _texts_of_workbook(content: bytes) -> Iterator[str]:
    """All of the summary; of the tables the names and the headings."""
    summary, *tables = load_workbook(BytesIO(content)).worksheets
    yield from (str(cell.value) for row in summary for cell in row if cell.value is not None)
    for sheet in tables:
        yield sheet.title
        yield from (str(cell.value) for cell in sheet[1])
