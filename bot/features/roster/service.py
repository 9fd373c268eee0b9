"""What organisers do with the roster: assign, approve, remove, import."""

import re
from collections.abc import Iterable

from bot.core.errors import BadFile, FileFault, NothingToDo, NotInWorkshop
from bot.core.people import Membership, Participant, Person, Preference
from bot.features.roster import admission_store, store
from bot.features.roster.errors import RequestChanged
from bot.features.roster.model import RosterEntry, RosterImport, ServerMember
from bot.features.roster.person_hash import person_hash
from bot.features.roster.registration import bring_back, find_administration
from bot.storage import audit
from bot.storage.transaction import Transaction
from bot.workshop.context import WorkshopContext

_ROUNDED = re.compile(r"\d{15}0{2,5}")
"""An id of which Excel kept only 15 digits (Excel specifications and limits).

A correct id belongs to a member of the server.
"""


async def assign(context: WorkshopContext, member: ServerMember, administration: str, actor: Person) -> Participant:
    """Put a member into a delegation, even one who was removed.

    Raises `NothingToDo` if they are in it, `UnknownAdministration`.
    """
    found = find_administration(context, administration)
    before = context.people.get(member.discord_id)
    if before and before.administration == found.code and before.status is Membership.JOINED:
        raise NothingToDo
    who = person_hash(context, member.discord_id)

    def write(tx: Transaction) -> Participant:
        admission_store.readmit(tx, context.id, who)
        participant = _save(context, tx, member, before.name if before else member.name, found.code)
        detail = f"{before.administration} -> {found.code}" if before else found.code
        audit.record(tx, context.id, context.now(), actor, "roster assign", detail=detail, about=participant)
        return participant

    return _hold(context, await context.write(write))


async def approve(context: WorkshopContext, discord_id: int, name: str, actor: Person) -> Participant:
    """Grant the present request to join.

    Raises `NothingToDo` if they have joined, `NotInWorkshop` (with `name`) if they never asked, `RequestChanged`.
    """
    participant = _find(context, discord_id, name)
    if participant.status is Membership.JOINED:
        raise NothingToDo
    return await approve_request(context, discord_id, participant.administration, actor)


async def approve_request(context: WorkshopContext, discord_id: int, administration: str, actor: Person) -> Participant:
    """Grant the request of this person to join `administration`, which is what the organiser read.

    Raises `NothingToDo` if they have joined it, `RequestChanged` if they no longer ask for it.
    """
    participant = require_request(context, discord_id, administration)

    def write(tx: Transaction) -> Participant:
        after = admission_store.approve(tx, participant.id, administration)
        if after is None:
            raise RequestChanged
        audit.record(tx, context.id, context.now(), actor, "roster approve", detail=after.administration, about=after)
        return after

    return _hold(context, await context.write(write))


def require_request(context: WorkshopContext, discord_id: int, administration: str) -> Participant:
    """The participant who asks to join `administration`.

    Raises as `approve_request`, and `NotInWorkshop` if that group no longer exists.
    """
    participant = context.people.get(discord_id)
    if participant is None or participant.administration != administration:
        raise RequestChanged
    if participant.status is Membership.JOINED:
        raise NothingToDo
    if context.workshop.administration(administration) is None:
        raise NotInWorkshop(participant.name)
    return participant


async def remove(context: WorkshopContext, discord_id: int, name: str, actor: Person) -> Participant:
    """Remove a person from the workshop until they are assigned again. Their answers and attendance are kept.

    Raises `NotInWorkshop` (with `name`).
    """
    participant, who = _find(context, discord_id, name), person_hash(context, discord_id)

    def write(tx: Transaction) -> Participant:
        after = store.set_status(tx, participant.id, Membership.REMOVED)
        admission_store.exclude(tx, context.id, who, context.now())
        audit.record(tx, context.id, context.now(), actor, "roster remove", detail=after.administration, about=after)
        return after

    return _hold(context, await context.write(write))


async def import_roster(
    context: WorkshopContext, entries: Iterable[RosterEntry], members: Iterable[ServerMember], actor: Person
) -> RosterImport:
    """Put everyone on a roster into their delegations, even people who were removed before.

    Raises `BadFile` with the people who are not in the server; then nothing was imported.
    """
    matched = _match(list(entries), list(members))
    hashes = {member.discord_id: person_hash(context, member.discord_id) for _, member in matched}

    def write(tx: Transaction) -> RosterImport:
        result = RosterImport([], [], [], [])
        for entry, member in matched:
            before = context.people.get(member.discord_id)
            name = entry.name or (before.name if before else member.name)
            who = hashes[member.discord_id]
            was_removed = admission_store.is_excluded(tx, context.id, member.discord_id, who)
            admission_store.readmit(tx, context.id, who)
            participant = _save(context, tx, member, name, entry.administration)
            if entry.email:
                store.set_email(tx, participant.id, entry.email)
            _sort_into(result, participant, before, was_removed=was_removed)
        detail = f"{len(result.new)} new, {len(result.moved)} moved, {len(result.unchanged)} as they were"
        if result.readmitted:
            detail += f", {len(result.readmitted)} removed before"
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


def _sort_into(
    result: RosterImport, participant: Participant, before: Participant | None, *, was_removed: bool
) -> None:
    if was_removed:
        result.readmitted.append(participant)
    elif before is None:
        result.new.append(participant)
    elif before.administration != participant.administration or before.status is not Membership.JOINED:
        result.moved.append(participant)
    else:
        result.unchanged.append(participant)


def _save(
    context: WorkshopContext, tx: Transaction, member: ServerMember, name: str, administration: str
) -> Participant:
    bring_back(context, tx, member.discord_id)
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
    """The language they chose, else their present language, else their administration's."""
    before = context.people.get(discord_id)
    default = before.language if before else find_administration(context, administration).language
    language = context.preferences.get(discord_id, Preference()).language or default
    return language if language in context.workshop.languages else context.workshop.first_language


def _find(context: WorkshopContext, discord_id: int, name: str) -> Participant:
    participant = context.people.get(discord_id)
    if participant is None:
        raise NotInWorkshop(name)
    return participant


def _hold(context: WorkshopContext, participant: Participant) -> Participant:
    context.update_participant(participant)
    return participant
