"""A report before it is a file: headings, paragraphs, tables and figures, in one language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Heading:
    """`level` 1 is a section of the report."""

    tag: ClassVar[str] = "heading"
    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`lead` opens the article; `intro` belongs to what follows it; `note` is about the report, not of it."""

    tag: ClassVar[str] = "paragraph"
    text: str
    style: str = ""


LEAD, INTRO, NOTE = "lead", "intro", "note"


@dataclass(frozen=True, slots=True)
class Items:
    tag: ClassVar[str] = "items"
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """Someone's own words, in their language; `label` says which text it is where there are several."""

    text: str
    language: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Quotation:
    """One statement, in each language there is of it; `source` is who made it."""

    tag: ClassVar[str] = "quotation"
    texts: tuple[Said, ...]
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table whose first row and first column are headers; `numeric` columns hold numbers."""

    tag: ClassVar[str] = "grid"
    caption: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Series:
    name: str
    values: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Bars:
    """One bar a category, of one piece a series."""

    title: str
    unit: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]


@dataclass(frozen=True, slots=True)
class Steps:
    """How a count went through a day: each span is named, and is its points (hour of the day, count)."""

    title: str
    across: str
    unit: str
    spans: tuple[tuple[str, tuple[tuple[float, int], ...]], ...]


Plot = Bars | Steps


@dataclass(frozen=True, slots=True)
class Figure:
    """A plot, what it shows in words, and its figures."""

    tag: ClassVar[str] = "figure"
    plot: Plot
    alternative: str
    grid: Grid


Block = Heading | Paragraph | Items | Quotation | Grid | Figure


@dataclass(frozen=True, slots=True)
class Document:
    title: str
    subtitle: str
    language: str
    blocks: tuple[Block, ...]
    contents: str
    """What the list of sections is called."""

    @property
    def sections(self) -> list[str]:
        return [block.text for block in self.blocks if isinstance(block, Heading) and block.level == 1]
