"""Reads the state of the workshop for `/workshop status` and for the organisers' board."""

from bot.core.people import Membership
from bot.features.announcements import service as announcements
from bot.features.attendance import service as attendance
from bot.features.floor import service as floor
from bot.features.key_messages import service as key_messages
from bot.features.organisers.model import BoardState, OpenPrompt, WorkshopStatus
from bot.features.programme import outcome_service as outcomes
from bot.features.prompts import answer_service as answers
from bot.features.prompts import service as prompts
from bot.features.prompts.model import Prompt
from bot.workshop.context import WorkshopContext

BOARD_AHEAD, BOARD_TROUBLES = 3, 5
"""How many next announcements, and how many with troubles, the board lists."""


async def workshop_status(context: WorkshopContext, ahead: int, troubles: int) -> WorkshopStatus:
    """The state of the workshop, with at most `ahead` and `troubles` announcements."""
    current = context.schedule.in_progress()
    return WorkshopStatus(
        attendance=await attendance.session_attendance(context, current) if current else None,
        upcoming=context.schedule.upcoming(context.now()),
        ahead=await announcements.ahead(context, ahead),
        troubles=await announcements.in_trouble(context, troubles),
        paused=context.paused_at is not None,
    )


async def board_state(context: WorkshopContext) -> BoardState:
    return BoardState(
        status=await workshop_status(context, BOARD_AHEAD, BOARD_TROUBLES),
        floor=await floor.find(context, floor.current_session(context).id),
        open_prompts=[await _open_prompt(context, each) for each in await prompts.all_prompts(context) if each.is_open],
        coverage=await key_messages.coverage(context) if context.workshop.desk else None,
        pending=[p for p in context.people.values() if p.status is Membership.PENDING],
        outcomes=await outcomes.missing(context),
    )


async def _open_prompt(context: WorkshopContext, prompt: Prompt) -> OpenPrompt:
    count, administrations = await answers.counts(context, prompt.id)
    return OpenPrompt(prompt.question, count, 0 if prompt.question.anonymous else administrations, prompt.closes_at)
