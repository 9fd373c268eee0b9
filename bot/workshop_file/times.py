"""Dates, times and zones as organisers write them, and local times that a clock change repeats or skips."""

import re
from datetime import UTC, date, datetime, time
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from bot.i18n.phrase import Phrase, _

_TIME = re.compile(r"([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?")
_DATE = re.compile(r"(2[0-9]{3})-([0-9]{2})-([0-9]{2})")


def read_time(words: Any) -> time | None:
    match = _TIME.fullmatch(words) if isinstance(words, str) else None
    return _built(time, match) if match else None


def read_date(words: Any) -> date | None:
    match = _DATE.fullmatch(words) if isinstance(words, str) else None
    return _built(date, match) if match else None


def read_local(words: Any) -> datetime | None:
    """Parse `2021-03-17T18:00`, or with a space for the `T`; None if invalid."""
    if not isinstance(words, str):
        return None
    day, _, hour = words.replace(" ", "T", 1).partition("T")
    on, at = read_date(day), read_time(hour)
    return datetime.combine(on, at) if on and at else None


def _built(kind: Any, match: re.Match[str]) -> Any:
    try:
        return kind(*(int(part) for part in match.groups(default="0")))
    except ValueError:
        return None


@cache
def zones() -> frozenset[str]:
    return frozenset(available_timezones())


def is_zone(name: str) -> bool:
    return name in zones()


def clock_change(local: datetime, zone: ZoneInfo) -> Phrase | None:
    """Why a clock change makes `local` ambiguous or impossible; None if it is neither."""
    first, second = (local.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    if first.utcoffset() == second.utcoffset():
        return None
    exists = first.astimezone(UTC).astimezone(zone).replace(tzinfo=None) == local
    when = f"{local:%Y-%m-%d %H:%M}"
    if exists:
        return _("%(when)s comes twice, since clocks go back in %(zone)s", when=when, zone=zone.key)
    return _("%(when)s never comes, since clocks go forward in %(zone)s", when=when, zone=zone.key)
