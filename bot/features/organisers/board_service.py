"""All that the organisers' board shows, at one moment."""

from __future__ import annotations

from dataclasses import dataclass

from bot.core.people import Belonging, Participant
from bot.core.programme import Question
from bot.core.schedule import SessionState
from bot.features.announcements import service as notices
from bot.features.announcements.model import ListedAnnouncement
from bot.features.attendance import service as attendance
from bot.features.attendance.service import Roll
from bot.features.floor import service as floors
from bot.features.floor.model import Floor
from bot.features.key_messages import service as key_messages
from bot.features.key_messages.service import Coverage
from bot.features.prompts import answer_service as answers
from bot.features.prompts import service as prompts
from bot.workshop.context import WorkshopContext

AHEAD = 3
"""How many announcements to come it names."""
TROUBLES = 5


@dataclass(frozen=True, slots=True)
class Asked:
    """An open question, and how many answers from how many administrations; 0 of these where it is anonymous."""

    question: Question
    answers: int
    administrations: int


@dataclass(frozen=True, slots=True)
class Board:
    """`roll` is of the session in progress; `coverage` is None without a key-message desk."""

    roll: Roll | None
    upcoming: SessionState | None
    floor: Floor
    open_prompts: list[Asked]
    coverage: Coverage | None
    waiting: list[Participant]
    ahead: list[ListedAnnouncement]
    troubles: list[ListedAnnouncement]
    paused: bool


async def of(context: WorkshopContext) -> Board:
    current = context.schedule.in_progress()
    return Board(
        roll=await attendance.roll(context, current) if current else None,
        upcoming=context.schedule.upcoming(context.now()),
        floor=await floors.of(context, floors.session(context).id),
        open_prompts=[await _asked(context, prompt) for prompt in await prompts.asked(context) if prompt.is_open],
        coverage=await key_messages.coverage(context) if context.workshop.desk else None,
        waiting=[p for p in context.people.values() if p.status is Belonging.PENDING],
        ahead=await notices.ahead(context, AHEAD),
        troubles=await notices.in_trouble(context, TROUBLES),
        paused=context.paused_at is not None,
    )


async def _asked(context: WorkshopContext, prompt: prompts.Prompt) -> Asked:
    count, administrations = await answers.counts(context, prompt.id)
    return Asked(prompt.question, count, 0 if prompt.question.anonymous else administrations)
