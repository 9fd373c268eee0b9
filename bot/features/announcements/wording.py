"""Which words an announcement takes, as the programme stands when it is said."""

from __future__ import annotations

import json
from datetime import date

from bot.chat.multilingual import InOneLanguage
from bot.core.announcement_kind import AnnouncementKind
from bot.core.schedule import SessionState
from bot.features.announcements import summary
from bot.features.announcements import text as words
from bot.features.announcements.changes import Notice
from bot.features.announcements.model import Announcement
from bot.features.key_messages import service as key_messages
from bot.i18n.catalogue import phrases
from bot.i18n.formats import Formats
from bot.workshop.context import WorkshopContext


def spoken(context: WorkshopContext, announcement: Announcement) -> tuple[str, ...]:
    """The languages that the announcement carries."""
    return (announcement.language,) if announcement.language else context.workshop.languages


def in_words(context: WorkshopContext, announcement: Announcement, say: InOneLanguage) -> tuple[str, ...]:
    """A block in each language that the announcement carries."""
    zone = context.workshop.zone
    return tuple(say(phrases(language), Formats(language, zone)) for language in spoken(context, announcement))


async def words_of(
    context: WorkshopContext, announcement: Announcement, payload: str | None, *, aloud: bool = False
) -> InOneLanguage | None:
    """What to say, once in whichever language; None where there is nothing to say any more.

    `aloud`: as interpreters read it out, without what a reader sees beneath it.
    """
    schedule, subject = context.schedule, announcement.subject
    match announcement.kind:
        case AnnouncementKind.REMINDER | AnnouncementKind.OPENING | AnnouncementKind.CLOSING:
            return _session_words(context, announcement, schedule.states.get(subject), aloud)
        case AnnouncementKind.AGENDA:
            return lambda _, f: words.morning(_, f, schedule, date.fromisoformat(subject))
        case AnnouncementKind.SUMMARY:
            day = await summary.of_day(context, date.fromisoformat(subject))
            return lambda _, f: words.evening(_, f, day, len(context.workshop.administrations))
        case AnnouncementKind.DESK_OPEN | AnnouncementKind.DESK_REMINDER | AnnouncementKind.DESK_CLOSE:
            return await _desk_words(context, announcement, aloud)
        case AnnouncementKind.EVALUATION_OPEN | AnnouncementKind.EVALUATION_REMINDER:
            return _evaluation_words(context, announcement.kind, subject, aloud)
        case AnnouncementKind.CHANGE:
            notice = Notice.from_json(payload or "")
            return lambda _, f: words.changes(_, f, schedule, notice)
        case AnnouncementKind.NOTICE:
            texts = json.loads(payload or "{}")
            return lambda _, f: words.notice(_, texts)


def _session_words(
    context: WorkshopContext, announcement: Announcement, state: SessionState | None, aloud: bool
) -> InOneLanguage | None:
    if state is None or not state.is_held:
        return None
    if announcement.kind is AnnouncementKind.REMINDER:
        return lambda _, f: words.reminder(_, f, context.schedule, state, announcement.offset)
    if announcement.kind is AnnouncementKind.OPENING:
        return lambda _, f: words.opening(_, f, context.schedule, state, aloud=aloud)
    return lambda _, f: words.closing(_, f, state, _following(context, state))


def _following(context: WorkshopContext, state: SessionState) -> SessionState | None:
    upcoming = context.schedule.upcoming(context.now())
    same_day = upcoming and context.schedule.local_date(upcoming) == context.schedule.local_date(state)
    return upcoming if same_day else None


async def _desk_words(context: WorkshopContext, announcement: Announcement, aloud: bool) -> InOneLanguage | None:
    if context.workshop.desk is None:
        return None
    if announcement.kind is AnnouncementKind.DESK_OPEN:
        return lambda _, f: words.desk_open(_, f, context.schedule, aloud=aloud)
    coverage = await key_messages.coverage(context)
    if announcement.kind is AnnouncementKind.DESK_REMINDER:
        missing, before = coverage.missing, announcement.offset
        return (lambda _, f: words.desk_reminder(_, f, context.schedule, missing, before)) if missing else None
    administrations = len(context.workshop.administrations)
    return lambda _, f: words.desk_close(_, len(coverage.sent), administrations, coverage.messages)


def _evaluation_words(
    context: WorkshopContext, kind: AnnouncementKind, subject: str, aloud: bool
) -> InOneLanguage | None:
    evaluation = context.workshop.evaluation(subject)
    if evaluation is None:
        return None
    if kind is AnnouncementKind.EVALUATION_OPEN:
        return lambda _, f: words.evaluation_open(_, f, evaluation, aloud=aloud)
    return lambda _, f: words.evaluation_reminder(_, f, evaluation)
