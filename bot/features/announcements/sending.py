"""Saying each thing exactly once: due → claimed → sent, late, skipped or failed.

Every step is committed before the next act. A claimed announcement whose end we did not see (a crash, a lost
answer) is first looked for in its channel, and said again only where it is not there; the nonce covers the
seconds that a look might miss.
"""

from __future__ import annotations

import logging
from collections.abc import Container
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.core.announcement_kind import AnnouncementKind
from bot.core.instants import parse_utc
from bot.core.schedule import Schedule
from bot.features.announcements import store as kept
from bot.features.announcements.model import LATE_AFTER, ON_DEMAND, OPEN, SAID, Announcement, Status, plan
from bot.outbox import interpreter_items as readings
from bot.outbox.direct_messages import Letter, write
from bot.outbox.errors import DeliveryFailed
from bot.outbox.messages import FoundMessage, OutgoingMessage
from bot.storage.transaction import Row, Transaction
from bot.workshop.context import WorkshopContext

log = logging.getLogger(__name__)

TOO_LATE = "late"
"""Why something was skipped: its time was too long past."""


@dataclass(frozen=True, slots=True)
class Aside:
    """What the organisers alone are told: of troubles, or of who was missing on a day."""

    key: str
    troubles: tuple[str, ...] = ()
    """The keys of the announcements that did not go as planned."""
    restored: str | None = None
    """When the backup was made that was put in place of the database, as it is written down; empty if not known."""
    day: str | None = None
    """The local date whose missing administrations are named."""


class Herald(Protocol):
    """Who says announcements: the chat."""

    async def word(
        self, context: WorkshopContext, announcement: Announcement, payload: str | None
    ) -> OutgoingMessage | None:
        """The words and the channel; None where there is nothing to say. Raises `DeliveryFailed`."""

    async def word_aside(self, context: WorkshopContext, aside: Aside) -> OutgoingMessage | None:
        """The same for what the organisers alone are told."""

    async def say(self, context: WorkshopContext, key: str, wording: OutgoingMessage) -> int:
        """Post it, within minutes once for each `key`, and return the message's id. Raises `DeliveryFailed`."""

    async def find(
        self, context: WorkshopContext, channel: int, print_: str, since: datetime, known: Container[int]
    ) -> FoundMessage | None:
        """Our message with those words in that channel since then that is none of `known`. Raises `DeliveryFailed`."""

    async def letters(self, context: WorkshopContext, announcement: Announcement, payload: str | None) -> list[Letter]:
        """What goes with it as direct messages. Raises nothing."""

    def follow_up(self, context: WorkshopContext) -> None:
        """It was said, and who else is to hear of it is written down: they may hear of it now. Raises nothing."""


def replan(context: WorkshopContext, tx: Transaction, schedule: Schedule) -> None:
    """Bring what is due in line with `schedule`; what was already past when first planned is left unsaid."""
    now = context.now()
    known = kept.known(tx, context.id)
    planned = {a.key: a for a in plan(schedule)}
    # What someone brought about a moment ago is not past: a session opened before its plan was ever written down.
    fresh = [a for a in planned.values() if a.due >= now - LATE_AFTER and _may_be_added(known.get(a.key))]
    waiting = [
        row for row in known.values() if row["status"] == Status.DUE and AnnouncementKind(row["kind"]) not in ON_DEMAND
    ]
    stood = {row["key"]: parse_utc(row["due_at"]) for row in waiting if row["key"] in planned}
    wanted = {key: _due(planned[key], at, now) for key, at in stood.items()}
    gone = [row["key"] for row in waiting if row["key"] not in planned]
    kept.add(tx, context.id, fresh)
    kept.reschedule(tx, context.id, [(key, at) for key, at in wanted.items() if at != stood[key]])
    kept.give_up(tx, context.id, gone, Status.CANCELLED)


def _may_be_added(row: Row | None) -> bool:
    """Those the plan dropped may come back; those a person cancelled (they carry a reason) may not."""
    return row is None or (row["status"] == Status.CANCELLED and row["fault"] is None)


def _due(planned: Announcement, stood: datetime, now: datetime) -> datetime:
    """When it is to be said: as planned; where that is past, at once, and no later than it already was to be."""
    return planned.due if planned.due >= now else min(stood, now)


async def say(context: WorkshopContext, herald: Herald, key: str) -> Status | None:
    """Bring one announcement that is due to its end; None where it is to be tried again later, or is not due."""
    row = await context.read(kept.one, context.id, key)
    if row is None or row["status"] not in OPEN or parse_utc(row["due_at"]) > context.now():
        return None
    announcement = kept.announcement(row)
    try:
        status = await _settle(context, herald, announcement, row) or await _say(context, herald, announcement, row)
    except DeliveryFailed as refused:
        if not refused.lasting:
            log.warning("%s: not said yet: %s", key, refused.why)
            return (
                await _end(context, key, Status.SKIPPED, refused.why)
                if is_past_grace(context, announcement.due)
                else None
            )
        log.error("%s: cannot be said: %s", key, refused.why)
        return await _end(context, key, Status.FAILED, refused.why)
    if status in SAID:
        herald.follow_up(context)
    return status


async def _settle(context: WorkshopContext, herald: Herald, announcement: Announcement, row: Row) -> Status | None:
    """A claim whose end we did not see: said after all where its message stands in the channel."""
    if row["claimed_at"] is None:
        return await _settle_restored(context, herald, announcement, row)
    others = await context.read(kept.messages, context.id, row["channel_id"])
    found = await herald.find(context, row["channel_id"], row["print"], parse_utc(row["claimed_at"]), others)
    return await _said(context, herald, announcement, row, row["channel_id"], found) if found else None


async def _settle_restored(
    context: WorkshopContext, herald: Herald, announcement: Announcement, row: Row
) -> Status | None:
    """Due before a backup was put in place: it may have been said since that backup was made."""
    if not (context.restored_at and announcement.due <= context.restored_at):
        return None
    wording = await herald.word(context, announcement, row["payload"])
    found = wording and await said_before(context, herald, wording, announcement.due)
    return await _said(context, herald, announcement, row, wording.channel, found) if wording and found else None


async def said_before(
    context: WorkshopContext, herald: Herald, wording: OutgoingMessage, since: datetime
) -> FoundMessage | None:
    """The message with those words that stands in its channel since then, and is not known as another's."""
    others = await context.read(kept.messages, context.id, wording.channel)
    return await herald.find(context, wording.channel, wording.print, since, others)


async def _say(context: WorkshopContext, herald: Herald, announcement: Announcement, row: Row) -> Status | None:
    wording = await herald.word(context, announcement, row["payload"]) if is_meant(context, announcement) else None
    if wording is None:
        return await _end(context, announcement.key, Status.CANCELLED)
    if is_past_grace(context, announcement.due):
        return await _end(context, announcement.key, Status.SKIPPED, TOO_LATE)
    words, channel = wording.print, wording.channel
    if not await context.write_together(kept.claim, row, context.now(), words, channel):
        return None
    message = await herald.say(context, announcement.key, wording)
    return await _said(context, herald, announcement, row, channel, FoundMessage(message, context.now()))


def is_held_back(context: WorkshopContext, row: Row) -> bool:
    """Whether it waits for the end of a pause: what goes out by itself does.

    What someone just asked for does not, nor what was begun before the pause and may have been said already.
    """
    return (
        context.paused_at is not None and row["status"] == Status.DUE and AnnouncementKind(row["kind"]) not in ON_DEMAND
    )


def is_meant(context: WorkshopContext, announcement: Announcement) -> bool:
    """Whether it still is to be said as the programme stands: no reminder of an hour that was given up."""
    return announcement.kind in ON_DEMAND or any(it.key == announcement.key for it in plan(context.schedule))


async def _said(
    context: WorkshopContext, herald: Herald, announcement: Announcement, row: Row, channel: int, found: FoundMessage
) -> Status:
    """It stands in the channel: noted together with its letters and its reading aloud, so that no crash parts them."""
    late = context.clock.lateness(announcement.due, found.at) > LATE_AFTER
    status = Status.LATE if late else Status.SENT
    helpful = not is_past_grace(context, announcement.due)
    letters = await herald.letters(context, announcement, row["payload"]) if helpful else []

    def work(tx: Transaction) -> None:
        kept.said(tx, context.id, announcement.key, status, found.at, channel, found.message)
        write(context, tx, announcement.key, announcement.due, letters)
        if helpful:
            readings.announced(context, tx, announcement.key, found.at)

    await context.write(work)
    return status


async def _end(context: WorkshopContext, key: str, status: Status, fault: str | None = None) -> Status:
    await context.write(kept.give_up, context.id, [key], status, fault)
    return status


def is_past_grace(context: WorkshopContext, due: datetime) -> bool:
    """Whether it is too late for what was due then. Without any grace, what is not late yet is still said."""
    return context.clock.lateness(due) > max(context.workshop.late_grace, LATE_AFTER)
