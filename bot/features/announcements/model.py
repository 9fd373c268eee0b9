"""Announcements and their status. Each has a stable key, `session/kind[/offset][/language][/revision]`.

A key is never announced twice.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.core.announcement_kind import AnnouncementKind
from bot.core.durations import format_duration, parse_duration
from bot.core.schedule import Schedule
from bot.core.text import Text

TOO_LATE = "late"
"""The fault of an announcement that was skipped because its time was too long past."""

UNTRUE = "untrue"
"""The fault of an announcement that was skipped because it was no longer true when it could be sent."""


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
    about, if any. `payload` is JSON: the content of a change notice or of an organiser's notice. The other kinds have
    none.
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
    """An announcement and its status. `fault` says why it was skipped, cancelled or has failed.

    `claimed_at`, `channel` and `print` (a hash of the words) tell where to look for a message that may have been sent.
    `message` is its id once it was, and `shown` the hash of the words that it has now.
    """

    announcement: Announcement
    status: Status
    fault: str | None = None
    claimed_at: datetime | None = None
    channel: int | None = None
    print: str | None = None
    message: int | None = None
    shown: str | None = None

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
    """A notice that waits for its author's confirmation. `due` None means at once."""

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
