"""The interpreters' booth: reads aloud what is written down for it, a message every ten seconds at most.

Each message is claimed, with what it holds, before it is posted. A claimed one whose end we did not see is first
looked for in its channel, and posted again only where it is not there; the nonce covers the minutes that a look might
miss. What an outage made too late is of no use aloud, and is left out; what only waits for its turn is not.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Container, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from bot.core.instants import parse_utc
from bot.features.interpreters import service as aloud
from bot.features.interpreters.service import Aloud
from bot.outbox import interpreter_store as kept
from bot.outbox.errors import DeliveryFailed
from bot.outbox.messages import FoundMessage, OutgoingMessage
from bot.scheduling.clock import Clock
from bot.storage.transaction import Row
from bot.workshop.context import WorkshopContext

log = logging.getLogger(__name__)

EVERY = timedelta(seconds=10)
AGAIN = timedelta(seconds=10)
"""Real time to wait before trying again what could not be read for a reason that passes."""
LEAST_GRACE = timedelta(minutes=1)
"""A workshop may have less grace for its announcements: what waits for the next message is not late."""


class Reader(Protocol):
    """Who speaks to the interpreters: the chat."""

    at_once: int
    """Most characters of one message."""

    async def parts(self, context: WorkshopContext, what: Aloud) -> list[str]:
        """Its words, in parts each of which fits a message; none where there is nothing to say any more."""

    def word(self, context: WorkshopContext, parts: Sequence[str]) -> OutgoingMessage:
        """These parts as one message in the interpreters' channel. Raises `DeliveryFailed`."""

    async def say(self, context: WorkshopContext, key: str, wording: OutgoingMessage) -> int:
        """Post it, within minutes once for each `key`, and return the message's id. Raises `DeliveryFailed`."""

    async def find(
        self, context: WorkshopContext, channel: int, print_: str, since: datetime, known: Container[int]
    ) -> FoundMessage | None:
        """Our message with those words in that channel since then that is none of `known`. Raises `DeliveryFailed`."""


class Booth:
    """Reads aloud in every room it serves, each in a task of its own."""

    def __init__(self, clock: Clock, reader: Reader) -> None:
        self._clock = clock
        self._reader = reader
        self._wakes: dict[str, asyncio.Event] = {}
        self._at_work: list[asyncio.Task[None]] = []

    def serve(self, context: WorkshopContext) -> None:
        """From now on read in this room too, also what an earlier life left."""
        self._wakes[context.id] = asyncio.Event()
        self._at_work.append(asyncio.create_task(self._work(context), name=f"the interpreters' booth of {context.id}"))
        self.wake(context)

    def wake(self, context: WorkshopContext) -> None:
        """There may be something new to read."""
        if wake := self._wakes.get(context.id):
            wake.set()

    async def stop(self) -> None:
        """Stop in order: what was claimed and not settled is settled at the next start."""
        for task in self._at_work:
            task.cancel()
        await asyncio.gather(*self._at_work, return_exceptions=True)

    async def _work(self, context: WorkshopContext) -> None:
        wake = self._wakes[context.id]
        while True:
            await wake.wait()
            wake.clear()
            while not await self._read_all(context):  # noqa: ASYNC110 - nobody tells when Discord is back
                await asyncio.sleep(AGAIN.total_seconds())

    async def _read_all(self, context: WorkshopContext) -> bool:
        """Read until nothing waits; False where something is left, to be tried again in a moment."""
        try:
            while await read_on(context, self._reader):
                await self._clock.wait_until(self._clock.now() + EVERY)
        except DeliveryFailed as refused:
            log.warning("The interpreters of %s could not be told yet: %s", context.id, refused.why)
            return refused.lasting  # a missing channel: again when there is something new
        except Exception:  # a full disk, a locked database: nothing is lost by trying again
            log.exception("The interpreters of %s could not be told yet", context.id)
            return False
        return True


@dataclass
class _Page:
    """What goes into one message: the readings taken, and their words; those gone have nothing to say any more."""

    taken: list[kept.Taken] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    gone: list[int] = field(default_factory=list)


async def read_on(context: WorkshopContext, reader: Reader) -> bool:
    """Post what comes next, in one message; False where nothing waits. Raises `DeliveryFailed`: to be tried again."""
    begun = await _begun(context, reader)
    rows = await (context.read(kept.of_post, begun["id"]) if begun else context.read(kept.waiting, context.id))
    page = await _page(context, reader, rows)
    if page.parts:
        await _post(context, reader, begun, page)
        return True
    if page.gone:
        await context.write_together(kept.drop, page.gone)
    if begun:
        await _end(context, begun["id"], context.now(), None)
    return begun is not None


async def _begun(context: WorkshopContext, reader: Reader) -> Row | None:
    """A message whose end we did not see and that does not stand in its channel: to be posted again."""
    row = await context.read(kept.begun, context.id)
    if row is None:
        return None
    known = await context.read(kept.messages, context.id)
    found = await reader.find(context, row["channel_id"], row["print"], parse_utc(row["claimed_at"]), known)
    if found is None:
        return row
    await _end(context, row["id"], found.at, found.message)
    return None


async def _post(context: WorkshopContext, reader: Reader, begun: Row | None, page: _Page) -> None:
    """One that was begun keeps the hour of its claim, and so its nonce."""
    wording = reader.word(context, page.parts)
    post, at = (begun["id"], parse_utc(begun["claimed_at"])) if begun else (None, context.now())
    claimed = await context.write_together(
        kept.claim, context.id, post, page.taken, page.gone, at, wording.print, wording.channel
    )
    if claimed is None:
        return  # something of it was changed or erased meanwhile
    try:
        message: int | None = await reader.say(context, f"interpreters/{at.isoformat()}", wording)
    except DeliveryFailed as refused:
        if not refused.lasting:
            raise
        log.warning("The interpreters of %s could not be told: %s", context.id, refused.why)
        message = None
    await _end(context, claimed, context.now(), message)


async def _end(context: WorkshopContext, post: int, at: datetime, message: int | None) -> None:
    await context.write_together(kept.end, post, at, message)


async def _page(context: WorkshopContext, reader: Reader, rows: Sequence[Row]) -> _Page:
    """The first of `rows` that fit one message; of one that is longer, as many parts as fit."""
    page, left = _Page(), reader.at_once
    outage = await _was_there_an_outage(context) if rows else False
    for row in rows:
        what = None if _is_too_late(context, row, outage) else await aloud.now(context, row)
        parts = (await reader.parts(context, what) if what else [])[row["part"] : row["until"]]
        if not parts:
            page.gone.append(row["id"])
            continue
        fitting = _fitting(parts, left)
        if fitting:
            whole = len(fitting) == len(parts)
            page.taken.append((row["id"], row["until"] if whole else row["part"] + len(fitting)))
            page.parts += fitting
        if len(fitting) < len(parts):
            break
        left -= sum(map(len, fitting))
    return page


def _fitting(parts: Sequence[str], left: int) -> list[str]:
    found: list[str] = []
    for part in parts:
        if sum(map(len, found)) + len(part) > left:
            break
        found.append(part)
    return found


async def _was_there_an_outage(context: WorkshopContext) -> bool:
    """Whether nothing was read for so long that what waits may have become too late by that."""
    last = parse_utc(await context.read(kept.last_read, context.id))
    return last is None or _is_past_grace(context, last)


def _is_too_late(context: WorkshopContext, row: Row, outage: bool) -> bool:
    """Too late, or from a backup put in place since: what waited when that was made was read moments later."""
    due = parse_utc(row["due_at"])
    return (outage and _is_past_grace(context, due)) or (context.restored_at is not None and due <= context.restored_at)


def _is_past_grace(context: WorkshopContext, due: datetime) -> bool:
    return context.clock.lateness(due) > max(context.workshop.late_grace, LEAST_GRACE)
