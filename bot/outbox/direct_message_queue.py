"""The postroom: brings the letters of all rooms, one a second; `letters.py` says how none is lost or repeated."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Container, Iterable
from datetime import datetime, timedelta
from typing import Protocol

from bot.core.announcement_kind import AnnouncementKind
from bot.core.instants import parse_utc
from bot.core.opening_times import desk_closes
from bot.features.announcements import store as announcements
from bot.features.announcements.model import Announcement
from bot.features.announcements.sending import is_meant, is_past_grace
from bot.outbox import direct_message_store as kept
from bot.outbox.direct_message_store import End
from bot.outbox.direct_messages import Letter, takes_letters, write
from bot.outbox.errors import DeliveryFailed
from bot.outbox.nonce import nonce_of
from bot.scheduling.clock import Clock
from bot.storage.transaction import Row
from bot.workshop.context import WorkshopContext

log = logging.getLogger(__name__)

PACE = timedelta(seconds=1)
"""Many at once would look like spam to Discord."""
AGAIN = timedelta(seconds=30)
"""How long to wait before trying again what could not be brought for a reason that passes."""


class Courier(Protocol):
    """Who brings letters: the chat. Both raise `DeliveryFailed`; it lasts where this reader takes none from us."""

    async def bring(self, letter: Letter, nonce: str) -> int:
        """Give it to its reader, within minutes once for each `nonce`, and return the message's id."""

    async def find(self, letter: Letter, since: datetime, known: Container[int]) -> int | None:
        """The message in which its reader has it since then, and that is none of `known`."""


class Postroom:
    def __init__(self, clock: Clock, courier: Courier) -> None:
        self._clock = clock
        self._courier = courier
        self._rooms: list[WorkshopContext] = []
        self._free_at = clock.now()
        self._wake = asyncio.Event()
        self._at_work: asyncio.Task[None] | None = None

    def serve(self, context: WorkshopContext) -> None:
        """From now on bring this room's letters too, also those that an earlier life left."""
        self._rooms.append(context)
        self._at_work = self._at_work or asyncio.create_task(self._work(), name="postroom")
        self.wake()

    def wake(self) -> None:
        """There may be new letters."""
        self._wake.set()

    async def send(self, context: WorkshopContext, key: str, letters: Iterable[Letter]) -> None:
        """Have them sent, soon, once for each `key`. Raises nothing: what they are sent for is done already."""
        try:
            await context.write(lambda tx: write(context, tx, key, context.now(), letters))
        except Exception:
            log.exception("The letters for %s could not be written down", key)
        self.wake()

    async def stop(self) -> None:
        """Stop in order: what was claimed and not settled is settled at the next start."""
        if self._at_work:
            self._at_work.cancel()
            await asyncio.gather(self._at_work, return_exceptions=True)

    async def _work(self) -> None:
        left = False
        while True:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._wake.wait(), AGAIN.total_seconds() if left else None)
            self._wake.clear()
            try:
                left = await self.bring_all()
            except Exception:
                log.exception("The letters could not be looked through, tried again in a moment")
                left = True

    async def bring_all(self) -> bool:
        """Bring what waits, those never tried first; True where some is left, to be tried again."""
        left = False
        for context in self._rooms:
            for row in await context.read(kept.open_ones, context.id):
                try:
                    left |= not await self._see_to(context, row)
                except Exception:  # a full disk, a locked database: nothing is lost by trying again
                    log.exception("A letter for %s could not be seen to, tried again in a moment", row["key"])
                    left = True
        return left

    async def _see_to(self, context: WorkshopContext, row: Row) -> bool:
        """Bring one letter to its end; False where it is to be tried again."""
        await self._clock.wait_until(self._free_at)
        how, message = End.SENT, None
        try:
            letter = await _letter(context, row)
            if letter is None:
                how = End.DROPPED
            else:
                message = await self._found(context, row, letter) or await self._bring(context, row, letter)
        except DeliveryFailed as refused:
            log.info("A direct message could not be brought: %s", refused.why)
            if not refused.lasting:
                return False
            how = End.CLOSED
        await context.write(kept.end, row, how, context.now(), message)
        return True

    async def _found(self, context: WorkshopContext, row: Row, letter: Letter) -> int | None:
        """A claim whose end we did not see, or one due before a backup was put in place: it may have been sent."""
        since = parse_utc(row["claimed_at"] or row["due_at"])
        restored = context.restored_at is not None and since <= context.restored_at
        if row["claimed_at"] is None and not restored:
            return None
        known = await context.read(kept.messages, row["discord_id"])
        return await self._courier.find(letter, since, known)

    async def _bring(self, context: WorkshopContext, row: Row, letter: Letter) -> int | None:
        if not await context.write(kept.claim, row, context.now()):
            return None
        self._free_at = self._clock.now() + PACE
        return await self._courier.bring(letter, nonce_of(context.id, f"{row['key']}\n{row['discord_id']}"))


async def _letter(context: WorkshopContext, row: Row) -> Letter | None:
    """It, as it is to be brought; None where nobody is helped by it any more."""
    who = context.participant(row["discord_id"])
    if who is None or not takes_letters(context, who) or is_past_grace(context, parse_utc(row["due_at"])):
        return None
    return Letter(who, row["text"]) if await _is_still_meant(context, row["key"]) else None


async def _is_still_meant(context: WorkshopContext, key: str) -> bool:
    """Not so a reminder of what was moved, given up, or has begun."""
    row = await context.read(announcements.one, context.id, key)
    if row is None:
        return True
    it = announcements.announcement(row)
    return is_meant(context, it) and _is_ahead(context, it)


def _is_ahead(context: WorkshopContext, reminder: Announcement) -> bool:
    """Whether the session has not begun, or the desk not closed, of which it is a reminder."""
    if reminder.kind is AnnouncementKind.REMINDER:
        return context.schedule[reminder.subject].is_ahead
    closes = desk_closes(context.schedule)
    return closes is None or context.now() < closes
