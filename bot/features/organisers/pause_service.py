"""A pause holds back automatic announcements, and the opening and closing of sessions."""

from __future__ import annotations

from bot.core import schedule as programme
from bot.core.announcement_kind import AnnouncementKind
from bot.core.errors import NothingToDo
from bot.core.schedule import SessionState
from bot.features.announcements import store as announcements
from bot.features.announcements.model import ListedAnnouncement, Status
from bot.features.announcements.planning import replan
from bot.features.announcements.publisher import is_held_back
from bot.storage import audit
from bot.storage.transaction import Transaction
from bot.workshop import session_store as states
from bot.workshop import store as registry
from bot.workshop.context import WorkshopContext

PAUSED = "paused"
"""Why something was left unsaid: it came due during a pause."""


async def pause(context: WorkshopContext, actor: str) -> None:
    """From now on nothing opens, closes or is said by itself; `NothingToDo` where it is paused already."""
    now = context.now()

    def write(tx: Transaction) -> None:
        if context.paused_at is not None:
            raise NothingToDo
        registry.set_paused(tx, context.id, now)
        audit.record(tx, context.id, now, actor, "workshop pause")

    await context.write(write)
    context.paused_at = now


async def held_back(context: WorkshopContext) -> list[ListedAnnouncement]:
    """What came due during the pause; `NothingToDo` where there is none."""
    if context.paused_at is None:
        raise NothingToDo
    records = await context.read(announcements.due, context.id, context.now())
    return [ListedAnnouncement.of(context.schedule, it) for it in records if is_held_back(context, it)]


async def resume(context: WorkshopContext, actor: str, *, say: bool) -> None:
    """Go on; what was held back is said now, or left unsaid. Sessions whose time came begin now, and that is said."""
    due = await held_back(context)
    now = context.now()

    def write(tx: Transaction) -> list[SessionState]:
        if context.paused_at is None:
            raise NothingToDo
        ahead = [state for state in context.schedule.in_order() if state.is_ahead and state.start <= now]
        begun = [programme.opened(state, now) for state in ahead]
        after = context.schedule.having(*begun)
        registry.set_paused(tx, context.id, None)
        states.save(tx, context.id, begun)
        replan(context, tx, after)
        opening = {state.id for state in begun}
        known = announcements.by_key(tx, context.id)
        still_due = [it for it in due if known[it.key].due <= now]  # a closing may lie ahead again
        wanted = [it for it in still_due if say or (it.kind is AnnouncementKind.OPENING and it.session in opening)]
        unwanted = [it.key for it in still_due if it not in wanted]
        announcements.settle_unsent(tx, context.id, unwanted, Status.CANCELLED, PAUSED)
        announcements.reschedule(tx, context.id, [(it.key, now) for it in wanted])
        audit.record(tx, context.id, now, actor, "workshop resume", "", "say" if say else "skip")
        return begun

    begun = await context.write(write)
    context.paused_at = None
    context.take_in(*begun)
