"""Running the programme: sessions start, end and move, and everything that hangs on them follows."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from datetime import datetime

from bot.core import schedule as programme
from bot.core.errors import NothingToDo
from bot.core.schedule import Difference, Schedule, SessionState, differences, linked
from bot.features.announcements.planning import plan_change_notice, replan
from bot.storage import audit, drafts
from bot.storage.transaction import Transaction
from bot.workshop import session_store as states
from bot.workshop.context import WorkshopContext

AUTOMATIC = "atelier"


Change = Callable[[Schedule], Schedule]
"""Makes of the programme as it stands the one that is wanted. It is called once nobody else can change it."""


async def start(context: WorkshopContext, session: str, actor: str) -> SessionState:
    """Open `session` now, also one ended by mistake; `SessionIsOver` where it was cancelled."""

    def opened(before: Schedule) -> Schedule:
        if before[session].is_open:
            raise NothingToDo
        return before.having(programme.opened(before[session], context.now()))

    return (await _apply(context, opened, actor, "session start", session))[session]


async def end(context: WorkshopContext, session: str, actor: str) -> SessionState:
    """Close `session` now; `SessionNotInProgress` where it is not open."""

    def ended(before: Schedule) -> Schedule:
        return before.having(programme.ended(before[session], context.now()))

    return (await _apply(context, ended, actor, "session end", session))[session]


async def set_link(context: WorkshopContext, session: str, url: str, actor: str) -> SessionState:
    """The session is held at `url` from now on; said at once. `SessionIsOver` where it has ended or was cancelled."""
    await change(context, lambda it: linked(it, session, url), actor, "session link", session, url, at_once=True)
    return context.schedule[session]


async def change(
    context: WorkshopContext,
    change: Change,
    actor: str,
    action: str,
    target: str,
    detail: str = "",
    *,
    at_once: bool = False,
    draft: int | None = None,
) -> list[Difference]:
    """Change the programme, with everything that hangs on it, and have a change notice said.

    Returns what changed. Raises `NothingToDo` where nothing did, or where `draft`, which it was
    kept as until someone confirmed it, was confirmed or left already.
    """

    def write(tx: Transaction) -> tuple[Schedule, list[Difference]]:
        if draft is not None and drafts.take(tx, context.id, drafts.CHANGE, draft) is None:
            raise NothingToDo
        before, after = context.schedule, change(context.schedule)
        found = differences(before, after)
        if not found:
            raise NothingToDo
        _write(context, tx, after, actor, action, target, detail)
        plan_change_notice(context, tx, found, at_once=at_once)
        return after, found

    after, found = await context.write(write)
    _take_in(context, after)
    return found


async def keep_time(context: WorkshopContext) -> None:
    """Open and close the sessions whose time has come; a paused workshop waits."""
    if context.paused_at is not None:
        return
    for state in _of_our_time(context):
        if state.is_ahead and state.start <= context.now():
            await _keep(context, state.id, "session start", _begun)
        if context.schedule[state.id].is_open and context.schedule[state.id].end <= context.now():
            await _keep(context, state.id, "session end", _over)


async def _keep(
    context: WorkshopContext, session: str, action: str, turn: Callable[[SessionState, datetime], SessionState]
) -> None:
    with contextlib.suppress(NothingToDo):  # someone was quicker, and it is not its time any more
        await _apply(context, lambda it: it.having(turn(it[session], context.now())), AUTOMATIC, action, session)


def _begun(state: SessionState, now: datetime) -> SessionState:
    """Begun at its time, however late we wake: the people in the room did not wait for us."""
    if not (state.is_ahead and state.start <= now):
        raise NothingToDo
    return programme.opened(state, state.start)


def _over(state: SessionState, now: datetime) -> SessionState:
    if not (state.is_open and state.end <= now):
        raise NothingToDo
    return programme.ended(state, state.end)


def next_turn(context: WorkshopContext) -> datetime | None:
    """When the next session is to open or to close."""
    if context.paused_at is not None:
        return None
    turns = [state.start for state in _of_our_time(context) if state.is_ahead]
    turns += [state.end for state in _of_our_time(context) if state.is_open]
    return min(turns, default=None)


def _of_our_time(context: WorkshopContext) -> list[SessionState]:
    """The sessions that were not over before the workshop was first loaded."""
    return [state for state in context.schedule.in_order() if state.end > context.loaded_at]


async def _apply(context: WorkshopContext, change: Change, actor: str, action: str, target: str) -> Schedule:
    def write(tx: Transaction) -> Schedule:
        after = change(context.schedule)
        _write(context, tx, after, actor, action, target)
        return after

    after = await context.write(write)
    _take_in(context, after)
    return after


def _write(
    context: WorkshopContext,
    tx: Transaction,
    after: Schedule,
    actor: str,
    action: str,
    target: str,
    detail: str = "",
) -> None:
    states.save(tx, context.id, _changed(context.schedule, after))
    replan(context, tx, after)
    audit.record(tx, context.id, context.now(), actor, action, target, detail)


def _changed(before: Schedule, after: Schedule) -> list[SessionState]:
    return [state for id, state in after.states.items() if before.states.get(id) != state]


def _take_in(context: WorkshopContext, after: Schedule) -> None:
    context.take_in(*_changed(context.schedule, after))
