"""The content of a report, independent of its file format: headings, paragraphs, tables and figures."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Heading:
    """`level` 1 is a section of the report; there are three levels."""

    tag: ClassVar[str] = "heading"
    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`style` is empty, or `LEAD` (first paragraph of the article), `INTRO` (kept with the next block), `NOTE` (about
    the report itself).
    """

    tag: ClassVar[str] = "paragraph"
    text: str
    style: str = ""


LISTED_LEVELS = 2
"""The table of contents lists the headings of levels 1 to this."""
LEAD, INTRO, NOTE = "lead", "intro", "note"


@dataclass(frozen=True, slots=True)
class Items:
    tag: ClassVar[str] = "items"
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QuotedText:
    """A person's text, in its language. `label` distinguishes several texts, such as `original`."""

    text: str
    language: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Quotation:
    """One statement in every language it has. `source` is its author."""

    tag: ClassVar[str] = "quotation"
    texts: tuple[QuotedText, ...]
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table whose first row and first column are headers; `numeric` columns hold numbers.

    `is_captioned`: the caption is shown. Otherwise the heading above says the same, and the caption is only for screen
    readers.
    """

    tag: ClassVar[str] = "grid"
    caption: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: frozenset[int] = frozenset()
    is_captioned: bool = True


@dataclass(frozen=True, slots=True)
class Panel:
    """A count over one day, as a step plot. A span is a name and its points: (hour of the day, count)."""

    title: str
    spans: tuple[tuple[str, tuple[tuple[float, int], ...]], ...]


@dataclass(frozen=True, slots=True)
class Plot:
    """A panel for each day, side by side, with one scale."""

    title: str
    across: str
    unit: str
    panels: tuple[Panel, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A plot, its alternative text, and its figures as a table."""

    tag: ClassVar[str] = "figure"
    plot: Plot
    alternative: str
    grid: Grid


@dataclass(frozen=True, slots=True)
class Contents:
    """The place of the table of contents."""

    tag: ClassVar[str] = "contents"


Block = Heading | Paragraph | Items | Quotation | Grid | Figure | Contents


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the table of contents; `anchor` names its heading."""

    level: int
    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Document:
    title: str
    subtitle: str
    language: str
    blocks: tuple[Block, ...]
    contents: str = ""
    """The title of the table of contents."""

    def entries(self) -> list[Entry]:
        """The headings that the table of contents lists, in order."""
        listed = [block for block in self.blocks if isinstance(block, Heading) and block.level <= LISTED_LEVELS]
        return [Entry(heading.level, heading.text, f"part-{n}") for n, heading in enumerate(listed, 1)]

    @property
    def sections(self) -> list[str]:
        return [entry.text for entry in self.entries() if entry.level == 1]
