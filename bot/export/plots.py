"""Plots of the report, drawn by matplotlib. Hatching keeps series apart in black and white."""

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

from bot.export.document import Bars, Plot, Steps

# (fill, hatching), from dark to light: the order shows without colours.
LOOKS = (
    ("#1f4e79", ""),
    ("#5b9bd5", "///"),
    ("#9dc3e6", "..."),
    ("#deebf7", "xxx"),
    ("#ffffff", "\\\\"),
)
_INK = "#1a1a1a"
_WIDTH = 7.2
"""In inches: about the text width of a page."""
_DPI = 160
_NO_LETTER = "\u25a1"

matplotlib.rcParams["svg.hashsalt"] = "atelier"  # the same plot gives the same file
matplotlib.rcParams["text.parse_math"] = False  # a dollar sign starts no formula


class Pictures:
    """Plots as pictures. The layout, half of the work, is shared by the files of one report."""

    def __init__(self) -> None:
        self._laid_out: dict[Plot, Figure] = {}

    def png(self, plot: Plot) -> bytes:
        file = io.BytesIO()
        FigureCanvasAgg(self._figure(plot)).print_png(file)  # type: ignore[no-untyped-call]
        return file.getvalue()

    def svg(self, plot: Plot) -> bytes:
        """For HTML: letters are outlines, so that no font is needed."""
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
    axes = figure.subplots()
    if isinstance(plot, Bars):
        _bars(figure, axes, plot)
    else:
        _steps(figure, axes, plot)
    figure.suptitle(_label(plot.title, 88), fontsize=11, x=0.01, ha="left")
    axes.spines[["top", "right"]].set_visible(False)
    figure.draw_without_rendering()
    figure.set_layout_engine("none")
    return figure


def _bars(figure: Figure, axes: Axes, plot: Bars) -> None:
    labels = [_label(category, 34) for category in plot.categories]
    lines = sum(max(label.count("\n") + 1, 2) for label in labels)
    figure.set_size_inches(_WIDTH, 1.3 + 0.21 * lines)
    left = [0.0] * len(labels)
    for series, (fill, hatch) in zip(plot.series, LOOKS, strict=False):
        drawn = axes.barh(
            range(len(labels)),
            series.values,
            left=left,
            height=0.7,
            color=fill,
            hatch=hatch,
            edgecolor=_INK,
            linewidth=0.6,
            label=_label(series.name),
        )
        if len(plot.series) == 1:
            axes.bar_label(drawn, [f"{value:g}" for value in series.values], padding=3, fontsize=9)
        left = [start + value for start, value in zip(left, series.values, strict=True)]
    axes.set_yticks(range(len(labels)), labels, fontsize=9)
    axes.invert_yaxis()
    axes.set_xlim(0, max([*left, 1]) * 1.08)
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.set_xlabel(_label(plot.unit), fontsize=9)
    if len(plot.series) > 1:
        figure.legend(loc="outside lower center", ncols=len(plot.series), fontsize=9, handlelength=2.4)


def _steps(figure: Figure, axes: Axes, plot: Steps) -> None:
    figure.set_size_inches(_WIDTH, 2.9)
    most = max((count for _, points in plot.spans for _, count in points), default=0)
    for name, points in plot.spans:
        hours, counts = [hour for hour, _ in points], [count for _, count in points]
        axes.fill_between(hours, counts, step="post", color="#deebf7", hatch="///", edgecolor="#5b9bd5", linewidth=0)
        axes.step(hours, counts, where="post", color=_INK, linewidth=1.4)
        axes.annotate(name, ((hours[0] + hours[-1]) / 2, most * 1.06 + 0.2), ha="center", fontsize=9)
    axes.set_ylim(0, most * 1.2 + 1)
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    axes.xaxis.set_major_locator(MultipleLocator(_spacing(axes.get_xlim())))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda hour, _position: clock(hour)))
    axes.set_xlabel(_label(plot.across), fontsize=9)
    axes.set_ylabel(_label(plot.unit), fontsize=9)


def _spacing(limits: tuple[float, float]) -> float:
    """Hours between two ticks, so that there are four to eight."""
    return next((step for step in (0.25, 0.5, 1.0, 2.0) if (limits[1] - limits[0]) / step <= 8), 4.0)


def clock(hour: float) -> str:
    """`11:30` for 11.5; hours past 24 begin at 0 again."""
    minutes = round(hour * 60)
    return f"{minutes // 60 % 24:02d}:{minutes % 60:02d}"


def _label(text: str, width: int = 200) -> str:
    """Wrap `text`; a character that the font lacks becomes a box (the table below the plot has it)."""
    lines = "\n".join(textwrap.wrap(text, width)) or text
    return "".join(letter if letter == "\n" or ord(letter) in _letters() else _NO_LETTER for letter in lines)


@cache
def _letters() -> frozenset[int]:
    return frozenset(FT2Font(findfont(FontProperties())).get_charmap())
