"""The current programme: the sessions of the workshop file with the changes made since.

A `SessionState` is the current state of one session; a `Schedule` holds all of them, and the breaks between them. Both
are immutable: moving a session makes a new schedule, and `differences` compares two. All instants are in UTC.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.core.errors import SessionIsOver, SessionNotInProgress, UnknownSession
from bot.core.programme import Day, Session, SessionKind, Workshop

REOPENED_FOR = timedelta(minutes=15)
"""How long a session stays open if it is reopened after its planned end."""


class SessionStatus(StrEnum):
    PLANNED = "planned"
    OPEN = "open"
    ENDED = "ended"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class SessionState:
    """The current times and status of a session.

    `moves` counts changes of its start, `openings` counts how often it was opened. `link` is a link set during the
    workshop; it replaces the link in the file.
    """

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
    def of(cls, session: Session) -> SessionState:
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
        """Whether it is not cancelled."""
        return self.status is not SessionStatus.CANCELLED

    @property
    def has_begun(self) -> bool:
        """Whether it was ever opened."""
        return self.opened_at is not None

    def moved_to(self, start: datetime) -> SessionState:
        """This session starting at `start`, with the same length."""
        if start == self.start:
            return self
        return replace(self, start=start, end=start + (self.end - self.start), moves=self.moves + 1)


@dataclass(frozen=True, slots=True)
class Difference:
    """One session before and after a change.

    `keeps_local_time`: the workshop's clock shows the same hours, but the rules of its time zone changed.
    """

    before: SessionState
    after: SessionState
    keeps_local_time: bool = False


@dataclass(frozen=True)
class Schedule:
    """The state of every session of a workshop, by id, in the order of the file.

    `breaks` holds the states of breaks in the same way. They move with the sessions and are shown in the agenda. All
    other methods are about sessions.
    """

    workshop: Workshop
    states: Mapping[str, SessionState]
    breaks: Mapping[str, SessionState] = field(default_factory=dict)

    @classmethod
    def of(cls, workshop: Workshop) -> Schedule:
        """The schedule of the workshop file, without live changes."""
        return cls(workshop, _as_planned(workshop.sessions), _as_planned(workshop.breaks))

    def __getitem__(self, session: str) -> SessionState:
        """The state of the session with this id. Raises `UnknownSession`."""
        try:
            return self.states[session]
        except KeyError:
            raise UnknownSession(session) from None

    def having(self, *states: SessionState) -> Schedule:
        """This schedule with `states` in place of those of the same sessions and breaks."""
        breaks = {state.id: state for state in states if state.session.kind is SessionKind.BREAK}
        sessions = {state.id: state for state in states if state.id not in breaks}
        return replace(self, states={**self.states, **sessions}, breaks={**self.breaks, **breaks})

    def with_breaks(self) -> dict[str, SessionState]:
        """The states of all sessions and breaks, by id."""
        return {**self.states, **self.breaks}

    def in_order(self) -> list[SessionState]:
        """All sessions by start; in the order of the file if two start at the same time."""
        return sorted(self.states.values(), key=lambda state: state.start)

    def on_day(self, day: Day) -> list[SessionState]:
        """The sessions that the file lists under `day`, by start, even if they were moved to another date."""
        return sorted((self.states[session.id] for session in day.sessions), key=lambda state: state.start)

    def on_date(self, on: date) -> list[SessionState]:
        """The sessions that now start on the local date `on`, by start."""
        return [state for state in self.in_order() if self.local_date(state) == on]

    def agenda(self, on: date) -> list[SessionState]:
        """The sessions and breaks that now start on the local date `on`, by start."""
        found = sorted(self.with_breaks().values(), key=lambda state: state.start)
        return [state for state in found if self.local_date(state) == on]

    def local_date(self, state: SessionState) -> date:
        """The date on which the session starts, in the workshop's time zone."""
        return state.start.astimezone(self.workshop.zone).date()

    def dates(self) -> list[date]:
        """The local dates with a session that is not cancelled, in order."""
        return sorted({self.local_date(state) for state in self.states.values() if state.is_held})

    def day_of(self, session: str) -> Day:
        """The day under which the file lists this session or break."""
        return next(day for day in self.workshop.days if any(s.id == session for s in (*day.sessions, *day.breaks)))

    def in_progress(self) -> SessionState | None:
        """The open session; the one with the latest start if several are open."""
        opened = [state for state in self.in_order() if state.is_open]
        return opened[-1] if opened else None

    def upcoming(self, now: datetime) -> SessionState | None:
        """The next session that was not opened yet and whose end is not past."""
        return next((state for state in self.in_order() if state.is_ahead and state.end > now), None)

    def default(self, now: datetime) -> SessionState:
        """The session that a command acts on if none is named: the one in progress, else the next, else the last."""
        held = [state for state in self.in_order() if state.is_held] or self.in_order()
        return self.in_progress() or self.upcoming(now) or held[-1]

    def link_of(self, state: SessionState) -> str | None:
        """The link to where the session is held; None if it is held at Discord."""
        return state.link or state.session.link or self.workshop.link


def _as_planned(sessions: Iterable[Session]) -> dict[str, SessionState]:
    return {session.id: SessionState.of(session) for session in sessions}


def differences(before: Schedule, after: Schedule) -> list[Difference]:
    """The sessions whose start, end, link or cancellation differs, by their new start.

    Sessions that only one of the two schedules has are left out.
    """
    found = []
    for state in after.in_order():
        old = before.states.get(state.id)
        if old and _as_announced(old) != _as_announced(state):
            found.append(Difference(old, state))
    return found


def _as_announced(state: SessionState) -> tuple[datetime, datetime, bool, str | None]:
    return state.start, state.end, state.is_held, state.link


def opened(state: SessionState, at: datetime) -> SessionState:
    """The session opened at `at`. One that is past its end gets `REOPENED_FOR` from then on.

    Raises `SessionIsOver` if it was cancelled.
    """
    if state.is_open:
        return state
    if not state.is_held:
        raise SessionIsOver(state.id)
    end = state.end if state.end > at else at + REOPENED_FOR
    return replace(
        state,
        status=SessionStatus.OPEN,
        end=end,
        opened_at=state.opened_at or at,
        ended_at=None,
        openings=state.openings + 1,
    )


def ended(state: SessionState, at: datetime) -> SessionState:
    """The session closed at `at`. Raises `SessionNotInProgress` if it is not open."""
    if not state.is_open:
        raise SessionNotInProgress(state.id)
    return replace(state, status=SessionStatus.ENDED, ended_at=at)


def delayed(schedule: Schedule, session: str, by: timedelta, *, cascade: bool) -> Schedule:
    """`session` moved by `by`, which may be negative; with `cascade` also the later sessions of its day.

    An open session keeps its start and only ends later. Raises `SessionIsOver` if it has ended or was cancelled.
    """
    state = schedule[session]
    _require_ahead_or_open(state)
    touched = [state, *_following(schedule, state)] if cascade else [state]
    return schedule.having(*(_shifted(each, by) for each in touched))


def moved(schedule: Schedule, session: str, start: datetime) -> Schedule:
    """`session` moved to `start`. Raises `SessionIsOver` if it was opened or cancelled."""
    state = schedule[session]
    if not state.is_ahead:
        raise SessionIsOver(session)
    return schedule.having(state.moved_to(start))


def cancelled(schedule: Schedule, session: str) -> Schedule:
    """`session` cancelled. Raises `SessionIsOver` if it was opened or cancelled."""
    state = schedule[session]
    if not state.is_ahead:
        raise SessionIsOver(session)
    return schedule.having(replace(state, status=SessionStatus.CANCELLED))


def extended(schedule: Schedule, session: str, by: timedelta) -> Schedule:
    """`session` longer by `by`. Later sessions of its day are moved only as far as they would overlap.

    Raises `SessionIsOver` if it has ended or was cancelled.
    """
    state = schedule[session]
    _require_ahead_or_open(state)
    longer = replace(state, end=max(state.end + by, state.start))
    changed, free_from = [longer], longer.end
    for following in _following(schedule, state):
        if following.start >= free_from:
            break
        pushed = following.moved_to(free_from)
        changed.append(pushed)
        free_from = pushed.end
    return schedule.having(*changed)


def linked(schedule: Schedule, session: str, url: str) -> Schedule:
    """`session` held at `url`. Raises `SessionIsOver` if it has ended or was cancelled."""
    state = schedule[session]
    _require_ahead_or_open(state)
    return schedule.having(replace(state, link=url))


def overlaps(schedule: Schedule) -> list[tuple[SessionState, SessionState]]:
    """Pairs of sessions, planned or open, that overlap in time."""
    held = [state for state in schedule.in_order() if state.is_ahead or state.is_open]
    return [(one, other) for i, one in enumerate(held) for other in held[i + 1 :] if other.start < one.end]


def _following(schedule: Schedule, state: SessionState) -> Iterable[SessionState]:
    same_day = schedule.agenda(schedule.local_date(state))
    return [each for each in same_day if each.is_ahead and each.start >= state.start and each.id != state.id]


def _shifted(state: SessionState, by: timedelta) -> SessionState:
    if state.is_open:
        return replace(state, end=max(state.end + by, state.start))
    return state.moved_to(state.start + by)


def _require_ahead_or_open(state: SessionState) -> None:
    if not (state.is_ahead or state.is_open):
        raise SessionIsOver(state.id)
