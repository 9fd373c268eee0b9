"""The programme as it stands: the file's sessions, and what was changed since, live.

A `Slot` is where one session stands; a `Schedule` is all of them. Both are values: to move
a session is to make a new schedule, and `differences` says what changed between two.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.core.errors import SessionIsOver, SessionNotInProgress, UnknownSession
from bot.core.programme import Day, Session, Workshop

REOPENED_FOR = timedelta(minutes=15)
"""What a session reopened after its planned end is given."""


class SessionStatus(StrEnum):
    PLANNED = "planned"
    OPEN = "open"
    ENDED = "ended"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a session stands. `moves` counts how often its start was changed; instants in UTC."""

    session: Session
    start: datetime
    end: datetime
    status: SessionStatus = SessionStatus.PLANNED
    opened_at: datetime | None = None
    ended_at: datetime | None = None
    moves: int = 0
    openings: int = 0
    link: str | None = None

    @classmethod
    def of(cls, session: Session) -> Slot:
        return cls(session, session.start, session.end)

    @property
    def id(self) -> str:
        return self.session.id

    @property
    def is_ahead(self) -> bool:
        return self.status is SessionStatus.PLANNED

    @property
    def is_open(self) -> bool:
        return self.status is SessionStatus.OPEN

    @property
    def is_held(self) -> bool:
        """Not cancelled."""
        return self.status is not SessionStatus.CANCELLED

    @property
    def has_begun(self) -> bool:
        return self.opened_at is not None

    def moved_to(self, start: datetime) -> Slot:
        """The same length from `start` on."""
        if start == self.start:
            return self
        return replace(self, start=start, end=start + (self.end - self.start), moves=self.moves + 1)


@dataclass(frozen=True, slots=True)
class Difference:
    """A session before and after a change."""

    before: Slot
    after: Slot


@dataclass(frozen=True)
class Schedule:
    """Every slot of a workshop, in the order of the file."""

    workshop: Workshop
    slots: Mapping[str, Slot]

    @classmethod
    def of(cls, workshop: Workshop) -> Schedule:
        """The schedule as the file has it."""
        return cls(workshop, {session.id: Slot.of(session) for session in workshop.sessions})

    def __getitem__(self, session: str) -> Slot:
        try:
            return self.slots[session]
        except KeyError:
            raise UnknownSession(session) from None

    def having(self, *slots: Slot) -> Schedule:
        """This schedule with `slots` in place of those of the same sessions."""
        return replace(self, slots={**self.slots, **{slot.id: slot for slot in slots}})

    def in_order(self) -> list[Slot]:
        """All slots by start; the file's order where two start together."""
        return sorted(self.slots.values(), key=lambda slot: slot.start)

    def on_day(self, day: Day) -> list[Slot]:
        """The slots written under `day`, by start, wherever they were moved."""
        return sorted((self.slots[session.id] for session in day.sessions), key=lambda slot: slot.start)

    def on_date(self, on: date) -> list[Slot]:
        """The slots that now start on the local date `on`."""
        return [slot for slot in self.in_order() if self.local_date(slot) == on]

    def local_date(self, slot: Slot) -> date:
        return slot.start.astimezone(self.workshop.zone).date()

    def dates(self) -> list[date]:
        """The local dates on which a session is held, in order."""
        return sorted({self.local_date(slot) for slot in self.slots.values() if slot.is_held})

    def day_of(self, session: str) -> Day:
        return next(day for day in self.workshop.days if any(s.id == session for s in day.sessions))

    def in_progress(self) -> Slot | None:
        """The session that is open; the last begun where two are."""
        opened = [slot for slot in self.in_order() if slot.is_open]
        return opened[-1] if opened else None

    def upcoming(self, now: datetime) -> Slot | None:
        """The next session that has not begun."""
        return next((slot for slot in self.in_order() if slot.is_ahead and slot.end > now), None)

    def default(self, now: datetime) -> Slot:
        """The session meant where none is named: the one in progress, else the next, else the last."""
        held = [slot for slot in self.in_order() if slot.is_held] or self.in_order()
        return self.in_progress() or self.upcoming(now) or held[-1]

    def link_of(self, slot: Slot) -> str | None:
        """Where the session is held, if not at Discord."""
        return slot.link or slot.session.link or self.workshop.link


def differences(before: Schedule, after: Schedule) -> list[Difference]:
    """What stands elsewhere in `after`, by its new start: another time, end, link or a cancellation."""
    found = []
    for slot in after.in_order():
        old = before.slots.get(slot.id)
        if old and _as_announced(old) != _as_announced(slot):
            found.append(Difference(old, slot))
    return found


def _as_announced(slot: Slot) -> tuple[datetime, datetime, bool, str | None]:
    return slot.start, slot.end, slot.is_held, slot.link


def opened(slot: Slot, at: datetime) -> Slot:
    """The session begun at `at`, or begun again where it had ended: then it has at least 15 minutes more.

    Raises `SessionIsOver` for a cancelled one.
    """
    if slot.is_open:
        return slot
    if not slot.is_held:
        raise SessionIsOver(slot.id)
    end = slot.end if slot.end > at else at + REOPENED_FOR
    return replace(
        slot,
        status=SessionStatus.OPEN,
        end=end,
        opened_at=slot.opened_at or at,
        ended_at=None,
        openings=slot.openings + 1,
    )


def ended(slot: Slot, at: datetime) -> Slot:
    """The session closed at `at`; `SessionNotInProgress` where it is not open."""
    if not slot.is_open:
        raise SessionNotInProgress(slot.id)
    return replace(slot, status=SessionStatus.ENDED, ended_at=at)


def delayed(schedule: Schedule, session: str, by: timedelta, *, cascade: bool) -> Schedule:
    """`session` later (or earlier) by `by`; with `cascade` what follows it that day too.

    An open session keeps its start and ends later. Raises `SessionIsOver` where it has ended or was cancelled.
    """
    slot = schedule[session]
    _require_ahead_or_open(slot)
    touched = [slot, *_following(schedule, slot)] if cascade else [slot]
    return schedule.having(*(_shifted(each, by) for each in touched))


def moved(schedule: Schedule, session: str, start: datetime) -> Schedule:
    """`session` from `start` on; `SessionIsOver` where it has begun or was cancelled."""
    slot = schedule[session]
    if not slot.is_ahead:
        raise SessionIsOver(session)
    return schedule.having(slot.moved_to(start))


def cancelled(schedule: Schedule, session: str) -> Schedule:
    slot = schedule[session]
    if not slot.is_ahead:
        raise SessionIsOver(session)
    return schedule.having(replace(slot, status=SessionStatus.CANCELLED))


def extended(schedule: Schedule, session: str, by: timedelta) -> Schedule:
    """`session` longer by `by`; what follows that day is pushed only as far as it must be."""
    slot = schedule[session]
    _require_ahead_or_open(slot)
    longer = replace(slot, end=max(slot.end + by, slot.start))
    changed, free_from = [longer], longer.end
    for following in _following(schedule, slot):
        if following.start >= free_from:
            break
        pushed = following.moved_to(free_from)
        changed.append(pushed)
        free_from = pushed.end
    return schedule.having(*changed)


def linked(schedule: Schedule, session: str, url: str) -> Schedule:
    """`session` held at `url` from now on; `SessionIsOver` where it has ended or was cancelled."""
    slot = schedule[session]
    _require_ahead_or_open(slot)
    return schedule.having(replace(slot, link=url))


def overlaps(schedule: Schedule) -> list[tuple[Slot, Slot]]:
    """Pairs of sessions still to be held of which one starts before the other's end."""
    held = [slot for slot in schedule.in_order() if slot.is_ahead or slot.is_open]
    return [(one, other) for i, one in enumerate(held) for other in held[i + 1 :] if other.start < one.end]


def _following(schedule: Schedule, slot: Slot) -> Iterable[Slot]:
    same_day = schedule.on_date(schedule.local_date(slot))
    return [each for each in same_day if each.is_ahead and each.start >= slot.start and each.id != slot.id]


def _shifted(slot: Slot, by: timedelta) -> Slot:
    if slot.is_open:
        return replace(slot, end=max(slot.end + by, slot.start))
    return slot.moved_to(slot.start + by)


def _require_ahead_or_open(slot: Slot) -> None:
    if not (slot.is_ahead or slot.is_open):
        raise SessionIsOver(slot.id)
