"""Takes in a changed workshop file while the workshop runs. Live changes are kept until an organiser changes them."""

import hashlib
from dataclasses import replace

from bot.core.people import Person
from bot.core.programme import Workshop
from bot.core.schedule import Schedule, SessionState, differences
from bot.features.announcements.planning import plan_change_notice, replan
from bot.features.organisers import reload_store
from bot.features.organisers.file_changes import file_changes
from bot.features.organisers.model import ReloadPreview, ReloadResult
from bot.features.organisers.reload_losses import find_losses
from bot.features.privacy import purge_store
from bot.features.privacy.model import purge_time
from bot.storage import audit
from bot.storage.transaction import Transaction
from bot.workshop import session_store
from bot.workshop.context import WorkshopContext
from bot.workshop.store import keep_file


async def preview(context: WorkshopContext, workshop: Workshop, new: list[Workshop], files: str) -> ReloadPreview:
    """What `reload` would do. `new` are workshops that are not loaded yet, `files` is a hash of all files."""
    after = _reloaded(context.schedule, workshop)
    asked = await context.read(reload_store.asked_prompts, context.id)
    changed = [q for s in workshop.sessions for q in s.prompts if q.id in asked]
    result = replace(
        _compared(context.schedule, after),
        asked=[q for q in changed if context.workshop.question(q.id) not in (None, q)],
        new=new,
    )
    losses = await find_losses(context, after, result.removed)
    return ReloadPreview(workshop, result, losses, hashlib.sha256(f"{files} {losses}".encode()).hexdigest()[:24])


async def reload(context: WorkshopContext, workshop: Workshop, actor: Person, *, purge: bool = False) -> ReloadResult:
    """Replace the context's workshop by `workshop`. Sessions that were changed live keep their hours.

    With `purge`, the organiser also wants personal data that are past their retention to go at once.
    """

    def write(tx: Transaction) -> tuple[Schedule, ReloadResult]:
        before, after = context.schedule, _reloaded(context.schedule, workshop)
        result = _compared(before, after)
        session_store.save(tx, workshop, [difference.after for difference in result.moved])
        replan(context, tx, after)
        if result.moved:
            plan_change_notice(context, tx, result.moved, at_once=False)
        keep_file(tx, context.id, workshop.source)
        audit.record(tx, context.id, context.now(), actor, "workshop reload")
        if purge:
            purge_store.set_purge_at(tx, context.id, purge_time(workshop, after, context.purged_at))
            purge_store.confirm(tx, context.id, context.now())
        return after, result

    after, result = await context.write(write)
    context.workshop, context.schedule = workshop, after
    return result


def _reloaded(before: Schedule, workshop: Workshop) -> Schedule:
    planned = Schedule.of(workshop)
    return planned.having(*(_merged(before, state) for state in planned.with_breaks().values()))


def _compared(before: Schedule, after: Schedule) -> ReloadResult:
    return ReloadResult(
        moved=differences(before, after),
        added=[state for id, state in after.states.items() if id not in before.states],
        removed=[state for id, state in before.states.items() if id not in after.states],
        kept=[state for id, state in after.states.items() if id in before.states and _changed_live(state)],
        changes=file_changes(before.workshop, after.workshop),
    )


def _merged(before: Schedule, in_file: SessionState) -> SessionState:
    """The state of a session after the reload.

    It takes the hours of the new file only if it has not begun and had the hours of the old file.
    """
    current = before.with_breaks().get(in_file.id)
    if current is None:
        return in_file
    merged = replace(current, session=in_file.session)
    if _hours_differ_from_file(current) or not current.is_ahead:
        return merged
    return replace(merged.moved_to(in_file.start), end=in_file.end)


def _hours_differ_from_file(state: SessionState) -> bool:
    return (state.start, state.end) != (state.session.start, state.session.end)


def _changed_live(state: SessionState) -> bool:
    """Whether its hours, link or cancellation differ from the file. Opening or closing it by hand does not count."""
    return _hours_differ_from_file(state) or not state.is_held or state.link is not None
