"""The formats of times in the database: instants in UTC, and local times that a person chose."""

from datetime import UTC, datetime
from typing import overload
from zoneinfo import ZoneInfo


@overload
def format_utc(at: datetime) -> str: ...
@overload
def format_utc(at: None) -> None: ...
def format_utc(at: datetime | None) -> str | None:
    """`at` as text that sorts by time, such as `2021-03-15T10:00:00.000000Z`; None stays None."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ") if at else None


@overload
def parse_utc(text: str) -> datetime: ...
@overload
def parse_utc(text: None) -> None: ...
def parse_utc(text: str | None) -> datetime | None:
    """The instant in a text written by `format_utc`. None stays None."""
    return datetime.fromisoformat(text) if text else None


def format_local(at: datetime, zone: ZoneInfo) -> str:
    """`at` on the clock of `zone`, with the offset from UTC that holds then: `2021-03-15T11:00:00+01:00`."""
    return at.astimezone(zone).isoformat()


def parse_local_time(text: str, zone: ZoneInfo) -> datetime:
    """The UTC instant at which the clock of `zone` shows the local time in `text`, which `format_local` wrote.

    The rules of the zone may have changed since then. So the offset in `text` is used only where an hour is repeated at
    the end of summer time, to choose one of the two instants.
    """
    written = datetime.fromisoformat(text)
    local = written.replace(tzinfo=zone, fold=0)
    if local.utcoffset() != written.utcoffset():
        local = local.replace(fold=1)
    return local.astimezone(UTC)
