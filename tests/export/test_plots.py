"""Plots are drawn in every format, whatever their labels hold."""

import io
from xml.etree import ElementTree

import pytest
from PIL import Image

from bot.export import plots
from bot.export.document import Panel, Plot

DAY = (("1", ((10.0, 0), (10.5, 3), (11.0, 0))), ("2", ((23.5, 1), (25.0, 0))))
ONE = Plot("One", "Hour", "People", (Panel("15 March", DAY),))
FOUR = Plot("Four", "Hour", "People", tuple(Panel(f"{day} March", DAY) for day in range(15, 19)))
ODD = Plot("Costs $1 and $2_{x}", "100 %", "الشفافية", (Panel("🤝 नेपाल", (("x" * 20, ((1.0, 2), (2.0, 0))),)),))
EMPTY = Plot("Nothing", "Hour", "People", (Panel("15 March", (("1", ((10.0, 0), (11.0, 0))),)),))


@pytest.mark.parametrize("plot", [ONE, FOUR, ODD, EMPTY], ids=lambda plot: plot.title)
def test_every_plot_is_a_picture(plot: Plot) -> None:
    with Image.open(io.BytesIO(plots.Pictures().png(plot))) as picture:
        assert picture.format == "PNG"
        assert picture.width > 1000
    assert ElementTree.fromstring(plots.Pictures().svg(plot)).tag == "{http://www.w3.org/2000/svg}svg"


def test_the_same_plot_is_the_same_file() -> None:
    shared = plots.Pictures()
    before = shared.svg(FOUR)
    shared.png(FOUR)
    assert before == shared.svg(FOUR) == plots.Pictures().svg(FOUR)


def test_a_plot_is_as_large_in_either_order() -> None:
    first, second = plots.Pictures(), plots.Pictures()
    second.svg(FOUR)
    assert first.png(FOUR) == second.png(FOUR)


def test_the_hours_of_a_clock() -> None:
    assert [plots.clock(hour) for hour in (9.25, 23.9999, 25.0)] == ["09:15", "00:00", "01:00"]
