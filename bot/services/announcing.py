"""Saying each thing exactly once: due → claimed → sent, late, skipped or failed.

Every step is committed before the next act. A claimed announcement whose end we did not see (a crash, a lost
answer) is first looked for in its channel, and said again only where it is not there; the nonce covers the
seconds that a look might miss.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

import aiosqlite

from bot.domain.announcements import LATE_AFTER, ON_DEMAND, OPEN, Announcement, Kind, Status, plan
from bot.domain.instants import read
from bot.domain.schedule import Schedule
from bot.services.room import Room
from bot.storage import announcements as kept
from bot.storage.database import Row

log = logging.getLogger(__name__)


class CannotSay(Exception):
    """It could not be said. `lasting`: trying again changes nothing until someone mends it; `why` is for organisers."""

    def __init__(self, why: str, *, lasting: bool) -> None:
        super().__init__(why)
        self.why = why
        self.lasting = lasting


@dataclass(frozen=True, slots=True)
class Wording:
    """An announcement put into words for one channel; `print` stands for the words, `said` is the herald's own."""

    channel: int
    print: str
    said: object


@dataclass(frozen=True, slots=True)
class Found:
    """A message that stands in its channel: its id, and when it was posted."""

    message: int
    at: datetime


class Herald(Protocol):
    """Who says announcements: the chat."""

    async def word(self, room: Room, announcement: Announcement, payload: str | None) -> Wording | None:
        """The words and the channel; None where there is nothing to say. Raises `CannotSay`."""

    async def say(self, room: Room, announcement: Announcement, wording: Wording) -> int:
        """Post it and return the message's id. Raises `CannotSay`."""

    async def find(self, room: Room, channel: int, print_: str, since: datetime) -> Found | None:
        """Our message with those words in that channel since then, or None. Raises `CannotSay`."""


async def replan(room: Room, tx: aiosqlite.Connection, schedule: Schedule) -> None:
    """Bring what is due in line with `schedule`; what was already past when first planned is left unsaid."""
    now = room.now()
    known = await kept.known(tx, room.id)
    planned = {a.key: a for a in plan(schedule)}
    # What someone brought about a moment ago is not past: a session opened before its plan was ever written down.
    fresh = [a for a in planned.values() if a.due >= now - LATE_AFTER and _may_be_added(known.get(a.key))]
    later = [
        (row["key"], max(planned[row["key"]].due, now))
        for row in known.values()
        if row["status"] == Status.DUE and row["key"] in planned and read(row["due_at"]) != planned[row["key"]].due
    ]
    gone = [
        row["key"]
        for row in known.values()
        if row["status"] == Status.DUE and row["key"] not in planned and Kind(row["kind"]) not in ON_DEMAND
    ]
    await kept.add(tx, room.id, fresh)
    await kept.reschedule(tx, room.id, later)
    await kept.set_status(tx, room.id, gone, Status.CANCELLED)


def _may_be_added(row: Row | None) -> bool:
    """Those the plan dropped may come back; those a person cancelled (they carry a reason) may not."""
    return row is None or (row["status"] == Status.CANCELLED and row["fault"] is None)


async def say(room: Room, herald: Herald, key: str) -> Status | None:
    """Bring one open announcement to its end; None where it is to be tried again later."""
    row = await kept.one(room.database, room.id, key)
    if row is None or row["status"] not in OPEN:
        return None
    announcement = kept.announcement(row)
    try:
        return await _settle(room, herald, announcement, row) or await _say(room, herald, announcement, row["payload"])
    except CannotSay as refused:
        if not refused.lasting:
            log.warning("%s: not said yet: %s", key, refused.why)
            return await _end(room, key, Status.SKIPPED, refused.why) if _past_grace(room, announcement) else None
        log.error("%s: cannot be said: %s", key, refused.why)
        return await _end(room, key, Status.FAILED, refused.why)


async def _settle(room: Room, herald: Herald, announcement: Announcement, row: Row) -> Status | None:
    """A claim whose end we did not see: said after all where its message stands in the channel."""
    if row["status"] != Status.CLAIMED:
        return None
    found = await herald.find(room, row["channel_id"], row["print"], read(row["claimed_at"]))
    return await _said(room, announcement, row["channel_id"], found) if found else None


async def _say(room: Room, herald: Herald, announcement: Announcement, payload: str | None) -> Status | None:
    wording = await herald.word(room, announcement, payload)
    if wording is None:
        return await _end(room, announcement.key, Status.CANCELLED)
    if _past_grace(room, announcement):
        return await _end(room, announcement.key, Status.SKIPPED, "late")
    async with room.database.transaction() as tx:
        if not await kept.claim(tx, room.id, announcement.key, room.now(), wording.print, wording.channel):
            return None
    message = await herald.say(room, announcement, wording)
    return await _said(room, announcement, wording.channel, Found(message, room.now()))


async def _said(room: Room, announcement: Announcement, channel: int, found: Found) -> Status:
    late = room.clock.lateness(announcement.due, found.at) > LATE_AFTER
    status = Status.LATE if late else Status.SENT
    async with room.database.transaction() as tx:
        await kept.said(tx, room.id, announcement.key, status, found.at, channel, found.message)
    return status


async def _end(room: Room, key: str, status: Status, fault: str | None = None) -> Status:
    async with room.database.transaction() as tx:
        await kept.set_status(tx, room.id, [key], status, fault)
    return status


def _past_grace(room: Room, announcement: Announcement) -> bool:
    return room.clock.lateness(announcement.due) > room.workshop.late_grace
