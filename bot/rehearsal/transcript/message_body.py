"""A message as HTML: its texts with their languages, embeds, buttons, menus and files."""

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any

from markupsafe import Markup

from bot.core.programme import Workshop
from bot.rehearsal.transcript.blocks import Blocks
from bot.rehearsal.transcript.escaping import escape_html
from bot.rehearsal.transcript.inline import Inline
from bot.rehearsal.transcript.languages import paragraph_languages
from bot.rehearsal.transcript.names import Names
from bot.rehearsal.transcript.timestamps import Timestamps
from fakecord import Edit, Message
from fakecord.model.components import walk

BUTTON, SELECT, TEXT_DISPLAY = 2, 3, 10
MENUS = (SELECT, 5, 6, 7, 8)
STYLES = {1: "primary", 3: "success", 4: "danger"}


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A text in one language; None where the language is not known."""

    language: str | None
    html: Markup


@dataclass(frozen=True, slots=True)
class Embed:
    colour: str
    author: Markup
    title: Markup
    text_blocks: list[TextBlock]
    fields: list[tuple[Markup, list[TextBlock]]]
    footer: Markup


@dataclass(frozen=True, slots=True)
class Button:
    label: Markup
    style: str
    disabled: bool
    url: str


@dataclass(frozen=True, slots=True)
class Menu:
    placeholder: Markup
    options: list[tuple[Markup, Markup]]


@dataclass(frozen=True, slots=True)
class MessageBody:
    text_blocks: list[TextBlock]
    embeds: list[Embed]
    buttons: list[Button]
    menus: list[Menu]
    files: list[tuple[Markup, int]]


class BodyRenderer:
    """Renders messages; `language` is the page's own, which writes timestamps where the text's is not known."""

    def __init__(self, names: Names, workshop: Workshop, language: str) -> None:
        self._names, self._languages = names, workshop.languages
        self._timestamps = {each: Timestamps(each, workshop.zone) for each in {language, *workshop.languages}}
        self._default = language

    def render(self, message: Message | Edit, at: datetime, language: str | None) -> MessageBody:
        """The message as it is read at the instant `at`; `language` is the reader's or the channel's, if any."""
        components = list(walk(message.components))
        texts = [message.content, *(c["content"] for c in components if c["type"] == TEXT_DISPLAY)]
        return MessageBody(
            [block for text in texts if text for block in self.text_blocks(text, at, language)],
            [self._embed(embed, at, language) for embed in message.embeds],
            [_button(c) for c in components if c["type"] == BUTTON],
            [_menu(c) for c in components if c["type"] in MENUS],
            [(escape_html(a.filename), len(a.content)) for a in message.attachments],
        )

    def text_blocks(self, text: str, at: datetime, language: str | None = None) -> list[TextBlock]:
        """Cut `text` where its language changes, and render each block."""
        paragraphs = _paragraphs(text)
        languages = paragraph_languages(paragraphs, self._languages, language)
        found = []
        for known, group in groupby(zip(languages, paragraphs, strict=True), key=itemgetter(0)):
            inline = Inline(self._names, self._timestamps[known or self._default], at)
            found.append(TextBlock(known, Blocks(inline).html("\n\n".join(paragraph for _, paragraph in group))))
        return found

    def typed(self, text: str) -> list[TextBlock]:
        """What somebody typed into a form: no markdown, and line breaks are kept."""
        html = escape_html(text).replace("\n", Markup("<br>"))
        return [TextBlock(None, html)]

    def _embed(self, embed: Any, at: datetime, language: str | None) -> Embed:
        return Embed(
            f"#{embed.get('color') or 0x5865F2:06x}",
            escape_html(embed.get("author", {}).get("name", "")),
            escape_html(embed.get("title") or ""),
            self.text_blocks(embed.get("description") or "", at, language),
            [
                (escape_html(field["name"]), self.text_blocks(field["value"], at, language))
                for field in embed.get("fields", [])
            ],
            escape_html(embed.get("footer", {}).get("text", "")),
        )


def _paragraphs(text: str) -> list[str]:
    """The parts between blank lines; code and long quotations may contain some, so a text with one stays whole."""
    return [text] if "```" in text or ">>> " in text else text.split("\n\n")


def _button(button: Any) -> Button:
    label = " ".join(filter(None, [(button.get("emoji") or {}).get("name"), button.get("label")]))
    url = button.get("url") or ""
    safe = url if url.startswith(("https://", "http://", "discord://")) else ""
    return Button(escape_html(label), STYLES.get(button["style"], "plain"), bool(button.get("disabled")), safe)


def _menu(menu: Any) -> Menu:
    options = [(escape_html(o["label"]), escape_html(o.get("description") or "")) for o in menu.get("options", [])]
    return Menu(escape_html(menu.get("placeholder") or ""), options)
