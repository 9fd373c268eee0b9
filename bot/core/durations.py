"""The format of durations in the workshop file and in keys of announcements: `90s`, `15m`, `1h30m`, `2d`."""

import re
from datetime import timedelta

_UNITS = {"d": 86_400, "h": 3_600, "m": 60, "s": 1}
_DURATION = re.compile(r"(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?")


def parse_duration(words: str) -> timedelta:
    """The duration in `words`. Raises `ValueError` if it is not a duration."""
    match = _DURATION.fullmatch(words.strip())
    if not match or not any(match.groups()):
        raise ValueError(words)
    seconds = sum(int(n) * unit for n, unit in zip(match.groups(default="0"), _UNITS.values(), strict=True))
    return timedelta(seconds=seconds)


def format_duration(duration: timedelta) -> str:
    """`duration` in its shortest form, in whole seconds.

    >>> format_duration(timedelta(minutes=90))
    '1h30m'
    """
    rest, parts = int(duration.total_seconds()), []
    for letter, unit in _UNITS.items():
        count, rest = divmod(rest, unit)
        if count:
            parts.append(f"{count}{letter}")
    return "".join(parts) or "0s"
