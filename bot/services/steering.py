"""What a change of programme would do, shown before it is done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo

from bot.domain.programme import Administration, Workshop
from bot.domain.schedule import Difference, Schedule, Slot, differences, overlaps

EARLIEST, LATEST = time(7), time(22)
"""A session should fall between these for everyone, on their own clock."""


@dataclass(frozen=True, slots=True)
class Warnings:
    """What is odd about a programme after a change."""

    overlapping: list[tuple[Slot, Slot]]
    at_night: list[tuple[Slot, Administration]]
    clock_change: list[tuple[Slot, Administration]]


@dataclass(frozen=True, slots=True)
class Preview:
    """Each session touched, before and after; the zones where it is earliest and latest; what to beware of."""

    touched: list[Difference]
    first_zone: str
    last_zone: str
    warnings: Warnings


def preview(before: Schedule, after: Schedule) -> Preview:
    touched = differences(before, after)
    held = [each.after for each in touched if each.after.is_held]
    at = held[0].start if held else touched[0].before.start if touched else before.workshop.starts
    zones = zones_in_order(before.workshop, at)
    return Preview(touched, zones[0], zones[-1], _warnings(after, held))


def zones_in_order(workshop: Workshop, at: datetime) -> list[str]:
    """The administrations' zones, from where the clock is earliest to where it is latest; else the workshop's own."""
    zones = {a.timezone for a in workshop.administrations} or {workshop.timezone}
    return sorted(zones, key=lambda zone: (at.astimezone(ZoneInfo(zone)).utcoffset(), zone))


def _warnings(after: Schedule, held: Sequence[Slot]) -> Warnings:
    ids = {slot.id for slot in held}
    administrations = after.workshop.administrations
    return Warnings(
        overlapping=[pair for pair in overlaps(after) if {pair[0].id, pair[1].id} & ids],
        at_night=[(slot, a) for slot in held for a in administrations if _at_night(slot, a)],
        clock_change=[(slot, a) for slot in held for a in administrations if _changes_clock(slot, a)],
    )


def _at_night(slot: Slot, administration: Administration) -> bool:
    zone = ZoneInfo(administration.timezone)
    start, end = slot.start.astimezone(zone), slot.end.astimezone(zone)
    return start.time() < EARLIEST or end.time() > LATEST or start.date() != end.date()


def _changes_clock(slot: Slot, administration: Administration) -> bool:
    zone = ZoneInfo(administration.timezone)
    return slot.start.astimezone(zone).utcoffset() != slot.end.astimezone(zone).utcoffset()
