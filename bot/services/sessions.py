"""Running the programme: sessions start, end and move, and everything that hangs on them follows."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import aiosqlite

from bot.domain import schedule as programme
from bot.domain.errors import NothingToDo
from bot.domain.schedule import Difference, Schedule, Slot, differences
from bot.services import changes
from bot.services.announcing import replan
from bot.services.room import Room
from bot.storage import audit, slots

AUTOMATIC = "atelier"


async def start(room: Room, session: str, actor: str) -> Slot:
    """Open `session` now, also one ended by mistake; `SessionIsOver` where it was cancelled."""
    before = room.schedule[session]
    if before.is_open:
        raise NothingToDo
    slot = programme.opened(before, room.now())
    await _apply(room, room.schedule.having(slot), actor, "session start", session)
    return slot


async def end(room: Room, session: str, actor: str) -> Slot:
    """Close `session` now; `SessionIsOver` where it is not open."""
    slot = programme.ended(room.schedule[session], room.now())
    await _apply(room, room.schedule.having(slot), actor, "session end", session)
    return slot


async def set_link(room: Room, session: str, url: str, actor: str) -> Slot:
    """The session is held at `url` from now on; said at once."""
    before = room.schedule
    slot = replace(before[session], link=url)
    await change(room, before.having(slot), actor, "session link", session, url, at_once=True)
    return slot


async def change(
    room: Room, after: Schedule, actor: str, action: str, target: str, detail: str = "", *, at_once: bool = False
) -> list[Difference]:
    """Make `after` the programme, with everything that hangs on it, and have a change notice said.

    Returns what changed; raises `NothingToDo` where nothing did.
    """
    found = differences(room.schedule, after)
    if not found:
        raise NothingToDo
    async with room.database.transaction() as tx:
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
            # Begun at its time, however late we wake: the people in the room did not wait for us.
            slot = programme.opened(slot, slot.start)
            await _apply(room, room.schedule.having(slot), AUTOMATIC, "session start", slot.id)
        if slot.is_open and slot.end <= room.now():
            closed = programme.ended(slot, slot.end)
            await _apply(room, room.schedule.having(closed), AUTOMATIC, "session end", slot.id)


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


async def _apply(room: Room, after: Schedule, actor: str, action: str, target: str) -> None:
    async with room.database.transaction() as tx:
        await _write(room, tx, after, actor, action, target)
    _take_in(room, after)


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
