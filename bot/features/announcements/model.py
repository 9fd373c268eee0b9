"""Announcements: what one is, what became of it, and the plan of them as a pure function of the programme.

Each has a stable key, `session/kind[/offset][/language][/revision]`. Under one key nothing is announced twice.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.core.announcement_kind import AnnouncementKind
from bot.core.durations import format_duration, parse_duration
from bot.core.opening_times import desk_closes, desk_opens, evaluation_opens
from bot.core.programme import Evaluation, Workshop
from bot.core.schedule import Schedule, SessionState
from bot.core.text import Text

TOO_LATE = "late"
"""The fault of an announcement that was skipped because its time was too long past."""
EVALUATION_REMINDER = timedelta(days=1)
"""How long before an evaluation closes people are reminded; half of its duration if that is shorter."""


class Status(StrEnum):
    DUE = "due"
    CLAIMED = "claimed"
    SENT = "sent"
    LATE = "late"
    SKIPPED = "skipped"
    FAILED = "failed"
    CANCELLED = "cancelled"


SENT_STATUSES = frozenset({Status.SENT, Status.LATE})
OF_A_SESSION = frozenset({AnnouncementKind.REMINDER, AnnouncementKind.OPENING, AnnouncementKind.CLOSING})
ON_DEMAND = frozenset({AnnouncementKind.CHANGE, AnnouncementKind.NOTICE})
"""Kinds that are in no plan: they are announced because someone did something."""


@dataclass(frozen=True, slots=True)
class Announcement:
    """One message to be announced once. `subject` is a session's id, a local date, an evaluation's id or `desk`.

    `language` is empty if one message carries all languages. `due` is in UTC. `session` is the id of the session it is
    about, if any. `payload` is JSON: what a change notice or an organiser's notice says; the other kinds have none.
    """

    key: str
    kind: AnnouncementKind
    subject: str
    language: str
    due: datetime
    session: str | None = None
    payload: str | None = None

    @property
    def offset(self) -> timedelta:
        """How long before the event a reminder is due, read from its key. Zero for the other kinds."""
        if self.kind not in (AnnouncementKind.REMINDER, AnnouncementKind.DESK_REMINDER):
            return timedelta()
        return parse_duration(self.key.split("/")[2])


@dataclass(frozen=True, slots=True)
class AnnouncementRecord:
    """An announcement and what became of it; `fault` says why it was skipped, cancelled or has failed.

    `claimed_at`, `channel` and `print` (a hash of the words) tell where to look for a message that may have been sent.
    """

    announcement: Announcement
    status: Status
    fault: str | None = None
    claimed_at: datetime | None = None
    channel: int | None = None
    print: str | None = None

    @property
    def key(self) -> str:
        return self.announcement.key

    @property
    def due(self) -> datetime:
        return self.announcement.due

    @property
    def is_on_demand(self) -> bool:
        return self.announcement.kind in ON_DEMAND


@dataclass(frozen=True, slots=True)
class ListedAnnouncement:
    """An announcement as a list shows it. `about` is the title of its session, or what an organiser wrote."""

    key: str
    kind: AnnouncementKind
    session: str | None
    language: str
    due: datetime
    status: Status
    fault: str | None
    about: Text | None

    @classmethod
    def of(cls, schedule: Schedule, record: AnnouncementRecord) -> ListedAnnouncement:
        it = record.announcement
        about = _about(schedule, it)
        return cls(it.key, it.kind, it.session, it.language, it.due, record.status, record.fault, about)


def _about(schedule: Schedule, it: Announcement) -> Text | None:
    if state := schedule.states.get(it.session or ""):
        return state.session.title
    if it.kind is AnnouncementKind.NOTICE:
        texts: Text = json.loads(it.payload or "{}")
        return texts
    return None


@dataclass(frozen=True, slots=True)
class Draft:
    """A notice that waits for its author's confirmation; `due` None is at once."""

    id: int
    texts: Mapping[str, str]
    due: datetime | None


def key_of(
    subject: str, kind: AnnouncementKind, language: str = "", offset: timedelta = timedelta(), revision: int = 1
) -> str:
    """The stable name of an announcement, such as `d1-opening/reminder/10m/fr/2`."""
    parts = [subject, kind.value]
    if offset:
        parts.append(format_duration(offset))
    if language:
        parts.append(language)
    if revision > 1:
        parts.append(str(revision))
    return "/".join(parts)


@dataclass(frozen=True, slots=True)
class _Moment:
    kind: AnnouncementKind
    subject: str
    due: datetime
    offset: timedelta = timedelta()
    revision: int = 1

    def in_language(self, language: str) -> Announcement:
        key = key_of(self.subject, self.kind, language, self.offset, self.revision)
        session = self.subject if self.kind in OF_A_SESSION else None
        return Announcement(key, self.kind, self.subject, language, self.due, session)


def plan(schedule: Schedule) -> list[Announcement]:
    """Everything the workshop announces by itself, as the programme now stands, by due time."""
    languages = schedule.workshop.channels.announcement_languages()
    moments = sorted(_moments(schedule), key=lambda moment: moment.due)
    return [moment.in_language(language) for moment in moments for language in languages]


def _moments(schedule: Schedule) -> Iterator[_Moment]:
    workshop = schedule.workshop
    for day in schedule.dates():
        yield from _of_day(schedule, day.isoformat(), [s for s in schedule.on_date(day) if s.is_held])
    for state in schedule.in_order():
        if state.is_held:
            yield from _of_session(workshop, state)
    yield from _of_desk(schedule)
    for evaluation in workshop.evaluations:
        yield from _of_evaluation(schedule, evaluation)


def _of_day(schedule: Schedule, day: str, states: list[SessionState]) -> Iterator[_Moment]:
    workshop = schedule.workshop
    yield _Moment(AnnouncementKind.AGENDA, day, states[0].start - workshop.agenda_before)
    last = max(state.ended_at or state.end for state in states)
    yield _Moment(AnnouncementKind.SUMMARY, day, last + workshop.summary_after)


def _of_session(workshop: Workshop, state: SessionState) -> Iterator[_Moment]:
    begins = state.opened_at or state.start
    for offset in workshop.reminders:
        due = state.start - offset
        if due < begins:
            yield _Moment(AnnouncementKind.REMINDER, state.id, due, offset, state.moves + 1)
    yield _Moment(AnnouncementKind.OPENING, state.id, begins)
    yield _Moment(AnnouncementKind.CLOSING, state.id, state.ended_at or state.end, revision=max(state.openings, 1))


def _of_desk(schedule: Schedule) -> Iterator[_Moment]:
    desk, opens, closes = schedule.workshop.desk, desk_opens(schedule), desk_closes(schedule)
    if desk is None or opens is None or closes is None:
        return
    yield _Moment(AnnouncementKind.DESK_OPEN, "desk", opens)
    for offset in desk.reminders:
        if closes - offset > opens:
            yield _Moment(AnnouncementKind.DESK_REMINDER, "desk", closes - offset, offset)
    yield _Moment(AnnouncementKind.DESK_CLOSE, "desk", closes)


def _of_evaluation(schedule: Schedule, evaluation: Evaluation) -> Iterator[_Moment]:
    opens = evaluation_opens(schedule, evaluation)
    yield _Moment(AnnouncementKind.EVALUATION_OPEN, evaluation.id, opens)
    before_it_closes = min(EVALUATION_REMINDER, (evaluation.closes - opens) / 2)
    if before_it_closes > timedelta():
        yield _Moment(AnnouncementKind.EVALUATION_REMINDER, evaluation.id, evaluation.closes - before_it_closes)
