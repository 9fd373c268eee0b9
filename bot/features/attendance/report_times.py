"""Parses times as Zoom, KUDO and spreadsheets write them: day or month first, 12 or 24 hours, any zone."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from enum import Enum

from bot.core.text import fold


class DateOrder(Enum):
    """The order of day and month in a date such as `05/03/2021`."""

    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"


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
_NUMERIC_DATE = re.compile(rf"(\d{{1,4}})[/.\-](\d{{1,2}})[/.\-](\d{{1,4}})(?:[ t,]+|, ?){_TIME}{_ZONE}")
_DATE_IN_WORDS = re.compile(
    rf"(?:[a-z]+\.?,? )?(?:(\d{{1,2}})\.? )?([a-z]+)\.? (?:(\d{{1,2}}),? )?(\d{{4}}),?(?: a| at)? {_TIME}{_ZONE}"
)
_TIME_ONLY = re.compile(rf"{_TIME}{_ZONE}")


@dataclass(frozen=True, slots=True)
class ReportTime:
    """A date and time as it was written. `first` and `second` are day and month, in the order of the file.

    `year` is None for a time without a date. `order` is None if both orders are possible. `twelve_hour`: written
    with am or pm, so that the month usually comes first.
    """

    year: int | None
    first: int
    second: int
    order: DateOrder | None
    clock: time
    zone: tzinfo | None
    twelve_hour: bool = False

    def instant(self, order: DateOrder, zone: tzinfo, day: date) -> datetime:
        """The instant in UTC. `order`, `zone` and `day` apply where the text leaves them open.

        Raises `ValueError` if there is no such date.
        """
        if self.year is not None:
            day_first = (self.order or order) is DateOrder.DAY_FIRST
            day_of_month, month = (self.first, self.second) if day_first else (self.second, self.first)
            day = date(self.year, month, day_of_month)
        return datetime.combine(day, self.clock, self.zone or zone).astimezone(UTC)


def parse_time(text: str) -> ReportTime | None:
    """None if `text` is not a time."""
    folded = fold(text).translate(str.maketrans("", "", "'()"))
    try:
        if match := _NUMERIC_DATE.fullmatch(folded):
            return _parse_numeric(match)
        if match := _DATE_IN_WORDS.fullmatch(folded):
            return _parse_words(match)
        if match := _TIME_ONLY.fullmatch(folded):
            return ReportTime(None, 0, 0, None, *_clock(match.groups()))
    except ValueError:
        return None
    return None


def _parse_numeric(match: re.Match[str]) -> ReportTime | None:
    one, two, three, *rest = match.groups()
    a, b, c = int(one), int(two), int(three)
    if len(one) == 4:
        return ReportTime(a, c, b, DateOrder.DAY_FIRST, *_clock(rest))
    if len(three) not in (2, 4) or not (1 <= max(a, b) <= 31):
        return None
    year = c if len(three) == 4 else 2000 + c
    order = DateOrder.DAY_FIRST if a > 12 else DateOrder.MONTH_FIRST if b > 12 else None
    return ReportTime(year, a, b, order, *_clock(rest))


def _parse_words(match: re.Match[str]) -> ReportTime | None:
    day_before, month_name, day_after, year, *rest = match.groups()
    month, day = _MONTHS.get(month_name), day_before or day_after
    if month is None or day is None:
        return None
    return ReportTime(int(year), int(day), month, DateOrder.DAY_FIRST, *_clock(rest))


def _clock(groups: Sequence[str | None]) -> tuple[time, tzinfo | None, bool]:
    """The time, its zone, and whether it was written with am or pm, from the groups of `_TIME` and `_ZONE`."""
    hours, minutes, seconds, half, zone = groups
    hour = int(hours or 0)
    if half:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    return time(hour, int(minutes or 0), int(seconds or 0)), _zone(zone), bool(half)


def stated_zone(heading: str) -> tzinfo | None:
    """The zone that a heading states, such as `Join Time (UTC)` or `Heure d’arrivée (GMT+01:00)`."""
    match = re.search(r"\b(utc|gmt)\b\s*([+-]\d{1,2}(?::?\d{2})?)?", fold(heading))
    return _zone(match[2] or match[1]) if match else None


def _zone(text: str | None) -> tzinfo | None:
    if not text:
        return None
    offset = text.removeprefix("utc").removeprefix("gmt")
    if offset in ("", "z"):
        return UTC
    digits = offset[1:].replace(":", "")
    hours, minutes = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "0")
    length = timedelta(hours=int(hours), minutes=int(minutes))
    return timezone(-length if offset[0] == "-" else length)
