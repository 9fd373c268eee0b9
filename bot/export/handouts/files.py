"""Writes all handouts of a workshop, into a folder or a zip. The invitations hold join codes, which are secrets."""

import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.core.schedule import Schedule
from bot.export.files import replacing
from bot.export.handouts.guides import guides
from bot.export.handouts.invitation import invitation
from bot.export.handouts.poster import poster
from bot.export.handouts.sheet import Sheet
from bot.export.handouts.web_sheet import write_html
from bot.export.handouts.word_sheet import write_docx


@dataclass(frozen=True, slots=True)
class Handouts:
    """`codes` are join codes by group, empty if the workshop uses none.

    `address` is the link to the server, or empty.
    """

    schedule: Schedule
    codes: Mapping[str, str]
    address: str = ""

    def sheets(self) -> Iterator[Sheet]:
        """In each language of the workshop: the invitation of each group, three guides, and the poster."""
        workshop = self.schedule.workshop
        for language in workshop.languages:
            for group in workshop.administrations:
                yield invitation(self.schedule, group, language, self.codes.get(group.code, ""), self.address)
            yield from guides(self.schedule, language)
            yield poster(self.schedule, language)


def write_folder(handouts: Handouts, folder: Path, now: datetime) -> int:
    """Write each sheet as docx and html. Returns the number of files. Raises `CannotWrite`.

    Each file replaces one of the same name. Nothing else in `folder` is changed.
    """
    count = 0
    for name, content in _files(handouts, now):
        with replacing(folder / name) as file:
            file.write(content)
        count += 1
    return count


def write_zip(handouts: Handouts, target: Path, now: datetime) -> None:
    """The same files in a zip. Raises `CannotWrite`."""
    with replacing(target) as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in _files(handouts, now):
            archive.writestr(name, content)


def _files(handouts: Handouts, now: datetime) -> Iterator[tuple[str, bytes]]:
    for sheet in handouts.sheets():
        document, page = io.BytesIO(), io.BytesIO()
        write_docx(sheet, document, now)
        write_html(sheet, page)
        yield f"{sheet.name}.docx", document.getvalue()
        yield f"{sheet.name}.html", page.getvalue()
