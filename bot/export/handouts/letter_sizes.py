"""Estimates the font size at which a programme fits on one page. It is an estimate, because fonts differ."""

from bot.export.handouts.sheet import DaySlots

SIZES = (17.0, 15.0, 13.0, 12.0, 11.0, 10.0, 9.0)
"""In points."""
_HEIGHT = 600
"""The height for the programme on a page, in points. The rest is for the title and the margins."""
_WIDTH = 400
"""For a session's title, in points."""
_LETTER, _LINE = 0.6, 1.3
"""The width of a letter and the height of a line, of its size."""


def text_size(days: tuple[DaySlots, ...], largest: float) -> float:
    """The largest of `SIZES`, up to `largest`, at which everything fits on one page. The smallest one if none does."""
    sizes = [size for size in SIZES if size <= largest]
    return next((size for size in sizes if sum(_height(day, size) for day in days) <= _HEIGHT), sizes[-1])


def _height(day: DaySlots, size: float) -> float:
    band = (1 + _lines(day.title, size)) * _LINE * size + 18
    return band + sum(
        sum(_lines(words, size) for words in (slot.title, *slot.details)) * _LINE * size + 5 for slot in day.slots
    )


def _lines(words: str, size: float) -> float:
    return -(-len(words) * _LETTER * size // _WIDTH)
