"""A day in figures, for the evening's summary."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.core.programme import Administration
from bot.core.schedule import Slot
from bot.features.attendance import service as attendance
from bot.workshop.context import Room


@dataclass(frozen=True, slots=True)
class DaySummary:
    """Who took part on a day, how many answers came, and what the next day holds."""

    day: date
    sessions: int
    people: int
    represented: list[Administration]
    missing: list[Administration]
    answers: int
    key_messages: int
    next_day: date | None
    coming: list[Slot]


async def of_day(room: Room, day: date) -> DaySummary:
    held = [slot for slot in room.schedule.on_date(day) if slot.has_begun]
    there: dict[int, str] = {}
    for slot in held:
        roll = await attendance.roll(room, slot)
        there |= {it.who.id: it.who.administration for it in roll.records if it.record.represents}
    codes = set(there.values())
    administrations = room.workshop.administrations
    later = [other for other in room.schedule.dates() if other > day]
    return DaySummary(
        day=day,
        sessions=len(held),
        people=len(there),
        represented=[a for a in administrations if a.code in codes],
        missing=[a for a in administrations if a.code not in codes],
        answers=await _answers(room, held),
        key_messages=await _key_messages(room),
        next_day=later[0] if later else None,
        coming=[slot for slot in room.schedule.on_date(later[0]) if slot.is_held] if later else [],
    )


async def _answers(room: Room, held: list[Slot]) -> int:
    """Answers to the questions put in those sessions."""
    sessions = [slot.id for slot in held]
    marks = ", ".join("?" * len(sessions))
    row = await room.database.row(
        "select count(*) as n from answers join prompts using (workshop, prompt)"
        f" where workshop = ? and session in ({marks})",
        (room.id, *sessions),
    )
    return int(row["n"]) if row else 0


async def _key_messages(room: Room) -> int:
    row = await room.database.row("select count(*) as n from key_messages where workshop = ?", (room.id,))
    return int(row["n"]) if row else 0
