"""Signing in, and who was there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.domain.attendance import Record, Sitting, Source, assess
from bot.domain.errors import SessionNotOpen
from bot.domain.programme import Administration
from bot.domain.schedule import Slot
from bot.services.people import Participant
from bot.services.room import Room
from bot.storage import attendance as kept


@dataclass(frozen=True, slots=True)
class SignedIn:
    """The session signed in to; `again` where they had been already."""

    slot: Slot
    at: datetime
    again: bool


@dataclass(frozen=True, slots=True)
class Roll:
    """Who was at one session: everyone's record, and the administrations with and without anyone there."""

    slot: Slot
    records: list[tuple[Participant, Record]]
    represented: list[Administration]
    missing: list[Administration]

    @property
    def present(self) -> int:
        return sum(record.represents for _, record in self.records)


async def sign_in(room: Room, who: Participant, source: Source) -> SignedIn:
    """`who` is there from now to the session's end. `SessionNotOpen` where none takes names now."""
    slot = taking_names(room)
    if slot is None:
        upcoming = room.schedule.upcoming(room.now())
        raise SessionNotOpen(upcoming and upcoming.start - room.workshop.attendance.opens)
    at = room.now()
    async with room.database.transaction() as tx:
        first = await kept.sign_in(tx, room.id, slot.id, who.id, source, at)
    if first:
        room.changed()
    return SignedIn(slot, at, again=not first)


def taking_names(room: Room) -> Slot | None:
    """The session one can sign in to: the one in progress, else the next once signing in has opened."""
    current = room.schedule.in_progress()
    if current:
        return current
    upcoming = room.schedule.upcoming(room.now())
    if upcoming and room.now() >= upcoming.start - room.workshop.attendance.opens:
        return upcoming
    return None


async def roll(room: Room, slot: Slot) -> Roll:
    """Everyone's attendance of `slot`."""
    presences = await kept.of_session(room.database, room.id, slot.id)
    marks = await kept.marks(room.database, room.id, slot.id)
    sitting = Sitting.of(slot, room.workshop.attendance)
    people = [p for p in room.people.values() if room.participant(p.discord_id or 0)]
    records = [(p, assess(presences.get(p.id, []), sitting, marks.get(p.id))) for p in people]
    there = {p.administration for p, record in records if record.represents}
    administrations = room.workshop.administrations
    return Roll(
        slot,
        records,
        [a for a in administrations if a.code in there],
        [a for a in administrations if a.code not in there],
    )


async def own_record(room: Room, who: Participant) -> list[tuple[Slot, Record]]:
    """`who`'s attendance of each session that has begun."""
    presences = await kept.of_participant(room.database, room.id, who.id)
    marks = await kept.marks_of(room.database, room.id, who.id)
    rule = room.workshop.attendance
    return [
        (slot, assess(presences.get(slot.id, []), Sitting.of(slot, rule), marks.get(slot.id)))
        for slot in room.schedule.in_order()
        if slot.has_begun
    ]
