"""The content of a report, independent of its file format: headings, paragraphs, tables and figures."""

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
    """`style` is empty, or `LEAD` (opens the article), `INTRO` (stays with what follows), `NOTE` (about itself)."""

    tag: ClassVar[str] = "paragraph"
    text: str
    style: str = ""


LEAD, INTRO, NOTE = "lead", "intro", "note"


@dataclass(frozen=True, slots=True)
class Items:
    tag: ClassVar[str] = "items"
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QuotedText:
    """Words of a person, in their language; `label` tells several texts apart, such as `original`."""

    text: str
    language: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Quotation:
    """One statement in every language it has; `source` is who made it."""

    tag: ClassVar[str] = "quotation"
    texts: tuple[QuotedText, ...]
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
    """A stacked bar chart: one bar for each category, with a segment for each series."""

    title: str
    unit: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]


@dataclass(frozen=True, slots=True)
class Steps:
    """A count over a day, as steps. A span is a name and its points: (hour of the day, count)."""

    title: str
    across: str
    unit: str
    spans: tuple[tuple[str, tuple[tuple[float, int], ...]], ...]


Plot = Bars | Steps


@dataclass(frozen=True, slots=True)
class Figure:
    """A plot, its alternative text, and its figures as a table."""

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
    """The title of the table of contents."""

    @property
    def sections(self) -> list[str]:
        return [block.text for block in self.blocks if isinstance(block, Heading) and block.level == 1]
