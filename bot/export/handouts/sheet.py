"""The content of one handout, independent of its file format. It shares headings, texts and tables with the report."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from bot.export.document import Grid, Heading, Items, Paragraph


@dataclass(frozen=True, slots=True)
class Card:
    """Something that the reader has to type or open, large and in a frame.

    An empty `value` is a line to fill in by hand.
    """

    tag: ClassVar[str] = "card"
    label: str
    value: str
    note: str = ""
    is_code: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do. `picture` is a PNG, `alternative` says what it shows."""

    text: str
    picture: bytes
    alternative: str


@dataclass(frozen=True, slots=True)
class Steps:
    """Numbered from 1, side by side."""

    tag: ClassVar[str] = "steps"
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Slot:
    """A session: its times, its title, and lines about its speakers and place."""

    hours: str
    title: str
    details: tuple[str, ...] = ()


SHORT = 12
"""A day with at most this many sessions stays on one page."""


@dataclass(frozen=True, slots=True)
class DaySlots:
    """The sessions that start on one local date of the reader's zone.

    `title` is the day's title in the workshop file.
    """

    tag: ClassVar[str] = "day"
    date: date
    name: str
    title: str
    slots: tuple[Slot, ...]

    @property
    def is_short(self) -> bool:
        return len(self.slots) <= SHORT


@dataclass(frozen=True, slots=True)
class NewPage:
    tag: ClassVar[str] = "page"
    heading: str


Block = Heading | Paragraph | Items | Grid | Card | Steps | DaySlots | NewPage


@dataclass(frozen=True, slots=True)
class Sheet:
    """`name` is the path of its files without extension. `text_size` is the font size of its tables, in points."""

    name: str
    title: str
    subtitle: str
    language: str
    blocks: tuple[Block, ...]
    is_poster: bool = False
    is_numbered: bool = False
    text_size: float = 10
