"""Taking a changed workshop file in while the workshop runs; live changes stand until someone undoes them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.core.programme import Workshop
from bot.core.schedule import Difference, Schedule, Slot, differences
from bot.features.announcements import changes
from bot.features.announcements.sending import replan
from bot.storage import audit
from bot.workshop import session_store as slots
from bot.workshop.context import Room


@dataclass(frozen=True, slots=True)
class Reloaded:
    """What a new file changed: sessions that moved with it, new and gone ones, and live changes that were kept."""

    moved: list[Difference]
    added: list[Slot]
    gone: list[Slot]
    kept: list[Slot]
    texts: bool

    @property
    def nothing(self) -> bool:
        return not (self.moved or self.added or self.gone or self.texts)


async def reload(room: Room, workshop: Workshop, actor: str) -> Reloaded:
    """Make `workshop` the room's; sessions that were changed live stand as they are, and are named."""
    async with room.database.transaction() as tx:
        before = room.schedule
        after = Schedule(workshop, {s.id: _stand(before, Slot.of(s)) for s in workshop.sessions})
        found = _compared(before, after)
        await slots.save(tx, room.id, [difference.after for difference in found.moved])
        await replan(room, tx, after)
        if found.moved:
            await changes.plan_notice(room, tx, found.moved, at_once=False)
        await audit.record(tx, room.id, room.now(), actor, "workshop reload")
    room.workshop, room.schedule = workshop, after
    room.changed()
    return found


def _compared(before: Schedule, after: Schedule) -> Reloaded:
    return Reloaded(
        moved=differences(before, after),
        added=[slot for id, slot in after.slots.items() if id not in before.slots],
        gone=[slot for id, slot in before.slots.items() if id not in after.slots],
        kept=[slot for id, slot in after.slots.items() if id in before.slots and _changed_live(slot)],
        texts=after.workshop != before.workshop,
    )


def _stand(before: Schedule, written: Slot) -> Slot:
    """Where a session of the new file stands: as it stood, but moved with the file where it stood as in the old one."""
    stood = before.slots.get(written.id)
    if stood is None:
        return written
    stood_as_written = not _differs_from_file(stood)
    now = replace(stood, session=written.session)
    if not (stood_as_written and stood.is_ahead):
        return now
    return replace(now.moved_to(written.start), end=written.end)


def _differs_from_file(slot: Slot) -> bool:
    return (slot.start, slot.end) != (slot.session.start, slot.session.end)


def _changed_live(slot: Slot) -> bool:
    """Whether it does not stand as in the file; a session that was begun or ended by hand keeps its hours."""
    return _differs_from_file(slot) or not slot.is_held or slot.link is not None
