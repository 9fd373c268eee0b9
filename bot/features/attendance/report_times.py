"""Dates and times as Zoom, KUDO and spreadsheets write them: day first or month first, 12 or 24 hours, any zone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo

from bot.core.text import fold

DAY_FIRST, MONTH_FIRST = "day first", "month first"

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january janv janvier",
            "feb february fevr fev fevrier",
            "mar march mars",
            "apr april avr avril",
            "may mai",
            "jun june juin",
            "jul july juil juillet",
            "aug august aout",
            "sep sept september septembre",
            "oct october octobre",
            "nov november novembre",
            "dec december decembre",
        ),
        start=1,
    )
    for name in names.split()
}
_TIME = r"(\d{1,2})[:h](\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(am|pm|a\.m\.|p\.m\.)?"
_ZONE = r"\s*(z|utc|gmt|(?:utc|gmt)?[+-]\d{1,2}(?::?\d{2})?)?"
_NUMBERS = re.compile(rf"(\d{{1,4}})[/.\-](\d{{1,2}})[/.\-](\d{{1,4}})(?:[ t,]+|, ?){_TIME}{_ZONE}")
_WORDS = re.compile(
    rf"(?:[a-z]+\.?,? )?(?:(\d{{1,2}})\.? )?([a-z]+)\.? (?:(\d{{1,2}}),? )?(\d{{4}}),?(?: a| at)? {_TIME}{_ZONE}"
)
_HOURS = re.compile(rf"{_TIME}{_ZONE}")


@dataclass(frozen=True, slots=True)
class Moment:
    """A date and time as it was written. `first` and `second` are the day and the month, in the order of the file."""

    year: int | None
    first: int
    second: int
    order: str | None
    """The only order it can be read in, or None where both can; of a time without a date it does not matter."""
    at: time
    zone: tzinfo | None
    by_halves: bool = False
    """Whether it was written with am or pm: then the month goes first as a rule."""

    def instant(self, order: str, zone: tzinfo, on: date) -> datetime:
        """In UTC, read in that order; `zone` and the day `on` serve where it names none. May raise `ValueError`."""
        if self.year is None:
            return datetime.combine(on, self.at, self.zone or zone).astimezone(UTC)
        day_first = (self.order or order) == DAY_FIRST
        day, month = (self.first, self.second) if day_first else (self.second, self.first)
        return datetime.combine(date(self.year, month, day), self.at, self.zone or zone).astimezone(UTC)


def parse_moment(words: str) -> Moment | None:
    """What `words` say; None where they are no time."""
    text = fold(words).translate(str.maketrans("", "", "'()"))
    try:
        if match := _NUMBERS.fullmatch(text):
            return _in_numbers(match)
        if match := _WORDS.fullmatch(text):
            return _in_words(match)
        if match := _HOURS.fullmatch(text):
            return Moment(None, 0, 0, None, *_time(match.groups()))
    except ValueError:
        return None
    return None


def _in_numbers(match: re.Match[str]) -> Moment | None:
    one, two, three, *rest = match.groups()
    a, b, c = int(one), int(two), int(three)
    if len(one) == 4:
        return Moment(a, c, b, DAY_FIRST, *_time(rest))
    if len(three) not in (2, 4) or not (1 <= max(a, b) <= 31):
        return None
    year = c if len(three) == 4 else 2000 + c
    order = DAY_FIRST if a > 12 else MONTH_FIRST if b > 12 else None
    return Moment(year, a, b, order, *_time(rest))


def _in_words(match: re.Match[str]) -> Moment | None:
    before, name, after, year, *rest = match.groups()
    month, day = _MONTHS.get(name), before or after
    if month is None or day is None:
        return None
    return Moment(int(year), int(day), month, DAY_FIRST, *_time(rest))


def _time(groups: Sequence[str | None]) -> tuple[time, tzinfo | None, bool]:
    hours, minutes, seconds, half, zone = groups
    hour = int(hours or 0)
    if half:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    return time(hour, int(minutes or 0), int(seconds or 0)), _zone(zone), bool(half)


def _zone(words: str | None) -> tzinfo | None:
    if not words:
        return None
    offset = words.removeprefix("utc").removeprefix("gmt")
    if offset in ("", "z"):
        return UTC
    digits = offset[1:].replace(":", "")
    hours, minutes = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "0")
    length = timedelta(hours=int(hours), minutes=int(minutes))
    return timezone(-length if offset[0] == "-" else length)
