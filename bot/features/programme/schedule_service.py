"""Changes of the programme that organisers preview: propose, then apply once or discard."""

from bot.core.errors import NothingToDo
from bot.core.people import Person
from bot.core.schedule import Difference, Schedule
from bot.features.programme import proposal_store, session_service
from bot.features.programme.errors import ChangedMeanwhile
from bot.features.programme.model import Preview, Proposal, StoredProposal, fingerprint, preview
from bot.workshop.context import WorkshopContext


async def propose(context: WorkshopContext, person: Person, proposal: Proposal) -> tuple[int, Preview]:
    """Store `proposal` until it is confirmed.

    Returns its id and its changes. Raises `NothingToDo` if it changes nothing, and what `Proposal.apply` raises.
    """
    before, after = context.schedule, proposal.apply(context.schedule, context.now())
    shown = preview(before, after)
    if not shown.changes:
        raise NothingToDo
    stored = StoredProposal(proposal, fingerprint(before, after))
    id = await context.write(proposal_store.add, context.id, person.discord_id, stored, context.now())
    return id, shown


async def find(context: WorkshopContext, id: int) -> StoredProposal:
    """The proposal with this id. Raises `NothingToDo` if it was confirmed or discarded."""
    stored = await context.read(proposal_store.find, context.id, id)
    if stored is None:
        raise NothingToDo
    return stored


async def apply(context: WorkshopContext, id: int, actor: Person) -> list[Difference]:
    """Apply the proposed change, once. Raises `ChangedMeanwhile` if the change would differ from what was shown."""
    stored = await find(context, id)
    proposal = stored.proposal

    def change(before: Schedule) -> Schedule:
        after = proposal.apply(before, context.now())
        if fingerprint(before, after) != stored.fingerprint:
            raise ChangedMeanwhile
        return after

    action = f"schedule {proposal.action}"
    return await session_service.change_schedule(
        context, change, actor, action, proposal.session, proposal.detail, draft=id
    )


async def discard(context: WorkshopContext, id: int) -> None:
    """Delete a proposal."""
    await context.write(proposal_store.remove, context.id, id)
