"""A pause of the workshop: until it ends, nothing opens, closes or is announced automatically."""

from datetime import datetime

from bot.core.announcement_kind import AnnouncementKind
from bot.core.errors import NothingToDo
from bot.core.people import Person
from bot.core.schedule import SessionState, opened
from bot.features.announcements import store as announcements
from bot.features.announcements.model import ListedAnnouncement, Status
from bot.features.announcements.planning import replan
from bot.features.announcements.publisher import is_held_back
from bot.storage import audit
from bot.storage.transaction import Transaction
from bot.workshop import session_store, store
from bot.workshop.context import WorkshopContext

PAUSED = "paused"
"""The reason kept with an announcement that is not sent because it became due during a pause."""


async def pause(context: WorkshopContext, actor: Person) -> None:
    """Begin the pause. Raises `NothingToDo` when the workshop is paused already."""
    now = context.now()

    def write(tx: Transaction) -> None:
        if context.paused_at is not None:
            raise NothingToDo
        store.set_paused(tx, context.id, now)
        audit.record(tx, context.id, now, actor, "workshop pause")

    await context.write(write)
    context.paused_at = now


async def held_back(context: WorkshopContext) -> list[ListedAnnouncement]:
    """Announcements that became due during the pause. Raises `NothingToDo` when the workshop is not paused."""
    if context.paused_at is None:
        raise NothingToDo
    return await context.read(lambda tx: _held_back(context, tx, context.now()))


def _held_back(context: WorkshopContext, tx: Transaction, now: datetime) -> list[ListedAnnouncement]:
    records = announcements.due(tx, context.id, now)
    return [ListedAnnouncement.of(context.schedule, each) for each in records if is_held_back(context, each)]


async def resume(context: WorkshopContext, actor: Person, *, say: bool) -> None:
    """End the pause. `say` decides whether the announcements that were held back are sent now or dropped.

    Sessions whose time came during the pause begin now, and their opening is announced in any case. Raises
    `NothingToDo` when the workshop is not paused.
    """

    def write(tx: Transaction) -> list[SessionState]:
        if context.paused_at is None:
            raise NothingToDo
        now = context.now()
        due = _held_back(context, tx, now)
        begun = [opened(each, now) for each in context.schedule.in_order() if each.is_ahead and each.start <= now]
        store.set_paused(tx, context.id, None)
        session_store.save(tx, context.workshop, begun)
        replan(context, tx, context.schedule.having(*begun))
        # The new plan may have moved some of them into the future, such as the closing of a session that begins now.
        due_now = {key for key, record in announcements.by_key(tx, context.id).items() if record.due <= now}
        still_due = [each for each in due if each.key in due_now]
        openings = {state.id for state in begun}
        sent = [
            each for each in still_due if say or (each.kind is AnnouncementKind.OPENING and each.session in openings)
        ]
        dropped = [each.key for each in still_due if each not in sent]
        announcements.settle_unsent(tx, context.id, dropped, Status.CANCELLED, PAUSED)
        announcements.reschedule(tx, context.id, [(each.key, now) for each in sent])
        audit.record(tx, context.id, now, actor, "workshop resume", "", "say" if say else "skip")
        return begun

    begun = await context.write(write)
    context.paused_at = None
    context.update_sessions(*begun)
