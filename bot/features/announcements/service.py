"""What organisers announce by hand: written, confirmed, said at its time; and announcements taken in hand again."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.core.announcement_kind import AnnouncementKind
from bot.core.errors import NothingToDo, TextEmpty
from bot.core.instants import format_utc, parse_utc
from bot.core.people import Person
from bot.core.text import Text, is_blank
from bot.features.announcements import store as kept
from bot.features.announcements.errors import UnknownAnnouncement
from bot.features.announcements.model import Announcement, Status, key_of
from bot.features.announcements.sending import is_meant
from bot.storage import audit, drafts
from bot.storage.transaction import Row, Transaction
from bot.workshop.context import WorkshopContext

BY_HAND = "by hand"
"""Why something was left unsaid: an organiser said so."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A notice that waits for its author's word; `due` None is at once."""

    id: int
    texts: Mapping[str, str]
    due: datetime | None


@dataclass(frozen=True, slots=True)
class Known:
    """An announcement and what became of it; `fault` says why it was skipped or failed.

    `about` is the title of its session, or what an organiser wrote.
    """

    key: str
    kind: AnnouncementKind
    session: str | None
    language: str
    due: datetime
    status: Status
    fault: str | None
    about: Text | None

    @classmethod
    def of(cls, context: WorkshopContext, row: Row) -> Known:
        return cls(
            row["key"],
            AnnouncementKind(row["kind"]),
            row["session"],
            row["language"],
            parse_utc(row["due_at"]),
            Status(row["status"]),
            row["fault"],
            _about(context, row),
        )


def _about(context: WorkshopContext, row: Row) -> Text | None:
    if state := context.schedule.states.get(row["session"]):
        return state.session.title
    if AnnouncementKind(row["kind"]) is AnnouncementKind.NOTICE:
        texts: Text = json.loads(row["payload"])
        return texts
    return None


async def draft(context: WorkshopContext, person: Person, texts: Mapping[str, str], due: datetime | None) -> Draft:
    """Keep the texts until they are confirmed; `TextEmpty`, with what there is, where a language has none."""
    if any(is_blank(texts.get(language, "")) for language in context.workshop.languages):
        raise TextEmpty("\n\n".join(text for text in texts.values() if text.strip()))
    payload = json.dumps({"texts": dict(texts), "due": format_utc(due)}, ensure_ascii=False)
    id = await context.write(drafts.add, context.id, drafts.NOTICE, person.discord_id, payload, context.now())
    return Draft(id, texts, due)


async def announce(context: WorkshopContext, id: int, person: Person) -> Draft:
    """Have a draft said, once; `NothingToDo` where it already is."""

    def write(tx: Transaction) -> Draft:
        payload = drafts.take(tx, context.id, drafts.NOTICE, id)
        if payload is None:
            raise NothingToDo
        it = json.loads(payload)
        found = Draft(id, it["texts"], parse_utc(it["due"]))
        due = max(found.due or context.now(), context.now())
        kept.add(tx, context.id, _announcements(context, id, due), json.dumps(it["texts"], ensure_ascii=False))
        audit.record(tx, context.id, context.now(), person.name, "announce send", f"notice-{id}", format_utc(due))
        return found

    return await context.write(write)


async def discard(context: WorkshopContext, id: int) -> None:
    """Leave a draft unsaid."""
    await context.write(drafts.take, context.id, drafts.NOTICE, id)


def _announcements(context: WorkshopContext, id: int, due: datetime) -> list[Announcement]:
    subject = f"notice-{id}"
    languages = context.workshop.channels.announcement_languages()
    return [
        Announcement(
            key_of(subject, AnnouncementKind.NOTICE, language), AnnouncementKind.NOTICE, subject, language, due
        )
        for language in languages
    ]


async def cancel(context: WorkshopContext, key: str, actor: str) -> Known:
    """Leave an announcement unsaid; `NothingToDo` where it was said or given up already."""
    await find(context, key)

    def write(tx: Transaction) -> None:
        if not kept.cancel(tx, context.id, key, BY_HAND):
            raise NothingToDo
        audit.record(tx, context.id, context.now(), actor, "announce cancel", key)

    await context.write(write)
    return await find(context, key)


async def retry(context: WorkshopContext, key: str, actor: str) -> Known:
    """Say now what was skipped, has failed or was cancelled.

    `NothingToDo` where it was said, is being said, or is not to be said as the programme now stands.
    """
    found = await find(context, key)

    def write(tx: Transaction) -> None:
        row = kept.one(tx, context.id, key)
        if row is None or not is_meant(context, kept.announcement(row)):
            raise NothingToDo
        if not kept.due_again(tx, context.id, key, context.now()):
            raise NothingToDo
        audit.record(tx, context.id, context.now(), actor, "announce retry", key)

    await context.write(write)
    return found


async def find(context: WorkshopContext, key: str) -> Known:
    row = await context.read(kept.one, context.id, key)
    if row is None:
        raise UnknownAnnouncement(key)
    return Known.of(context, row)


async def ahead(context: WorkshopContext, most: int) -> list[Known]:
    """The next announcements to be said."""
    return [Known.of(context, row) for row in await context.read(kept.ahead, context.id, most)]


async def unsaid(context: WorkshopContext, most: int) -> list[Known]:
    """Those skipped, failed or cancelled, the newest first: they can be said after all."""
    return await _in_states(context, (Status.SKIPPED, Status.FAILED, Status.CANCELLED), most)


async def in_trouble(context: WorkshopContext, most: int) -> list[Known]:
    """Those skipped or failed, the newest first."""
    return await _in_states(context, (Status.SKIPPED, Status.FAILED), most)


async def in_trouble_of(context: WorkshopContext, keys: Iterable[str]) -> list[Known]:
    """Those of `keys` that were late, skipped or have failed, by due time."""
    found = [Known.of(context, row) for row in await context.read(kept.by_keys, context.id, keys)]
    return [it for it in found if it.status in (Status.LATE, Status.SKIPPED, Status.FAILED)]


async def _in_states(context: WorkshopContext, states: tuple[Status, ...], most: int) -> list[Known]:
    return [Known.of(context, row) for row in await context.read(kept.in_states, context.id, states, most)]
