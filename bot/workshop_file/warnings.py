"""Warnings: what is allowed in a workshop file, but probably a mistake."""

import re
from collections.abc import Iterator

from bot.faults import Fault, Place, quoted
from bot.i18n.phrase import _
from bot.workshop_file.file_context import EACH, find
from bot.workshop_file.tree import Tree

_ABBREVIATION = re.compile(r"(?!UTC$)[A-Z]{3,4}[0-9]?([A-Z]{3})?|(Etc/)?GMT[+-]?[0-9]+")
"""Names such as `CET`, `EST5EDT` and `Etc/GMT-2`, but not UTC."""
_ZONES: tuple[Place, ...] = (("timezone",), ("administrations", EACH, "timezone"))
_TITLES: tuple[Place, ...] = (
    ("title",),
    ("days", EACH, "title"),
    ("days", EACH, "sessions", EACH, "title"),
    ("days", EACH, "sessions", EACH, "documents", EACH, "title"),
    ("evaluations", EACH, "title"),
)
_QUOTES = ('""', "''", "“”", "””", "„“", "„”", "‘’", "’’", "«»", "»«", "‹›")


def warnings_in(tree: Tree) -> Iterator[Fault]:
    """Warns of a zone that is not a place, of quotation marks around a whole title, and of a missing `retention`."""
    for pattern in _ZONES:
        for place, words in find(tree.value, pattern):
            if isinstance(words, str) and _ABBREVIATION.fullmatch(words.strip()):
                what = _("%(given)s is an abbreviation or an offset", given=quoted(words))
                yield tree.fault(place, what, _("write the zone of a place, which knows when its clocks change"))
    for pattern in _TITLES:
        for place, texts in find(tree.value, pattern):
            for language, words in texts.items() if isinstance(texts, dict) else ():
                if isinstance(words, str) and _is_in_quotes(words.strip()):
                    what = _("the title %(given)s is in quotation marks", given=quoted(words))
                    yield tree.fault((*place, language), what, _("remove them, unless they are part of the title"))
    if isinstance(tree.value, dict) and tree.value.get("retention") is None:
        what = _("without `retention`, personal data are kept for ever")
        yield tree.fault(("retention",), what, _("add `retention: 400d`, or the time that your rules allow"))


def _is_in_quotes(title: str) -> bool:
    """Whether one pair of quotation marks holds the whole title."""
    return any(
        len(title) > 1 and (title[0], title[-1]) == tuple(pair) and not set(pair) & set(title[1:-1]) for pair in _QUOTES
    )
