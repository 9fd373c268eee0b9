"""The programme as people take it into their own calendars: which revision of each session they are given.

A calendar puts a new file's entry in place of its own where the sequence number is higher (RFC 5545, 3.8.7.4).
So it grows whenever a session stands otherwise than in the file handed out last, however that came about:
moved, extended, cancelled, held elsewhere, or written anew in the workshop file.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from bot.core.schedule import Schedule, Slot
from bot.features.programme import calendar_store as kept
from bot.workshop.context import Room


async def sequences(room: Room) -> Mapping[str, int]:
    """Each session's number in the sequence, as it now stands."""
    before = await kept.entries(room.database, room.id)
    now = {slot.id: _print(room.schedule, slot) for slot in room.schedule.slots.values()}
    fresh = {
        session: (print_, _next(before.get(session), room.schedule[session]))
        for session, print_ in now.items()
        if session not in before or before[session][0] != print_
    }
    if fresh:
        async with room.database.transaction() as tx:
            await kept.save(tx, room.id, fresh)
    return {session: (fresh.get(session) or before[session])[1] for session in now}


def _next(before: kept.Entry | None, slot: Slot) -> int:
    return max(slot.moves, before[1] + 1 if before else 0)


def _print(schedule: Schedule, slot: Slot) -> str:
    """Stands for all that a calendar says of the session."""
    session = slot.session
    said = (
        slot.start.isoformat(),
        slot.end.isoformat(),
        slot.is_held,
        schedule.link_of(slot),
        sorted(session.title.items()),
        sorted((session.description or {}).items()),
        session.speakers,
    )
    return hashlib.sha256(repr(said).encode()).hexdigest()
