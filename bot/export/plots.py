"""Plots of the report, drawn by matplotlib. They are readable in black and white."""

import io
import textwrap
from functools import cache

import matplotlib
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, findfont
from matplotlib.ft2font import FT2Font
from matplotlib.ticker import FuncFormatter, MaxNLocator, MultipleLocator

from bot.export.document import Panel, Plot

_INK = "#1a1a1a"
_WIDTH = 7.2
"""In inches: about the text width of a page."""
_COLUMNS = 3
_DPI = 160
_NO_LETTER = "\u25a1"

matplotlib.rcParams["svg.hashsalt"] = "atelier"  # the same plot gives the same file
matplotlib.rcParams["text.parse_math"] = False  # a dollar sign does not start a formula


class Pictures:
    """Plots as pictures. The layout, which takes half of the time, is shared by the files of one report."""

    def __init__(self) -> None:
        self._laid_out: dict[Plot, Figure] = {}

    def png(self, plot: Plot) -> bytes:
        file = io.BytesIO()
        FigureCanvasAgg(self._figure(plot)).print_png(file)  # type: ignore[no-untyped-call]
        return file.getvalue()

    def svg(self, plot: Plot) -> bytes:
        """For HTML: text is drawn as outlines, so that no font is needed."""
        file, figure = io.BytesIO(), self._figure(plot)
        FigureCanvasSVG(figure).print_svg(file, metadata={"Date": None})  # type: ignore[no-untyped-call]
        figure.dpi = _DPI  # matplotlib would leave 72
        return file.getvalue()

    def _figure(self, plot: Plot) -> Figure:
        if plot not in self._laid_out:
            self._laid_out[plot] = _drawn(plot)
        return self._laid_out[plot]


def _drawn(plot: Plot) -> Figure:
    """The plot with its final layout."""
    figure = Figure(layout="constrained", dpi=_DPI)
    columns = min(len(plot.panels), _COLUMNS)
    rows = -(-len(plot.panels) // columns)
    figure.set_size_inches(_WIDTH, 0.5 + 2.3 * rows)
    grid = figure.subplots(rows, columns, sharey=True, squeeze=False)
    most = max((count for panel in plot.panels for _, points in panel.spans for _, count in points), default=0)
    figure.set_layout_engine("constrained", w_pad=0.15)
    for number, axes in enumerate(grid.flat):
        if number < len(plot.panels):
            _draw_panel(axes, plot.panels[number], most)
        else:
            axes.set_visible(False)
    for row in grid:
        row[0].set_ylabel(_label(plot.unit), fontsize=9)
    figure.supxlabel(_label(plot.across), fontsize=9)
    figure.suptitle(_label(plot.title, 88), fontsize=11, x=0.01, ha="left")
    figure.draw_without_rendering()
    figure.set_layout_engine("none")
    return figure


def _draw_panel(axes: Axes, panel: Panel, most: int) -> None:
    for name, points in panel.spans:
        hours, counts = [hour for hour, _ in points], [count for _, count in points]
        axes.fill_between(hours, counts, step="post", color="#deebf7", hatch="///", edgecolor="#5b9bd5", linewidth=0)
        axes.step(hours, counts, where="post", color=_INK, linewidth=1.4)
        axes.annotate(_label(name), ((hours[0] + hours[-1]) / 2, most * 1.06 + 0.2), ha="center", fontsize=9)
    axes.set_title(_label(panel.title, 40), fontsize=9)
    axes.set_ylim(0, most * 1.2 + 1)
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    axes.xaxis.set_major_locator(MultipleLocator(_spacing(axes.get_xlim())))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda hour, _position: clock(hour)))
    axes.tick_params(labelsize=8)
    axes.spines[["top", "right"]].set_visible(False)


def _spacing(limits: tuple[float, float]) -> float:
    """Hours between two ticks, so that there are four at most."""
    return next((step for step in (0.25, 0.5, 1.0, 2.0) if (limits[1] - limits[0]) / step <= 4), 4.0)


def clock(hour: float) -> str:
    """`11:30` for 11.5; hours past 24 begin at 0 again."""
    minutes = round(hour * 60)
    return f"{minutes // 60 % 24:02d}:{minutes % 60:02d}"


def _label(text: str, width: int = 200) -> str:
    """Wrap `text`. A character that the font lacks becomes a box; the table below the plot shows it."""
    lines = "\n".join(textwrap.wrap(text, width)) or text
    return "".join(letter if letter == "\n" or ord(letter) in _letters() else _NO_LETTER for letter in lines)


@cache
def _letters() -> frozenset[int]:
    return frozenset(FT2Font(findfont(FontProperties())).get_charmap())
