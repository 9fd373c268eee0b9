"""The coffee that never ends: a pause holds back automatic announcements and openings."""

from __future__ import annotations

from bot.core import schedule as programme
from bot.core.errors import NothingToDo
from bot.core.instants import read
from bot.features.announcements import store as kept
from bot.features.announcements.model import Kind, Status
from bot.features.announcements.sending import is_held_back, replan
from bot.features.announcements.service import Known
from bot.storage import audit
from bot.workshop import session_store as slots
from bot.workshop import store as rooms
from bot.workshop.context import Room

PAUSED = "paused"
"""Why something was left unsaid: it came due during a pause."""


async def pause(room: Room, actor: str) -> None:
    """From now on nothing opens, closes or is said by itself; `NothingToDo` where it is paused already."""
    now = room.now()
    async with room.database.transaction() as tx:
        if room.paused_at is not None:
            raise NothingToDo
        await rooms.set_paused(tx, room.id, now)
        await audit.record(tx, room.id, now, actor, "workshop pause")
    room.paused_at = now
    room.changed()


async def held_back(room: Room) -> list[Known]:
    """What came due during the pause; `NothingToDo` where there is none."""
    if room.paused_at is None:
        raise NothingToDo
    rows = await kept.open_ones(room.database, room.id, room.now())
    return [Known.of(room, row) for row in rows if is_held_back(room, row)]


async def resume(room: Room, actor: str, *, say: bool) -> None:
    """Go on; what was held back is said now, or left unsaid. Sessions whose time came begin now, and that is said."""
    due = await held_back(room)
    now = room.now()
    async with room.database.transaction() as tx:
        if room.paused_at is None:
            raise NothingToDo
        ahead = [slot for slot in room.schedule.in_order() if slot.is_ahead and slot.start <= now]
        begun = [programme.opened(slot, now) for slot in ahead]
        after = room.schedule.having(*begun)
        await rooms.set_paused(tx, room.id, None)
        await slots.save(tx, room.id, begun)
        await replan(room, tx, after)
        opening = {slot.id for slot in begun}
        known = await kept.known(tx, room.id)
        still_due = [it for it in due if read(known[it.key]["due_at"]) <= now]  # a closing may lie ahead again
        wanted = [it for it in still_due if say or (it.kind is Kind.OPENING and it.session in opening)]
        await kept.give_up(tx, room.id, [it.key for it in still_due if it not in wanted], Status.CANCELLED, PAUSED)
        for it in wanted:
            await kept.put_off(tx, room.id, it.key, now)
        await audit.record(tx, room.id, now, actor, "workshop resume", "", "say" if say else "skip")
    room.paused_at = None
    room.take_in(*begun)
    room.changed()
