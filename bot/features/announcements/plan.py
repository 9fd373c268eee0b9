"""The plan of announcements: a pure function of the current programme."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.core.announcement_kind import AnnouncementKind
from bot.core.opening_times import desk_closes, desk_opens, evaluation_opens
from bot.core.programme import Evaluation, Workshop
from bot.core.schedule import Schedule, SessionState
from bot.features.announcements.model import OF_A_SESSION, Announcement, key_of

EVALUATION_REMINDER = timedelta(days=1)
"""How long before an evaluation closes people are reminded; half of its duration if that is shorter."""


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
    """All automatic announcements of the current programme, by due time."""
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
