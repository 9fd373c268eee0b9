"""What stands in a message, as HTML: texts by language, embeds, buttons, menus, files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
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
from fakecord.model.message import walk

BUTTON, SELECT, TEXT_DISPLAY = 2, 3, 10
MENUS = (SELECT, 5, 6, 7, 8)
STYLES = {1: "primary", 3: "success", 4: "danger"}


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A text in one language, or in none that is known."""

    language: str | None
    html: Markup


@dataclass(frozen=True, slots=True)
class Embed:
    colour: str
    author: Markup
    title: Markup
    pieces: list[TextBlock]
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
    pieces: list[TextBlock]
    embeds: list[Embed]
    buttons: list[Button]
    menus: list[Menu]
    files: list[tuple[Markup, int]]


class BodyRenderer:
    """Draws what messages hold."""

    def __init__(self, names: Names, workshop: Workshop, language: str) -> None:
        self._names, self._languages = names, workshop.languages
        self._stamps = {each: Timestamps(each, workshop.zone) for each in {language, *workshop.languages}}
        self._default = language

    def body(self, it: Message | Edit, at: datetime, language: str | None) -> MessageBody:
        """`it` as read `at` some moment; `language` is its reader's or its channel's, where there is one."""
        components = list(walk(it.components))
        texts = [it.content, *(c["content"] for c in components if c["type"] == TEXT_DISPLAY)]
        return MessageBody(
            [piece for text in texts if text for piece in self.pieces(text, at, language)],
            [self._embed(embed, at, language) for embed in it.embeds],
            [_button(c) for c in components if c["type"] == BUTTON],
            [_menu(c) for c in components if c["type"] in MENUS],
            [(escape_html(a.filename), len(a.content)) for a in it.attachments],
        )

    def pieces(self, text: str, at: datetime, language: str | None = None) -> list[TextBlock]:
        """`text` cut where its language changes."""
        paragraphs = _paragraphs(text)
        languages = paragraph_languages(paragraphs, self._languages, language)
        return [
            TextBlock(known, Blocks(Inline(self._names, self._stamps[known or self._default], at)).html(piece))
            for known, piece in _merge_neighbours(zip(languages, paragraphs, strict=True))
        ]

    def typed(self, text: str) -> list[TextBlock]:
        """What somebody typed into a form: no markdown, its line breaks kept."""
        html = escape_html(text).replace("\n", Markup("<br>"))
        return [TextBlock(None, html)]

    def _embed(self, embed: Any, at: datetime, language: str | None) -> Embed:
        return Embed(
            f"#{embed.get('color') or 0x5865F2:06x}",
            escape_html(embed.get("author", {}).get("name", "")),
            escape_html(embed.get("title") or ""),
            self.pieces(embed.get("description") or "", at, language),
            [
                (escape_html(field["name"]), self.pieces(field["value"], at, language))
                for field in embed.get("fields", [])
            ],
            escape_html(embed.get("footer", {}).get("text", "")),
        )


def _paragraphs(text: str) -> Sequence[str]:
    return [text] if "```" in text or ">>> " in text else text.split("\n\n")


def _merge_neighbours(pieces: Iterable[tuple[str | None, str]]) -> Iterator[tuple[str | None, str]]:
    """Neighbours of one language put together again."""
    before: tuple[str | None, str] | None = None
    for language, piece in pieces:
        if before and before[0] == language:
            before = language, f"{before[1]}\n\n{piece}"
            continue
        if before:
            yield before
        before = language, piece
    if before:
        yield before


def _button(button: Any) -> Button:
    label = " ".join(filter(None, [(button.get("emoji") or {}).get("name"), button.get("label")]))
    url = button.get("url") or ""
    safe = url if url.startswith(("https://", "http://", "discord://")) else ""
    return Button(escape_html(label), STYLES.get(button["style"], "plain"), bool(button.get("disabled")), safe)


def _menu(menu: Any) -> Menu:
    options = [(escape_html(o["label"]), escape_html(o.get("description") or "")) for o in menu.get("options", [])]
    return Menu(escape_html(menu.get("placeholder") or ""), options)
