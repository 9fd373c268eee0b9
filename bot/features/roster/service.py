"""What organisers do with the roster: assign, approve, remove, import."""

import re
from collections.abc import Iterable

from bot.core.errors import BadFile, FileFault, NothingToDo, NotInWorkshop, UnknownParticipant
from bot.core.people import Membership, Participant, Preference
from bot.features.roster import store
from bot.features.roster.model import RosterEntry, RosterImport, ServerMember
from bot.features.roster.registration import find_administration
from bot.storage import audit
from bot.storage.transaction import Transaction
from bot.workshop.context import WorkshopContext

_ROUNDED = re.compile(r"\d{15}0{2,5}")
"""An id of which Excel kept 15 digits (Excel specifications and limits). A real one is in the server."""


async def assign(context: WorkshopContext, member: ServerMember, administration: str, actor: str) -> Participant:
    """Put a member into a delegation. Raises `NothingToDo` if they are in it, `UnknownAdministration`."""
    found = find_administration(context, administration)
    before = context.people.get(member.discord_id)
    if before and before.administration == found.code and before.status is Membership.JOINED:
        raise NothingToDo

    def write(tx: Transaction) -> Participant:
        participant = _save(context, tx, member, before.name if before else member.name, found.code)
        detail = f"{before.administration} -> {found.code}" if before else found.code
        audit.record(tx, context.id, context.now(), actor, "roster assign", participant.name, detail)
        return participant

    return _hold(context, await context.write(write))


async def approve(context: WorkshopContext, discord_id: int, name: str, actor: str) -> Participant:
    """Grant a request to join. Raises `NothingToDo` if they have joined, `NotInWorkshop` (with `name`) otherwise."""
    participant = _find(context, discord_id, name)
    if participant.status is Membership.JOINED:
        raise NothingToDo
    return await _set_status(context, participant, Membership.JOINED, actor, "roster approve")


async def remove(context: WorkshopContext, discord_id: int, name: str, actor: str) -> Participant:
    """Remove a person from the workshop; what they did stays. Raises `NotInWorkshop` (with `name`)."""
    participant = _find(context, discord_id, name)
    return await _set_status(context, participant, Membership.REMOVED, actor, "roster remove")


async def import_roster(
    context: WorkshopContext, entries: Iterable[RosterEntry], members: Iterable[ServerMember], actor: str
) -> RosterImport:
    """Put everyone of a roster into their delegations.

    Raises `BadFile` with those who are not in the server; then nothing was imported.
    """
    matched = _match(list(entries), list(members))

    def write(tx: Transaction) -> RosterImport:
        result = RosterImport([], [], [])
        for entry, member in matched:
            before = context.people.get(member.discord_id)
            name = entry.name or (before.name if before else member.name)
            participant = _save(context, tx, member, name, entry.administration)
            if entry.email:
                store.set_email(tx, participant.id, entry.email)
            _sort_into(result, participant, before)
        detail = f"{len(result.new)} new, {len(result.moved)} moved, {len(result.unchanged)} as they were"
        audit.record(tx, context.id, context.now(), actor, "roster import", "", detail)
        return result

    result = await context.write(write)
    for participant in result.everyone:
        context.update_participant(participant)
    return result


def _match(entries: list[RosterEntry], members: list[ServerMember]) -> list[tuple[RosterEntry, ServerMember]]:
    by_id = {member.discord_id: member for member in members}
    by_username = {member.username.lower(): member for member in members}
    matched, faults = [], []
    for entry in entries:
        member = by_id.get(entry.discord_id) if entry.discord_id else by_username.get(entry.username)
        if member is None:
            named = str(entry.discord_id or entry.username)
            faults.append(FileFault("rounded id" if _ROUNDED.fullmatch(named) else "not in server", named, entry.line))
        else:
            matched.append((entry, member))
    if faults:
        raise BadFile(faults)
    return matched


def _sort_into(result: RosterImport, participant: Participant, before: Participant | None) -> None:
    if before is None:
        result.new.append(participant)
    elif before.administration != participant.administration or before.status is not Membership.JOINED:
        result.moved.append(participant)
    else:
        result.unchanged.append(participant)


def _save(
    context: WorkshopContext, tx: Transaction, member: ServerMember, name: str, administration: str
) -> Participant:
    return store.save_participant(
        tx,
        context.id,
        discord_id=member.discord_id,
        name=name,
        administration=administration,
        status=Membership.JOINED,
        language=_language(context, member.discord_id, administration),
        at=context.now(),
    )


def _language(context: WorkshopContext, discord_id: int, administration: str) -> str:
    """The language they chose, else the one they are addressed in so far, else their administration's."""
    before = context.people.get(discord_id)
    default = before.language if before else find_administration(context, administration).language
    language = context.preferences.get(discord_id, Preference()).language or default
    return language if language in context.workshop.languages else context.workshop.first_language


async def _set_status(
    context: WorkshopContext, participant: Participant, status: Membership, actor: str, action: str
) -> Participant:
    def write(tx: Transaction) -> Participant:
        after = store.set_status(tx, participant.id, status)
        audit.record(tx, context.id, context.now(), actor, action, participant.name, participant.administration)
        return after

    return _hold(context, await context.write(write))


def require_known(context: WorkshopContext, discord_id: int) -> None:
    """Raises `UnknownParticipant` if this Discord id has neither joined nor asked to join."""
    if discord_id not in context.people:
        raise UnknownParticipant(str(discord_id))


def _find(context: WorkshopContext, discord_id: int, name: str) -> Participant:
    participant = context.people.get(discord_id)
    if participant is None:
        raise NotInWorkshop(name)
    return participant


def _hold(context: WorkshopContext, participant: Participant) -> Participant:
    context.update_participant(participant)
    return participant
