"""Texts of messages, cut where their language changes, with timestamps in that language."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import groupby
from operator import itemgetter
from zoneinfo import ZoneInfo

from markupsafe import Markup

from fakecord.render.blocks import Blocks
from fakecord.render.escaping import escape_html
from fakecord.render.inline import Inline
from fakecord.render.names import Names
from fakecord.render.timestamps import Timestamps

ParagraphLanguages = Callable[[Sequence[str], str | None], list[str | None]]
"""The language of each paragraph, given that of the reader or the channel; None where it is not known."""


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A text in one language; None where the language is not known."""

    language: str | None
    html: Markup


def of_no_known_language(paragraphs: Sequence[str], _language: str | None) -> list[str | None]:
    return [None] * len(paragraphs)


@dataclass(frozen=True)
class TextRenderer:
    """Renders texts for readers in `zone`.

    Timestamps are in the text's language, or in `language` if that is not known.
    """

    names: Names
    zone: ZoneInfo
    language: str
    paragraph_languages: ParagraphLanguages = of_no_known_language

    def blocks(self, text: str, at: datetime, language: str | None = None) -> list[TextBlock]:
        """The text as it is read at the instant `at`: one block for each part in one language."""
        paragraphs = _paragraphs(text)
        languages = self.paragraph_languages(paragraphs, language)
        found = []
        for known, group in groupby(zip(languages, paragraphs, strict=True), key=itemgetter(0)):
            inline = Inline(self.names, self._timestamps(known or self.language), at)
            found.append(TextBlock(known, Blocks(inline).html("\n\n".join(paragraph for _, paragraph in group))))
        return found

    def typed(self, text: str) -> list[TextBlock]:
        """What somebody typed into a form: no markdown, and line breaks are kept."""
        return [TextBlock(None, escape_html(text).replace("\n", Markup("<br>")))]

    def _timestamps(self, language: str) -> Timestamps:
        if language not in self._by_language:
            self._by_language[language] = Timestamps(language, self.zone)
        return self._by_language[language]

    @cached_property
    def _by_language(self) -> dict[str, Timestamps]:
        return {}


def _paragraphs(text: str) -> list[str]:
    """The parts between blank lines; code and long quotations may contain some, so a text with one stays whole."""
    return [text] if "```" in text or ">>> " in text else text.split("\n\n")
