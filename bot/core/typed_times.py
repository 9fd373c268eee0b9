"""Parses times that people type: `14:30`, or `2021-03-16 14:30`, in the workshop's time zone."""

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.core.errors import BadTime

_TIME = re.compile(r"(?:(\d{4})-(\d{1,2})-(\d{1,2})[ T]+)?(\d{1,2})(?::|h ?)(\d{2})", re.IGNORECASE | re.ASCII)
FARTHEST = timedelta(days=366)
"""Most days between `on` and a typed date. A date further away counts as a typing error."""


def parse_local(words: str, zone: ZoneInfo, on: date) -> datetime:
    """The UTC instant of a local time in `zone`. A time without a date is on the day `on`.

    Raises `BadTime` if `words` is not a time, if it is more than a year away from `on`, or if a change to or from
    summer time skips or repeats it.
    """
    match = _TIME.fullmatch(words.strip())
    if match is None:
        raise BadTime(words)
    year, month, day, hour, minute = (part and int(part) for part in match.groups())
    try:
        local_day = date(int(year), int(month or 0), int(day or 0)) if year is not None else on
        local = datetime.combine(local_day, time(int(hour or 0), int(minute or 0)), zone)
    except ValueError:
        raise BadTime(words) from None
    if abs(local_day - on) > FARTHEST:
        raise BadTime(words, "far")
    if not exists_once(local):
        raise BadTime(words, "clock")
    return local.astimezone(UTC)


def exists_once(local: datetime) -> bool:
    """Whether this local time occurs exactly once: changes to and from summer time skip some and repeat others."""
    return local.replace(fold=0).utcoffset() == local.replace(fold=1).utcoffset()
