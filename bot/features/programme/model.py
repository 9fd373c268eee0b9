"""A proposed change of the programme and its preview, and the calendar entry of a session."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.core.errors import BadTime
from bot.core.instants import format_utc
from bot.core.programme import Administration, Workshop
from bot.core.schedule import Difference, Schedule, SessionState, cancelled, delayed, differences, moved, overlaps

EARLIEST, LATEST = time(7), time(22)
"""The preview warns of a session outside these local times of an administration."""


class ProposedAction(StrEnum):
    DELAY = "delay"
    MOVE = "move"
    CANCEL = "cancel"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A change of one session that waits for confirmation.

    `minutes` (may be negative) and `cascade` (move the day's later sessions too) belong to a delay; `start` (UTC) to
    a move.
    """

    action: ProposedAction
    session: str
    minutes: int = 0
    cascade: bool = True
    start: datetime | None = None

    def apply(self, before: Schedule, now: datetime) -> Schedule:
        """The programme after the change.

        Raises `SessionIsOver` if the session can no longer be changed in this way, `BadTime` if a session would start
        in the past.
        """
        after = self._changed(before)
        for each in differences(before, after):
            if each.after.is_ahead and each.after.start != each.before.start and each.after.start <= now:
                raise BadTime(f"{each.after.start.astimezone(before.workshop.zone):%H:%M}", "past")
        return after

    def _changed(self, before: Schedule) -> Schedule:
        match self.action:
            case ProposedAction.DELAY:
                return delayed(before, self.session, timedelta(minutes=self.minutes), cascade=self.cascade)
            case ProposedAction.MOVE:
                assert self.start is not None
                return moved(before, self.session, self.start)
            case ProposedAction.CANCEL:
                return cancelled(before, self.session)

    @property
    def detail(self) -> str:
        """The detail for the audit log."""
        if self.action is ProposedAction.DELAY:
            return f"{self.minutes:+} min" + (", with what follows" if self.cascade else "")
        return format_utc(self.start) or ""


@dataclass(frozen=True, slots=True)
class StoredProposal:
    """A proposal, with the fingerprint of the change that its author was shown."""

    proposal: Proposal
    fingerprint: str


def fingerprint(before: Schedule, after: Schedule) -> str:
    """A hash of the change as it is shown. A different change of the same sessions has a different hash."""
    shown = [(d.after.id, d.before.start, d.before.end, d.after) for d in differences(before, after)]
    return hashlib.sha256(repr(shown).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class PreviewWarnings:
    """Side effects of a change that organisers may not want."""

    overlapping: list[tuple[SessionState, SessionState]]
    at_night: list[tuple[SessionState, Administration]]
    clock_change: list[tuple[SessionState, Administration]]
    """The clocks change during the session, or between its old and its new date."""


@dataclass(frozen=True, slots=True)
class Preview:
    """Each changed session before and after, the time zones with the earliest and the latest clock, and warnings."""

    changes: list[Difference]
    first_zone: str
    last_zone: str
    warnings: PreviewWarnings


def preview(before: Schedule, after: Schedule) -> Preview:
    """The changes from `before` to `after`."""
    changes = differences(before, after)
    held = [each for each in changes if each.after.is_held]
    at = held[0].after.start if held else changes[0].before.start if changes else before.workshop.starts
    zones = zones_in_order(before.workshop, at)
    return Preview(changes, zones[0], zones[-1], _warnings(after, held))


def zones_in_order(workshop: Workshop, at: datetime) -> list[str]:
    """The time zones of the administrations by their offset at `at`, the earliest clock first.

    Without administrations, it is the workshop's own zone.
    """
    zones = {a.timezone for a in workshop.administrations} or {workshop.timezone}
    return sorted(zones, key=lambda zone: (at.astimezone(ZoneInfo(zone)).utcoffset(), zone))


def _warnings(after: Schedule, held: Sequence[Difference]) -> PreviewWarnings:
    workshop, ids = after.workshop, {each.after.id for each in held}
    pairs = [(each, administration) for each in held for administration in workshop.administrations]
    return PreviewWarnings(
        overlapping=[(one, other) for one, other in overlaps(after) if {one.id, other.id} & ids],
        at_night=[(each.after, a) for each, a in pairs if _is_at_night(each.after, a)],
        clock_change=[(each.after, a) for each, a in pairs if _clock_changes(each, a.timezone, workshop.timezone)],
    )


def _is_at_night(state: SessionState, administration: Administration) -> bool:
    zone = ZoneInfo(administration.timezone)
    start, end = state.start.astimezone(zone), state.end.astimezone(zone)
    return start.time() < EARLIEST or end.time() > LATEST or start.date() != end.date()


def _clock_changes(change: Difference, zone: str, workshop_zone: str) -> bool:
    """Whether the clock in `zone` changes during the session, or its distance to the workshop's clock does."""
    during = _offset(change.after.start, zone) != _offset(change.after.end, zone)
    distances = {_offset(at, zone) - _offset(at, workshop_zone) for at in (change.before.start, change.after.start)}
    return during or len(distances) > 1


def _offset(at: datetime, zone: str) -> timedelta:
    return at.astimezone(ZoneInfo(zone)).utcoffset() or timedelta()


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """One session in the last calendar file: a hash of its content, and its sequence number (RFC 5545)."""

    content_hash: str
    sequence: int
