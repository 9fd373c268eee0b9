"""Starts, ends and changes sessions. The announcements are planned again in the same transaction."""

import contextlib
from collections.abc import Callable
from datetime import datetime, timedelta

from bot.core.errors import NothingToDo
from bot.core.people import Person
from bot.core.schedule import Difference, Schedule, SessionState, differences, ended, extended, linked, opened
from bot.features.announcements.planning import plan_change_notice, replan
from bot.storage import audit, drafts
from bot.storage.transaction import Transaction
from bot.workshop import session_store
from bot.workshop.context import WorkshopContext

ScheduleChange = Callable[[Schedule], Schedule]
"""Computes the new programme from the current one.

It runs inside the write, so nothing else can change the programme meanwhile.
"""


async def start(context: WorkshopContext, session: str, actor: Person) -> SessionState:
    """Open `session` now, or reopen it. Raises `NothingToDo` if it is open, `SessionIsOver` if it was cancelled."""

    def change(before: Schedule) -> Schedule:
        if before[session].is_open:
            raise NothingToDo
        return before.having(opened(before[session], context.now()))

    return (await _apply(context, change, actor, "session start", session))[session]


async def end(context: WorkshopContext, session: str, actor: Person) -> SessionState:
    """Close `session` now. Raises `SessionNotInProgress` if it is not open."""

    def change(before: Schedule) -> Schedule:
        return before.having(ended(before[session], context.now()))

    return (await _apply(context, change, actor, "session end", session))[session]


async def extend(context: WorkshopContext, session: str, minutes: int, actor: Person) -> list[Difference]:
    """Give `session` more time; returns what changed. Raises `SessionIsOver` if it has ended or was cancelled."""

    def change(before: Schedule) -> Schedule:
        return extended(before, session, timedelta(minutes=minutes))

    return await change_schedule(context, change, actor, "session extend", session, f"+{minutes} min")


async def set_link(context: WorkshopContext, session: str, url: str, actor: Person) -> SessionState:
    """Set the session's link, and announce it at once. Raises `SessionIsOver` if it has ended or was cancelled."""

    def change(before: Schedule) -> Schedule:
        return linked(before, session, url)

    await change_schedule(context, change, actor, "session link", session, url, at_once=True)
    return context.schedule[session]


async def change_schedule(
    context: WorkshopContext,
    change: ScheduleChange,
    actor: Person,
    action: str,
    target: str,
    detail: str = "",
    *,
    at_once: bool = False,
    draft: int | None = None,
) -> list[Difference]:
    """Change the programme and plan a change notice, which is due now if `at_once`.

    Returns the changes. `draft` is the id of the stored proposal that this confirms, if any; it is deleted. Raises
    `NothingToDo` if nothing changes, or if that draft is gone.
    """

    def write(tx: Transaction) -> tuple[Schedule, list[Difference]]:
        if draft is not None and drafts.take(tx, context.id, drafts.CHANGE, draft) is None:
            raise NothingToDo
        before, after = context.schedule, change(context.schedule)
        found = differences(before, after)
        if not found:
            raise NothingToDo
        _save(context, tx, after, actor, action, target, detail)
        plan_change_notice(context, tx, found, at_once=at_once)
        return after, found

    after, found = await context.write(write)
    context.update_sessions(*_changed_states(context.schedule, after))
    return found


async def start_and_end_due(context: WorkshopContext) -> None:
    """Open and close the sessions that are due. Nothing happens while the workshop is paused."""
    if context.paused_at is not None:
        return
    for state in _sessions_after_load(context):
        if _is_to_start(state, context.now()):
            await _apply_if_due(context, state.id, "session start", _is_to_start, lambda it: opened(it, it.start))
        if _is_to_end(context.schedule[state.id], context.now()):
            await _apply_if_due(context, state.id, "session end", _is_to_end, lambda it: ended(it, it.end))


async def _apply_if_due(
    context: WorkshopContext,
    session: str,
    action: str,
    is_due: Callable[[SessionState, datetime], bool],
    change_state: Callable[[SessionState], SessionState],
) -> None:
    """Start or end the session, with its planned time, however late this runs: its people did not wait for the bot."""

    def change(before: Schedule) -> Schedule:
        if not is_due(before[session], context.now()):  # someone has just changed it
            raise NothingToDo
        return before.having(change_state(before[session]))

    with contextlib.suppress(NothingToDo):
        await _apply(context, change, audit.BOT, action, session)


def _is_to_start(state: SessionState, now: datetime) -> bool:
    return state.is_ahead and state.start <= now


def _is_to_end(state: SessionState, now: datetime) -> bool:
    return state.is_open and state.end <= now


def next_due_at(context: WorkshopContext) -> datetime | None:
    """When the next session opens or closes automatically. None if there is none, or while the workshop is paused."""
    if context.paused_at is not None:
        return None
    states = _sessions_after_load(context)
    due = [state.start for state in states if state.is_ahead] + [state.end for state in states if state.is_open]
    return min(due, default=None)


def _sessions_after_load(context: WorkshopContext) -> list[SessionState]:
    """The sessions that were not over when the workshop was first loaded."""
    return [state for state in context.schedule.in_order() if state.end > context.loaded_at]


async def _apply(context: WorkshopContext, change: ScheduleChange, actor: Person, action: str, target: str) -> Schedule:
    """Change the programme without a change notice. Returns the new programme."""

    def write(tx: Transaction) -> Schedule:
        after = change(context.schedule)
        _save(context, tx, after, actor, action, target)
        return after

    after = await context.write(write)
    context.update_sessions(*_changed_states(context.schedule, after))
    return after


def _save(
    context: WorkshopContext,
    tx: Transaction,
    after: Schedule,
    actor: Person,
    action: str,
    target: str,
    detail: str = "",
) -> None:
    session_store.save(tx, context.workshop, _changed_states(context.schedule, after))
    replan(context, tx, after)
    audit.record(tx, context.id, context.now(), actor, action, target, detail)


def _changed_states(before: Schedule, after: Schedule) -> list[SessionState]:
    known = before.with_breaks()
    return [state for id, state in after.with_breaks().items() if known.get(id) != state]
