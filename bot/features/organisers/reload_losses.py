"""Finds what a changed workshop file would remove: people's groups, existing data."""

from datetime import datetime

from bot.core.programme import Evaluation
from bot.core.schedule import Schedule
from bot.features.organisers import reload_store
from bot.features.organisers.reload_model import Losses
from bot.features.privacy import purge_store
from bot.features.privacy.model import PURGE_NOTICE, purge_time
from bot.workshop.context import WorkshopContext


async def find_losses(context: WorkshopContext, after: Schedule) -> Losses:
    """The losses if the new file is applied. `after` is its schedule."""
    before, workshop, people = context.workshop, after.workshop, [*context.people.values(), *context.guests.values()]
    gone = [group for group in before.administrations if not workshop.administration(group.code)]
    groups = [(group, [it for it in people if it.administration == group.code]) for group in gone]
    removed = [state for id, state in context.schedule.states.items() if id not in after.states]
    languages = [(language, sum(p.language == language for p in people)) for language in before.languages]
    with_data = await context.read(reload_store.sessions_with_data, context.id, [state.id for state in removed])
    answers = await context.read(reload_store.evaluation_answers, context.id)
    lost = answers - {(it.id, question.id) for it in workshop.evaluations for question in it.questions}
    return Losses(
        groups=[(group, theirs) for group, theirs in groups if theirs],
        sessions=[state for state in removed if state.id in with_data],
        evaluations=[it for it in before.evaluations if _has_any(it, lost)],
        languages=[
            (language, number) for language, number in languages if number and language not in workshop.languages
        ],
        key_messages=0
        if workshop.desk or not before.desk
        else await context.read(reload_store.key_messages, context.id),
        purge_at=await _coming_purge(context, after),
    )


def _has_any(evaluation: Evaluation, questions: set[tuple[str, str]]) -> bool:
    return any(id == evaluation.id for id, _question in questions)


async def _coming_purge(context: WorkshopContext, after: Schedule) -> datetime | None:
    """When personal data would be purged by the new file, if that time differs from before, and is soon or past."""
    at = purge_time(after.workshop, after, context.purged_at)
    if at is None or at > context.now() + PURGE_NOTICE:
        return None
    if at == purge_time(context.workshop, context.schedule, context.purged_at):
        return None
    return at if await context.read(purge_store.holds_personal_data, context.id) else None
