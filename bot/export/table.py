"""An exported table: typed columns, and rows that are read while they are written."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum, auto

from bot.core.programme import Workshop
from bot.core.text import Text

Cell = str | int | float | bool | datetime | None
Row = tuple[Cell, ...]


class Type(Enum):
    """The type of a column; each file format writes it in its own way."""

    TEXT = auto()
    NUMBER = auto()
    INSTANT = auto()
    BOOLEAN = auto()


@dataclass(frozen=True, slots=True)
class Column:
    """A column. `language` is set if there is one column for each language of the workshop.

    `heading` is its heading in the workbook, if that is not in `headings.py`.
    """

    name: str
    type: Type = Type.TEXT
    decimals: int = 0
    language: str = ""
    heading: str = ""

    @property
    def id(self) -> str:
        return f"{self.name}_{self.language}" if self.language else self.name


@dataclass(frozen=True, slots=True)
class Table:
    """A table. `read` returns a new iterator each time, so that a long table is never held in memory."""

    name: str
    columns: tuple[Column, ...]
    read: Callable[[], Iterator[Row]]

    @property
    def rows(self) -> Iterator[Row]:
        """The rows, with None for empty cells."""
        for row in self.read():
            yield tuple([None if cell == "" else cell for cell in row]) if "" in row else row

    def only(self, keep: Callable[[Column], bool]) -> "Table":
        """The table without the columns that `keep` refuses."""
        kept = [place for place, column in enumerate(self.columns) if keep(column)]

        def rows() -> Iterator[Row]:
            return (tuple([row[place] for place in kept]) for row in self.read())

        return replace(self, columns=tuple(self.columns[place] for place in kept), read=rows)

    def records(self) -> Iterator[dict[str, Cell]]:
        """The rows as column id to cell."""
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
    """A column for each language: `title_fr`, `title_en`."""
    return tuple(Column(name, language=language) for language in workshop.languages)


def words(workshop: Workshop, authored: Text) -> tuple[Cell, ...]:
    """The cells of the columns of `in_each_language`; None for a language that `authored` lacks."""
    return tuple(authored.get(language) for language in workshop.languages)
