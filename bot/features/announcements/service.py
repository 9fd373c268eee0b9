"""What organisers do with announcements: write a notice, confirm it, cancel an announcement, send one later."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import datetime

from bot.core.announcement_kind import AnnouncementKind
from bot.core.errors import NothingToDo, TextEmpty
from bot.core.instants import format_utc, parse_utc
from bot.core.people import Person
from bot.core.text import is_blank
from bot.features.announcements import store
from bot.features.announcements.errors import NotTrueAnyMore, UnknownAnnouncement
from bot.features.announcements.model import (
    Announcement,
    AnnouncementRecord,
    Draft,
    ListedAnnouncement,
    Status,
    key_of,
)
from bot.features.announcements.planning import is_in_plan
from bot.features.announcements.still_true import is_true
from bot.outbox import request_store
from bot.storage import audit, drafts
from bot.storage.transaction import Transaction
from bot.workshop.context import WorkshopContext

BY_HAND = "by hand"
"""Why an announcement was cancelled: an organiser cancelled it."""


async def draft(context: WorkshopContext, person: Person, texts: Mapping[str, str], due: datetime | None) -> Draft:
    """Store the texts until they are confirmed. Raises `TextEmpty`, with the texts, if a language has none."""
    if any(is_blank(texts.get(language, "")) for language in context.workshop.languages):
        raise TextEmpty("\n\n".join(text for text in texts.values() if text.strip()))
    payload = json.dumps({"texts": dict(texts), "due": format_utc(due)}, ensure_ascii=False)
    id = await context.write(drafts.add, context.id, drafts.NOTICE, person.discord_id, payload, context.now())
    return Draft(id, texts, due)


async def announce(context: WorkshopContext, id: int, person: Person) -> Draft:
    """Announce a draft.

    Raises `NothingToDo` if it was confirmed or discarded already, `JustDone` if an announcement with the same words was
    confirmed a moment ago.
    """

    def write(tx: Transaction) -> Draft:
        payload = drafts.take(tx, context.id, drafts.NOTICE, id)
        if payload is None:
            raise NothingToDo
        it = json.loads(payload)
        words = hashlib.sha256(payload.encode()).hexdigest()
        request_store.request(tx, context.id, f"announce/{words}", person, context.now())
        found = Draft(id, it["texts"], parse_utc(it["due"]))
        due = max(found.due or context.now(), context.now())
        store.add(tx, context.id, _announcements(context, found, due))
        audit.record(tx, context.id, context.now(), person, "announce send", f"notice-{id}", format_utc(due))
        return found

    return await context.write(write)


async def discard(context: WorkshopContext, id: int) -> None:
    """Delete a draft."""
    await context.write(drafts.take, context.id, drafts.NOTICE, id)


def _announcements(context: WorkshopContext, draft: Draft, due: datetime) -> list[Announcement]:
    kind, subject = AnnouncementKind.NOTICE, f"notice-{draft.id}"
    payload = json.dumps(dict(draft.texts), ensure_ascii=False)
    return [
        Announcement(key_of(subject, kind, language), kind, subject, language, due, payload=payload)
        for language in context.workshop.channels.announcement_languages()
    ]


async def cancel(context: WorkshopContext, key: str, actor: Person) -> ListedAnnouncement:
    """Do not send an announcement. Raises `NothingToDo` if it is claimed or settled."""
    await find(context, key)

    def write(tx: Transaction) -> None:
        if not store.cancel(tx, context.id, key, BY_HAND):
            raise NothingToDo
        audit.record(tx, context.id, context.now(), actor, "announce cancel", key)

    await context.write(write)
    return await find(context, key)


async def retry(context: WorkshopContext, key: str, actor: Person) -> ListedAnnouncement:
    """Send now an announcement that was skipped, cancelled or has failed.

    Raises `NothingToDo` if it was sent, is being sent, or is not in the programme's plan any more, and `NotTrueAnyMore`
    if it is in the plan, but no longer true.
    """
    found = await find(context, key)

    def write(tx: Transaction) -> None:
        record = store.find(tx, context.id, key)
        if record is None or not is_in_plan(context, record.announcement):
            raise NothingToDo
        if not is_true(context, record.announcement):
            raise NotTrueAnyMore
        if not store.make_due_again(tx, context.id, key, context.now()):
            raise NothingToDo
        audit.record(tx, context.id, context.now(), actor, "announce retry", key)

    await context.write(write)
    return found


async def find(context: WorkshopContext, key: str) -> ListedAnnouncement:
    """Raises `UnknownAnnouncement`."""
    record = await context.read(store.find, context.id, key)
    if record is None:
        raise UnknownAnnouncement(key)
    return ListedAnnouncement.of(context.schedule, record)


async def ahead(context: WorkshopContext, most: int) -> list[ListedAnnouncement]:
    """The next announcements, by due time."""
    return _listed(context, await context.read(store.ahead, context.id, most))


async def unsent(context: WorkshopContext, most: int) -> list[ListedAnnouncement]:
    """Those skipped, failed or cancelled, the newest first. They can still be sent."""
    return await _in_states(context, (Status.SKIPPED, Status.FAILED, Status.CANCELLED), most)


async def in_trouble(context: WorkshopContext, most: int) -> list[ListedAnnouncement]:
    """Those skipped or failed, the newest first."""
    return await _in_states(context, (Status.SKIPPED, Status.FAILED), most)


async def in_trouble_among(context: WorkshopContext, keys: Iterable[str]) -> list[ListedAnnouncement]:
    """Those of `keys` that are late, skipped or failed, by due time."""
    found = _listed(context, await context.read(store.find_all, context.id, keys))
    return [it for it in found if it.status in (Status.LATE, Status.SKIPPED, Status.FAILED)]


async def _in_states(context: WorkshopContext, states: tuple[Status, ...], most: int) -> list[ListedAnnouncement]:
    return _listed(context, await context.read(store.in_states, context.id, states, most))


def _listed(context: WorkshopContext, records: Iterable[AnnouncementRecord]) -> list[ListedAnnouncement]:
    return [ListedAnnouncement.of(context.schedule, record) for record in records]
