"""Finds the notices that can be corrected, and changes the text of a copy."""

import json
from collections.abc import Mapping
from dataclasses import replace

from bot.core.announcement_kind import AnnouncementKind
from bot.core.people import Person
from bot.features.announcements import service, store
from bot.features.announcements.correction_model import Notice
from bot.features.announcements.errors import NotWrittenByHand, UnknownAnnouncement
from bot.features.announcements.model import AnnouncementRecord, ListedAnnouncement, Status
from bot.storage import audit
from bot.storage.transaction import Transaction
from bot.workshop.context import WorkshopContext


async def notices(context: WorkshopContext) -> list[ListedAnnouncement]:
    """Every notice once, without a language, the latest due first. Its key is the key of one of its copies."""
    records = {it.announcement.subject: it for it in await context.read(store.notices, context.id)}
    return [replace(ListedAnnouncement.of(context.schedule, it), language="") for it in records.values()]


async def find(context: WorkshopContext, key: str) -> Notice:
    """The notice of which `key` is a copy. Raises `UnknownAnnouncement`, `NotWrittenByHand`."""
    found = await service.find(context, key)
    if found.kind is not AnnouncementKind.NOTICE:
        raise NotWrittenByHand
    return await find_by_subject(context, key.split("/")[0])


async def find_by_subject(context: WorkshopContext, subject: str) -> Notice:
    """Raises `UnknownAnnouncement`."""
    copies = await context.read(store.notices, context.id, subject)
    if not copies:
        raise UnknownAnnouncement(subject)
    return Notice(subject, copies)


async def reword(context: WorkshopContext, copy: AnnouncementRecord, texts: Mapping[str, str], actor: Person) -> bool:
    """Store the new text of a copy. False if it is being sent, or was changed meanwhile."""
    payload = json.dumps(dict(texts), ensure_ascii=False)

    def write(tx: Transaction) -> bool:
        if copy.status is Status.CLAIMED or not store.reword(tx, context.id, copy, payload):
            return False
        audit.record(tx, context.id, context.now(), actor, "announce edit", copy.key)
        return True

    return await context.write(write)
