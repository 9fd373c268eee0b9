"""Applies a changed workshop file while the workshop runs. Live changes are kept until an organiser changes them."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace

from bot.core.people import Person
from bot.core.programme import Workshop
from bot.core.schedule import Schedule, SessionState, differences
from bot.features.announcements.planning import plan_change_notice, replan
from bot.features.organisers import renamed_roles
from bot.features.organisers.file_changes import HOURS, file_changes
from bot.features.organisers.reload_effects import find_without_effect
from bot.features.organisers.reload_losses import find_losses
from bot.features.organisers.reload_model import OtherFiles, ReloadPreview, ReloadResult
from bot.features.privacy import purge_store
from bot.features.privacy.model import purge_time
from bot.storage import audit
from bot.storage.transaction import Transaction
from bot.workshop import session_store, store
from bot.workshop.context import WorkshopContext


async def preview(context: WorkshopContext, workshop: Workshop, others: OtherFiles, files: str) -> ReloadPreview:
    """What `reload` would do. `files` is a hash of all files."""
    after = await context.read(_reloaded, context.schedule, workshop)
    result = _compared(context.schedule, after)
    losses = await find_losses(context, after)
    hashed = hashlib.sha256(f"{files} {losses}".encode()).hexdigest()[:24]
    effects = await find_without_effect(context, after, result)
    return ReloadPreview(workshop, result, effects, others, losses, context.without_group(workshop), hashed)


async def reload(
    context: WorkshopContext,
    workshop: Workshop,
    actor: Person,
    *,
    purge: bool = False,
    former: Mapping[str, int] | None = None,
) -> ReloadResult:
    """Replace the context's workshop by `workshop`.

    Sessions that were changed live keep their times. With `purge`, personal data past their retention are purged at
    once. `former` are the Discord ids of roles that the file replaces by others (`renamed_roles.py`).
    """

    noted = renamed_roles.noted(context, former or {})

    def write(tx: Transaction) -> tuple[Schedule, ReloadResult]:
        before, after = context.schedule, _reloaded(tx, context.schedule, workshop)
        result = _compared(before, after)
        session_store.save(tx, workshop, [difference.after for difference in result.moved])
        replan(context, tx, after)
        if result.moved:
            plan_change_notice(context, tx, result.moved, at_once=False)
        store.keep_file(tx, context.id, workshop.source)
        audit.record(tx, context.id, context.now(), actor, "workshop reload")
        store.set_bindings(tx, context.id, noted)
        if purge:
            purge_store.set_purge_at(tx, context.id, purge_time(workshop, after, context.purged_at))
            purge_store.confirm(tx, context.id, context.now())
        return after, result

    after, result = await context.write(write)
    context.workshop, context.schedule = workshop, after
    context.bindings |= noted
    return result


def _reloaded(tx: Transaction, before: Schedule, workshop: Workshop) -> Schedule:
    """The programme by the new file.

    A session whose id was missing for a while has the state from before it was removed.
    """
    current, stored = before.with_breaks(), session_store.read_schedule(tx, workshop)
    planned = Schedule.of(workshop).with_breaks()
    return stored.having(*(_merged(current[id], state) for id, state in planned.items() if id in current))


def _compared(before: Schedule, after: Schedule) -> ReloadResult:
    old, new, moved = before.with_breaks(), after.with_breaks(), differences(before, after)
    ids = {difference.after.id for difference in moved}
    changes = file_changes(before.workshop, after.workshop)
    return ReloadResult(
        moved=moved,
        added=[state for id, state in new.items() if id not in old],
        removed=[state for id, state in old.items() if id not in new],
        changes=[change for change in changes if not (change.session in ids and change.key in HOURS)],
    )


def _merged(current: SessionState, in_file: SessionState) -> SessionState:
    """The state of a session after the reload.

    It gets the times of the new file only if it has not begun, and had the times of the old file.
    """
    merged = replace(current, session=in_file.session)
    if (current.start, current.end) != (current.session.start, current.session.end) or not current.is_ahead:
        return merged
    return replace(merged.moved_to(in_file.start), end=in_file.end)
