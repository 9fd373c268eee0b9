"""When the key-message desk and the evaluations open and close, by the current programme."""

from datetime import datetime

from bot.core.programme import Evaluation
from bot.core.schedule import Schedule


def desk_opens(schedule: Schedule) -> datetime | None:
    """When the key-message desk opens: at the start of its session, or at its own time. None without a desk."""
    desk = schedule.workshop.desk
    if desk is None:
        return None
    if isinstance(desk.opens, str):
        state = schedule[desk.opens]
        return state.opened_at or state.start
    return desk.opens


def desk_closes(schedule: Schedule) -> datetime | None:
    """When the desk closes: at its planned time.

    If its session was moved past that time, the desk keeps its planned length.
    """
    desk, opens = schedule.workshop.desk, desk_opens(schedule)
    if desk is None or opens is None:
        return None
    if isinstance(desk.opens, str) and opens >= desk.closes:
        return opens + (desk.closes - schedule[desk.opens].session.start)
    return desk.closes


def evaluation_opens(schedule: Schedule, evaluation: Evaluation) -> datetime:
    """When it opens: at the end of its session, or at its own time."""
    if isinstance(evaluation.opens, str):
        state = schedule[evaluation.opens]
        return state.ended_at or state.end
    return evaluation.opens
