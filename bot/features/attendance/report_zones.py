"""The zone of a report's times, as an organiser types it."""

import re
from datetime import UTC, timedelta, timezone, tzinfo
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from bot.core.text import fold

_OFFSET = re.compile(r"(?:utc|gmt)?\s*([+\-\u2212])\s*(\d{1,2})(?:[:h]?([0-5]\d))?")


def zone_named(words: str) -> tzinfo | None:
    """The zone for `Europe/Paris`, `paris`, or an offset such as `UTC+3` or `-03:30`. None if there is none."""
    folded = fold(words)
    if folded in ("utc", "gmt", "z"):
        return UTC
    if match := _OFFSET.fullmatch(folded):
        offset = timedelta(hours=int(match[2]), minutes=int(match[3] or 0))
        return timezone(offset if match[1] == "+" else -offset) if offset < timedelta(hours=24) else None
    found = _keys().get(folded.replace(" ", "_"), [])
    return ZoneInfo(found[0]) if len(found) == 1 else None


@cache
def _keys() -> dict[str, list[str]]:
    """The zones of the IANA list by their full name and by their city."""
    keys: dict[str, list[str]] = {}
    for key in available_timezones():
        for name in {fold(key), fold(key.rpartition("/")[2])}:
            keys.setdefault(name, []).append(key)
    return keys
