"""The tables for the workbook: words in the reader's language instead of the ids in CSV and JSON."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cache

from bot.export import vocabulary
from bot.export.headings import language_name
from bot.export.sheets.names import Names
from bot.export.table import Column, Row, Table
from bot.i18n.catalogue import Phrases

Words = Callable[[str], str]
"""The words for an id; an id that is not known stays."""
OWN_IDS = frozenset({("sessions", "session_id"), ("administrations", "administration")})
"""Columns whose table says what the ids mean: there they stay, as codes."""


def in_words(table: Table, names: Names, _: Phrases) -> Table:
    """`table` with words instead of ids, if an id has a word."""
    found = [(place, _words(table, column, names, _)) for place, column in enumerate(table.columns)]
    translated = [(place, words) for place, words in found if words]

    def rows() -> Iterator[Row]:
        for row in table.read():
            cells = list(row)
            for place, words in translated:
                if cell := cells[place]:
                    cells[place] = words(str(cell))
            yield tuple(cells)

    columns = tuple(
        replace(column, heading=_("Code")) if (table.name, column.name) in OWN_IDS else column
        for column in table.columns
    )
    return replace(table, columns=columns, read=rows)


def _words(table: Table, column: Column, names: Names, _: Phrases) -> Words | None:
    if (table.name, column.name) in OWN_IDS:
        return None
    match column.name:
        case "session_id":
            return _known(names.sessions)
        case "administration":
            return _known(names.administrations)
        case "theme":
            return _known(names.themes)
        case "evaluation_id":
            return _known(names.evaluations)
        case "language":
            return cache(lambda language: capitalised(language_name(_.language, language)))
        case "sources":
            return _joined(_said(vocabulary.SOURCES, _), "+")
        case "action":
            return lambda action: f"/{' '.join(map(_, action.split()))}"
        case "target":
            return _joined({**names.sessions, **names.administrations}, " ")
        case "kind" if table.name == "announcements":
            return _known(_said(vocabulary.ANNOUNCEMENT_KINDS, _))
        case "kind":
            return _known(_said(vocabulary.KINDS, _))
        case "by":
            return _known(_said(vocabulary.BY, _))
        case "status":
            return _known(_said(vocabulary.STATUSES[table.name], _))
    return None


def _said(words: Mapping[str, str], _: Phrases) -> Mapping[str, str]:
    return {id: capitalised(_(phrase)) for id, phrase in words.items()}


def _known(words: Mapping[str, str]) -> Words:
    return lambda id: words.get(id, id)


def _joined(words: Mapping[str, str], by: str) -> Words:
    """Returns a function for cells with several ids, joined by `by`. A cell with an unknown id is not changed."""

    @cache
    def say(ids: str) -> str:
        said = [words.get(id) for id in ids.split(by)]
        return capitalised(", ".join(filter(None, said))) if all(said) else ids

    return say


def capitalised(words: str) -> str:
    return words[:1].upper() + words[1:]
