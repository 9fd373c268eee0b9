"""A day in figures, for the evening's summary."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.core.programme import Administration
from bot.core.schedule import SessionState
from bot.features.attendance import service as attendance
from bot.workshop.context import WorkshopContext


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
    coming: list[SessionState]


async def of_day(context: WorkshopContext, day: date) -> DaySummary:
    held = [state for state in context.schedule.on_date(day) if state.has_begun]
    there: dict[int, str] = {}
    for state in held:
        roll = await attendance.session_attendance(context, state)
        there |= {it.participant.id: it.participant.administration for it in roll.records if it.assessment.attended}
    codes = set(there.values())
    administrations = context.workshop.administrations
    later = [other for other in context.schedule.dates() if other > day]
    return DaySummary(
        day=day,
        sessions=len(held),
        people=len(there),
        represented=[a for a in administrations if a.code in codes],
        missing=[a for a in administrations if a.code not in codes],
        answers=await _answers(context, held),
        key_messages=await _key_messages(context),
        next_day=later[0] if later else None,
        coming=[state for state in context.schedule.on_date(later[0]) if state.is_held] if later else [],
    )


async def _answers(context: WorkshopContext, held: list[SessionState]) -> int:
    """Answers to the questions put in those sessions."""
    sessions = [state.id for state in held]
    marks = ", ".join("?" * len(sessions))
    row = await context.database.row(
        "select count(*) as n from answers join prompts using (workshop, prompt)"
        f" where workshop = ? and session in ({marks})",
        (context.id, *sessions),
    )
    return int(row["n"]) if row else 0


async def _key_messages(context: WorkshopContext) -> int:
    row = await context.database.row("select count(*) as n from key_messages where workshop = ?", (context.id,))
    return int(row["n"]) if row else 0
