"""An exported table: typed columns, and rows that are read as they are written out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto

from bot.core.programme import Workshop
from bot.core.text import Text

Cell = str | int | float | bool | datetime | None
Row = tuple[Cell, ...]


class Type(Enum):
    """What a column holds; each kind of file writes it in its own way."""

    TEXT = auto()
    NUMBER = auto()
    INSTANT = auto()
    BOOLEAN = auto()


@dataclass(frozen=True, slots=True)
class Column:
    """`language` is set where there is a column for each language of the workshop."""

    name: str
    type: Type = Type.TEXT
    decimals: int = 0
    language: str = ""

    @property
    def id(self) -> str:
        return f"{self.name}_{self.language}" if self.language else self.name


@dataclass(frozen=True, slots=True)
class Table:
    """`read` begins anew each time, so that a table of any length is never held whole."""

    name: str
    columns: tuple[Column, ...]
    read: Callable[[], Iterator[Row]]

    @property
    def rows(self) -> Iterator[Row]:
        """Each row's cells, in the order of the columns; what is empty is None."""
        for row in self.read():
            yield tuple([None if cell == "" else cell for cell in row]) if "" in row else row

    def records(self) -> Iterator[dict[str, Cell]]:
        """Each row by column id."""
        ids = [column.id for column in self.columns]
        for row in self.rows:
            yield dict(zip(ids, row, strict=True))


def text(*names: str) -> tuple[Column, ...]:
    return tuple(Column(name) for name in names)


def numbers(*names: str) -> tuple[Column, ...]:
    return tuple(Column(name, Type.NUMBER) for name in names)


def instants(*names: str) -> tuple[Column, ...]:
    return tuple(Column(name, Type.INSTANT) for name in names)


def booleans(*names: str) -> tuple[Column, ...]:
    return tuple(Column(name, Type.BOOLEAN) for name in names)


def in_each_language(workshop: Workshop, name: str) -> tuple[Column, ...]:
    """One column a language: `title_fr`, `title_en`."""
    return tuple(Column(name, language=language) for language in workshop.languages)


def words(workshop: Workshop, authored: Text) -> tuple[Cell, ...]:
    """The cells for `in_each_language`; a language that `authored` lacks is left empty."""
    return tuple(authored.get(language) for language in workshop.languages)
