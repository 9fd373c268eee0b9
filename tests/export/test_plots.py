"""Plots are drawn in every format, whatever their labels hold."""

from __future__ import annotations

import io
from xml.etree import ElementTree

import pytest
from PIL import Image

from bot.export import plots
from bot.export.document import Bars, Plot, Series, Steps

ONE = Bars("One", "Answers", ("a", "b"), (Series("Answers", (3, 0)),))
STACKED = Bars("Stacked", "People", ("a",), tuple(Series(str(n), (n,)) for n in range(1, 6)))
DAY = Steps("Day", "Hour", "People", (("1", ((10.0, 0), (10.5, 3), (11.0, 0))), ("2", ((23.5, 1), (25.0, 0)))))
ODD = Bars("Costs $1 and $2_{x}", "100 %", ("الشفافية", "🤝 नेपाल", "x" * 200), (Series("n", (1, 2, 3)),))
EMPTY = Bars("Nothing", "Answers", ("a", "b"), (Series("Answers", (0, 0)),))


@pytest.mark.parametrize("plot", [ONE, STACKED, DAY, ODD, EMPTY], ids=lambda plot: plot.title)
def test_every_plot_is_a_picture(plot: Plot) -> None:
    with Image.open(io.BytesIO(plots.Pictures().png(plot))) as picture:
        assert picture.format == "PNG"
        assert picture.width > 1000
    assert ElementTree.fromstring(plots.Pictures().svg(plot)).tag == "{http://www.w3.org/2000/svg}svg"


def test_the_same_plot_is_the_same_file() -> None:
    shared = plots.Pictures()
    before = shared.svg(STACKED)
    shared.png(STACKED)
    assert before == shared.svg(STACKED) == plots.Pictures().svg(STACKED)


def test_a_plot_is_as_large_in_either_order() -> None:
    first, second = plots.Pictures(), plots.Pictures()
    second.svg(STACKED)
    assert first.png(STACKED) == second.png(STACKED)


def test_pieces_of_a_bar_differ_without_colour() -> None:
    """Five points of a scale: five grey levels, or hatchings."""
    greys = {(Image.new("RGB", (1, 1), fill).convert("L").getpixel((0, 0)), hatch) for fill, hatch in plots.LOOKS}
    assert len(greys) == 5
    assert len({hatch for _, hatch in plots.LOOKS}) == 5


def test_the_hours_of_a_clock() -> None:
    assert [plots.clock(hour) for hour in (9.25, 23.9999, 25.0)] == ["09:15", "00:00", "01:00"]
