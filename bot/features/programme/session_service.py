"""Running the programme: sessions start, end and move, and everything that hangs on them follows."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from datetime import datetime

import aiosqlite

from bot.core import schedule as programme
from bot.core.errors import NothingToDo
from bot.core.schedule import Difference, Schedule, Slot, differences, linked
from bot.features.announcements import changes
from bot.features.announcements.sending import replan
from bot.storage import audit, drafts
from bot.workshop import session_store as slots
from bot.workshop.context import Room

AUTOMATIC = "atelier"


Change = Callable[[Schedule], Schedule]
"""Makes of the programme as it stands the one that is wanted. It is called once nobody else can change it."""


async def start(room: Room, session: str, actor: str) -> Slot:
    """Open `session` now, also one ended by mistake; `SessionIsOver` where it was cancelled."""

    def opened(before: Schedule) -> Schedule:
        if before[session].is_open:
            raise NothingToDo
        return before.having(programme.opened(before[session], room.now()))

    return (await _apply(room, opened, actor, "session start", session))[session]


async def end(room: Room, session: str, actor: str) -> Slot:
    """Close `session` now; `SessionNotInProgress` where it is not open."""

    def ended(before: Schedule) -> Schedule:
        return before.having(programme.ended(before[session], room.now()))

    return (await _apply(room, ended, actor, "session end", session))[session]


async def set_link(room: Room, session: str, url: str, actor: str) -> Slot:
    """The session is held at `url` from now on; said at once. `SessionIsOver` where it has ended or was cancelled."""
    await change(room, lambda it: linked(it, session, url), actor, "session link", session, url, at_once=True)
    return room.schedule[session]


async def change(
    room: Room,
    change: Change,
    actor: str,
    action: str,
    target: str,
    detail: str = "",
    *,
    at_once: bool = False,
    draft: int | None = None,
) -> list[Difference]:
    """Change the programme, with everything that hangs on it, and have a change notice said.

    Returns what changed. Raises `NothingToDo` where nothing did, or where `draft`, which it was
    kept as until someone confirmed it, was confirmed or left already.
    """
    async with room.database.transaction() as tx:
        if draft is not None and await drafts.take(tx, room.id, drafts.CHANGE, draft) is None:
            raise NothingToDo
        before, after = room.schedule, change(room.schedule)
        found = differences(before, after)
        if not found:
            raise NothingToDo
        await _write(room, tx, after, actor, action, target, detail)
        await changes.plan_notice(room, tx, found, at_once=at_once)
    _take_in(room, after)
    return found


async def keep_time(room: Room) -> None:
    """Open and close the sessions whose time has come; a paused workshop waits."""
    if room.paused_at is not None:
        return
    for slot in _of_our_time(room):
        if slot.is_ahead and slot.start <= room.now():
            await _keep(room, slot.id, "session start", _begun)
        if room.schedule[slot.id].is_open and room.schedule[slot.id].end <= room.now():
            await _keep(room, slot.id, "session end", _over)


async def _keep(room: Room, session: str, action: str, turn: Callable[[Slot, datetime], Slot]) -> None:
    with contextlib.suppress(NothingToDo):  # someone was quicker, and it is not its time any more
        await _apply(room, lambda it: it.having(turn(it[session], room.now())), AUTOMATIC, action, session)


def _begun(slot: Slot, now: datetime) -> Slot:
    """Begun at its time, however late we wake: the people in the room did not wait for us."""
    if not (slot.is_ahead and slot.start <= now):
        raise NothingToDo
    return programme.opened(slot, slot.start)


def _over(slot: Slot, now: datetime) -> Slot:
    if not (slot.is_open and slot.end <= now):
        raise NothingToDo
    return programme.ended(slot, slot.end)


def next_turn(room: Room) -> datetime | None:
    """When the next session is to open or to close."""
    if room.paused_at is not None:
        return None
    turns = [slot.start for slot in _of_our_time(room) if slot.is_ahead]
    turns += [slot.end for slot in _of_our_time(room) if slot.is_open]
    return min(turns, default=None)


def _of_our_time(room: Room) -> list[Slot]:
    """The sessions that were not over before the workshop was first loaded."""
    return [slot for slot in room.schedule.in_order() if slot.end > room.loaded_at]


async def _apply(room: Room, change: Change, actor: str, action: str, target: str) -> Schedule:
    async def write(tx: aiosqlite.Connection) -> Schedule:
        after = change(room.schedule)
        await _write(room, tx, after, actor, action, target)
        return after

    after = await room.database.write_alone(write)
    _take_in(room, after)
    return after


async def _write(
    room: Room, tx: aiosqlite.Connection, after: Schedule, actor: str, action: str, target: str, detail: str = ""
) -> None:
    await slots.save(tx, room.id, _changed(room.schedule, after))
    await replan(room, tx, after)
    await audit.record(tx, room.id, room.now(), actor, action, target, detail)


def _changed(before: Schedule, after: Schedule) -> list[Slot]:
    return [slot for id, slot in after.slots.items() if before.slots.get(id) != slot]


def _take_in(room: Room, after: Schedule) -> None:
    room.take_in(*_changed(room.schedule, after))
    room.changed()
