"""The coffee that never ends: a pause holds back automatic announcements and openings."""

from __future__ import annotations

from bot.domain import schedule as programme
from bot.domain.announcements import Status
from bot.domain.errors import NothingToDo
from bot.services.announcing import replan
from bot.services.notices import Known
from bot.services.room import Room
from bot.storage import announcements as kept
from bot.storage import audit, rooms, slots


async def pause(room: Room, actor: str) -> None:
    """From now on nothing opens, closes or is said by itself; `NothingToDo` where it is paused already."""
    if room.paused_at is not None:
        raise NothingToDo
    now = room.now()
    async with room.database.transaction() as tx:
        await rooms.set_paused(tx, room.id, now)
        await audit.record(tx, room.id, now, actor, "workshop pause")
    room.paused_at = now
    room.changed()


async def held_back(room: Room) -> list[Known]:
    """What came due during the pause; `NothingToDo` where there is none."""
    if room.paused_at is None:
        raise NothingToDo
    return [Known.of(row) for row in await kept.open_ones(room.database, room.id, room.now())]


async def resume(room: Room, actor: str, *, say: bool) -> None:
    """Go on; what was held back is said now, or left unsaid. Sessions whose time came begin now."""
    due = await held_back(room)
    now = room.now()
    begun = [programme.opened(slot, now) for slot in room.schedule.in_order() if slot.is_ahead and slot.start <= now]
    after = room.schedule.having(*begun)
    async with room.database.transaction() as tx:
        await rooms.set_paused(tx, room.id, None)
        await slots.save(tx, room.id, begun)
        if not say:
            await kept.set_status(tx, room.id, [row.key for row in due], Status.CANCELLED, "paused")
        await replan(room, tx, after)
        for row in due if say else []:
            await kept.due_again(tx, room.id, row.key, now)
        await audit.record(tx, room.id, now, actor, "workshop resume", "", "say" if say else "skip")
    room.paused_at = None
    room.take_in(*begun)
    room.changed()
