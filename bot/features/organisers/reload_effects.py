"""Finds changes of a workshop file that have no effect, because something was asked, announced, closed or changed live
before.
"""

from datetime import datetime

from bot.core.announcement_kind import AnnouncementKind as Kind
from bot.core.opening_times import desk_closes
from bot.core.programme import Question, Workshop
from bot.core.schedule import Schedule, SessionState
from bot.features.announcements import store as announcement_store
from bot.features.announcements.model import Announcement, AnnouncementRecord, ListedAnnouncement, Status
from bot.features.announcements.plan import plan
from bot.features.organisers import reload_store
from bot.features.organisers.reload_model import ReloadResult, WithoutEffect
from bot.outbox.grace import LATE_AFTER
from bot.workshop.context import WorkshopContext

UNSENT = (Status.DUE, Status.CANCELLED)
DESK, EVALUATION = (Kind.DESK_OPEN, Kind.DESK_REMINDER), (Kind.EVALUATION_OPEN, Kind.EVALUATION_REMINDER)


async def find_without_effect(context: WorkshopContext, after: Schedule, result: ReloadResult) -> WithoutEffect:
    """Find changes without effect. `after` is the programme by the new file, `result` its changes."""
    before, now = context.schedule, context.now()
    asked = await context.read(reload_store.asked_prompts, context.id)
    written = await context.read(reload_store.written_outcomes, context.id)
    answered = {evaluation for evaluation, _ in await context.read(reload_store.evaluation_answers, context.id)}
    known = await context.read(announcement_store.by_key, context.id)
    outcomes = {
        id for id, language in written for it in result.changes if (it.session, it.key) == (id, f"outcome.{language}")
    }
    closed = [it for it in before.workshop.evaluations if it.closes <= now]
    again = {it.id: it for it in after.workshop.evaluations}
    return WithoutEffect(
        kept=[state for state in after.with_breaks().values() if _is_kept(before, state)],
        asked=[it for it in _questions(before.workshop) if it.id in asked and after.workshop.question(it.id) != it],
        outcomes=[state for id, state in after.states.items() if id in outcomes],
        past=[it for it in result.added if it.id in after.states and not it.has_begun and it.end <= now],
        announced=_announced(before, after, known, now),
        too_late=_too_late(before, after, known, now),
        closed=[it for it in closed if it.id in again and again[it.id] != it and again[it.id].closes <= now],
        sealed=[
            it for it in closed if it.anonymous and it.id in answered and it.id in again and again[it.id].closes > now
        ],
        desk=_desk_is_over(before, now) and _desk_is_over(after, now) and before.workshop.desk != after.workshop.desk,
        server=result.changes_key("guild"),
    )


def _questions(workshop: Workshop) -> list[Question]:
    return [question for session in workshop.sessions for question in session.prompts]


def _is_kept(before: Schedule, state: SessionState) -> bool:
    """Whether the file changes the session's times or link, but the session keeps its present ones."""
    old = before.with_breaks().get(state.id)
    planned = state.session
    if old is None:  # its id was missing for a while
        return (state.start, state.end) != (planned.start, planned.end)
    new_hours = (old.session.start, old.session.end) != (planned.start, planned.end)
    keeps_hours = (state.start, state.end) != (planned.start, planned.end) or not state.is_held
    return (new_hours and keeps_hours) or (state.link is not None and old.session.link != planned.link)


def _announced(
    before: Schedule, after: Schedule, known: dict[str, AnnouncementRecord], now: datetime
) -> list[ListedAnnouncement]:
    """Announcements that were sent, and that the new file would send later."""
    was = {it.key: it.due for it in plan(before)}
    again = [it for it in plan(after) if it.due > now and it.due != was.get(it.key) and it.key in known]
    return _listed(after, [it for it in again if known[it.key].status not in UNSENT])


def _too_late(
    before: Schedule, after: Schedule, known: dict[str, AnnouncementRecord], now: datetime
) -> list[ListedAnnouncement]:
    """Announcements whose time by the new file is past, about something that is still to come."""
    was = {it.key for it in plan(before)} | known.keys()
    return _listed(
        after,
        [it for it in plan(after) if it.key not in was and it.due < now - LATE_AFTER and _is_ahead(after, it, now)],
    )


def _is_ahead(schedule: Schedule, it: Announcement, now: datetime) -> bool:
    if it.kind is Kind.REMINDER:
        return schedule[it.subject].start > now
    if it.kind in DESK:
        return not _desk_is_over(schedule, now)
    evaluation = schedule.workshop.evaluation(it.subject) if it.kind in EVALUATION else None
    return evaluation is not None and evaluation.closes > now


def _desk_is_over(schedule: Schedule, now: datetime) -> bool:
    closes = desk_closes(schedule)
    return closes is not None and closes <= now


def _listed(schedule: Schedule, found: list[Announcement]) -> list[ListedAnnouncement]:
    """Each announcement once, not once per language."""
    lines: dict[tuple[Kind, str], ListedAnnouncement] = {}
    for it in found:
        title = schedule.states[it.session].session.title if it.session else None
        lines.setdefault(
            (it.kind, it.subject), ListedAnnouncement(it.key, it.kind, it.session, "", it.due, Status.DUE, None, title)
        )
    return list(lines.values())
