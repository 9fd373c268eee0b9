"""Taking a changed workshop file in while the workshop runs; live changes stand until someone undoes them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.core.programme import Workshop
from bot.core.schedule import Difference, Schedule, SessionState, differences
from bot.features.announcements.planning import plan_change_notice, replan
from bot.storage import audit
from bot.storage.transaction import Transaction
from bot.workshop import session_store as states
from bot.workshop.context import WorkshopContext


@dataclass(frozen=True, slots=True)
class Reloaded:
    """What a new file changed: sessions that moved with it, new and gone ones, and live changes that were kept."""

    moved: list[Difference]
    added: list[SessionState]
    gone: list[SessionState]
    kept: list[SessionState]
    texts: bool

    @property
    def nothing(self) -> bool:
        return not (self.moved or self.added or self.gone or self.texts)


async def reload(context: WorkshopContext, workshop: Workshop, actor: str) -> Reloaded:
    """Make `workshop` the room's; sessions that were changed live stand as they are, and are named."""

    def write(tx: Transaction) -> tuple[Schedule, Reloaded]:
        before = context.schedule
        after = Schedule(workshop, {s.id: _stand(before, SessionState.of(s)) for s in workshop.sessions})
        found = _compared(before, after)
        states.save(tx, context.id, [difference.after for difference in found.moved])
        replan(context, tx, after)
        if found.moved:
            plan_change_notice(context, tx, found.moved, at_once=False)
        audit.record(tx, context.id, context.now(), actor, "workshop reload")
        return after, found

    after, found = await context.write(write)
    context.workshop, context.schedule = workshop, after
    return found


def _compared(before: Schedule, after: Schedule) -> Reloaded:
    return Reloaded(
        moved=differences(before, after),
        added=[state for id, state in after.states.items() if id not in before.states],
        gone=[state for id, state in before.states.items() if id not in after.states],
        kept=[state for id, state in after.states.items() if id in before.states and _changed_live(state)],
        texts=after.workshop != before.workshop,
    )


def _stand(before: Schedule, written: SessionState) -> SessionState:
    """Where a session of the new file stands: as it stood, but moved with the file where it stood as in the old one."""
    stood = before.states.get(written.id)
    if stood is None:
        return written
    stood_as_written = not _differs_from_file(stood)
    now = replace(stood, session=written.session)
    if not (stood_as_written and stood.is_ahead):
        return now
    return replace(now.moved_to(written.start), end=written.end)


def _differs_from_file(state: SessionState) -> bool:
    return (state.start, state.end) != (state.session.start, state.session.end)


def _changed_live(state: SessionState) -> bool:
    """Whether it does not stand as in the file; a session that was begun or ended by hand keeps its hours."""
    return _differs_from_file(state) or not state.is_held or state.link is not None
