"""Which words an announcement takes, as the programme stands when it is said."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date

from bot.core.schedule import Slot
from bot.features.announcements import summary
from bot.features.announcements import text as words
from bot.features.announcements.changes import Notice
from bot.features.announcements.model import Announcement, Kind
from bot.features.key_messages import service as key_messages
from bot.i18n.catalogue import Phrases, phrases
from bot.i18n.formats import Formats
from bot.workshop.context import Room

InOneLanguage = Callable[[Phrases, Formats], str]


def spoken(room: Room, announcement: Announcement) -> tuple[str, ...]:
    """The languages that the announcement carries."""
    return (announcement.language,) if announcement.language else room.workshop.languages


def in_words(room: Room, announcement: Announcement, say: InOneLanguage) -> tuple[str, ...]:
    """A block in each language that the announcement carries."""
    zone = room.workshop.zone
    return tuple(say(phrases(language), Formats(language, zone)) for language in spoken(room, announcement))


async def words_of(
    room: Room, announcement: Announcement, payload: str | None, *, aloud: bool = False
) -> InOneLanguage | None:
    """What to say, once in whichever language; None where there is nothing to say any more.

    `aloud`: as interpreters read it out, without what a reader sees beneath it.
    """
    schedule, subject = room.schedule, announcement.subject
    match announcement.kind:
        case Kind.REMINDER | Kind.OPENING | Kind.CLOSING:
            return _session_words(room, announcement, schedule.slots.get(subject), aloud)
        case Kind.AGENDA:
            return lambda _, f: words.morning(_, f, schedule, date.fromisoformat(subject))
        case Kind.SUMMARY:
            day = await summary.of_day(room, date.fromisoformat(subject))
            return lambda _, f: words.evening(_, f, day, len(room.workshop.administrations))
        case Kind.DESK_OPEN | Kind.DESK_REMINDER | Kind.DESK_CLOSE:
            return await _desk_words(room, announcement, aloud)
        case Kind.EVALUATION_OPEN | Kind.EVALUATION_REMINDER:
            return _evaluation_words(room, announcement.kind, subject, aloud)
        case Kind.CHANGE:
            notice = Notice.from_json(payload or "")
            return lambda _, f: words.changes(_, f, schedule, notice)
        case Kind.NOTICE:
            texts = json.loads(payload or "{}")
            return lambda _, f: words.notice(_, texts)


def _session_words(room: Room, announcement: Announcement, slot: Slot | None, aloud: bool) -> InOneLanguage | None:
    if slot is None or not slot.is_held:
        return None
    if announcement.kind is Kind.REMINDER:
        return lambda _, f: words.reminder(_, f, room.schedule, slot, announcement.offset)
    if announcement.kind is Kind.OPENING:
        return lambda _, f: words.opening(_, f, room.schedule, slot, aloud=aloud)
    return lambda _, f: words.closing(_, f, slot, _following(room, slot))


def _following(room: Room, slot: Slot) -> Slot | None:
    upcoming = room.schedule.upcoming(room.now())
    same_day = upcoming and room.schedule.local_date(upcoming) == room.schedule.local_date(slot)
    return upcoming if same_day else None


async def _desk_words(room: Room, announcement: Announcement, aloud: bool) -> InOneLanguage | None:
    if room.workshop.desk is None:
        return None
    if announcement.kind is Kind.DESK_OPEN:
        return lambda _, f: words.desk_open(_, f, room.schedule, aloud=aloud)
    coverage = await key_messages.coverage(room)
    if announcement.kind is Kind.DESK_REMINDER:
        missing, before = coverage.missing, announcement.offset
        return (lambda _, f: words.desk_reminder(_, f, room.schedule, missing, before)) if missing else None
    administrations = len(room.workshop.administrations)
    return lambda _, f: words.desk_close(_, len(coverage.sent), administrations, coverage.messages)


def _evaluation_words(room: Room, kind: Kind, subject: str, aloud: bool) -> InOneLanguage | None:
    evaluation = room.workshop.evaluation(subject)
    if evaluation is None:
        return None
    if kind is Kind.EVALUATION_OPEN:
        return lambda _, f: words.evaluation_open(_, f, evaluation, aloud=aloud)
    return lambda _, f: words.evaluation_reminder(_, f, evaluation)
