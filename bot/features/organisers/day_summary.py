"""The figures of a day, for the evening summary."""

from dataclasses import dataclass, field
from datetime import date

from bot.core.programme import Administration
from bot.core.schedule import SessionState
from bot.features.attendance import service as attendance
from bot.features.key_messages import service as key_messages
from bot.features.programme.outcome_model import Outcome
from bot.features.programme.outcome_service import all_outcomes
from bot.features.prompts import answer_store
from bot.workshop.context import WorkshopContext


@dataclass(frozen=True, slots=True)
class DaySummary:
    """Who took part on a day, how many answers were given, and the programme of the next day."""

    day: date
    people: int
    represented: list[Administration]
    missing: list[Administration]
    answers: int
    key_messages: int
    next_day: date | None
    coming: list[SessionState]
    outcomes: list[tuple[SessionState, Outcome]] = field(default_factory=list)
    """The day's sessions that have an outcome."""


async def summary_of(context: WorkshopContext, day: date) -> DaySummary:
    """The summary of `day`, a local date. The key messages are all those sent so far."""
    held = [state for state in context.schedule.on_date(day) if state.has_begun]
    present: dict[int, str] = {}
    for state in held:
        found = await attendance.session_attendance(context, state)
        attended = [it.participant for it in found.records if it.assessment.attended]
        present |= {participant.id: participant.administration for participant in attended}
    codes = set(present.values())
    administrations = context.workshop.administrations
    outcomes = await all_outcomes(context)
    later = [other for other in context.schedule.dates() if other > day]
    return DaySummary(
        day=day,
        people=len(present),
        represented=[a for a in administrations if a.code in codes],
        missing=[a for a in administrations if a.code not in codes],
        answers=await context.read(answer_store.count_in_sessions, context.id, [state.id for state in held]),
        key_messages=(await key_messages.coverage(context)).messages,
        next_day=later[0] if later else None,
        coming=[state for state in context.schedule.on_date(later[0]) if state.is_held] if later else [],
        outcomes=[(state, outcomes[state.id]) for state in held if state.id in outcomes],
    )
