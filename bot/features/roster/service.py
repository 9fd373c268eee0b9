"""Who belongs to which delegation, as organisers see to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.core.errors import BadFile, Fault, NothingToDo, NotInWorkshop, UnknownParticipant
from bot.core.people import Belonging, Participant, Preference
from bot.features.roster import store as kept
from bot.features.roster.registration import administration_of
from bot.features.roster.roster_file import Entry
from bot.storage import audit
from bot.storage.transaction import Row, Transaction
from bot.workshop.context import WorkshopContext
from bot.workshop.store import participant_from_row


@dataclass(frozen=True, slots=True)
class Member:
    """Someone in the workshop's server: their Discord id, user name, and the name they show."""

    discord_id: int
    username: str
    name: str


@dataclass(frozen=True, slots=True)
class Imported:
    """What a roster brought: people new to the workshop, moved to another delegation, and as they were."""

    new: list[Participant]
    moved: list[Participant]
    same: list[Participant]

    @property
    def everyone(self) -> list[Participant]:
        return [*self.new, *self.moved, *self.same]


async def assign(context: WorkshopContext, member: Member, administration: str, actor: str) -> Participant:
    """`member` belongs to `administration` from now on, approved; `NothingToDo` where they do already."""
    found = administration_of(context, administration)
    before = context.people.get(member.discord_id)
    if before and before.administration == found.code and before.status is Belonging.JOINED:
        raise NothingToDo

    def write(tx: Transaction) -> Row:
        row = kept.join(
            tx,
            context.id,
            member.discord_id,
            before.name if before else member.name,
            found.code,
            Belonging.JOINED.value,
            _language(context, member.discord_id, found.language),
            context.now(),
        )
        detail = f"{before.administration} -> {found.code}" if before else found.code
        audit.record(tx, context.id, context.now(), actor, "roster assign", row["name"], detail)
        return row

    row = await context.write(write)
    return _hold(context, participant_from_row(row))


async def approve(context: WorkshopContext, discord_id: int, name: str, actor: str) -> Participant:
    """The request of that person to join is granted; `NothingToDo` where they are in, `NotInWorkshop` without one."""
    who = _known(context, discord_id, name)
    if who.status is Belonging.JOINED:
        raise NothingToDo
    return await _set_status(context, who, Belonging.JOINED, actor, "roster approve")


async def remove(context: WorkshopContext, discord_id: int, name: str, actor: str) -> Participant:
    """That person takes part no more; what they did stays in the record. `NotInWorkshop` where they were not in."""
    return await _set_status(context, _known(context, discord_id, name), Belonging.REMOVED, actor, "roster remove")


async def bring_in(
    context: WorkshopContext, entries: Iterable[Entry], members: Iterable[Member], actor: str
) -> Imported:
    """Everyone of a roster joins their delegation, or nobody: `BadFile` names those who are not in the server."""
    found = _found(list(entries), list(members))
    imported = Imported([], [], [])

    def write(tx: Transaction) -> None:
        for entry, member in found:
            before = context.people.get(member.discord_id)
            row = kept.join(
                tx,
                context.id,
                member.discord_id,
                entry.name or (before.name if before else member.name),
                entry.administration,
                Belonging.JOINED.value,
                _language(context, member.discord_id, administration_of(context, entry.administration).language),
                context.now(),
            )
            if entry.email:
                kept.set_email(tx, row["id"], entry.email)
            _sort_in(imported, participant_from_row(row), before)
        counts = f"{len(imported.new)} new, {len(imported.moved)} moved, {len(imported.same)} as they were"
        audit.record(tx, context.id, context.now(), actor, "roster import", "", counts)

    await context.write(write)
    for who in imported.everyone:
        context.update_participant(who)
    return imported


def _found(entries: list[Entry], members: list[Member]) -> list[tuple[Entry, Member]]:
    by_id = {member.discord_id: member for member in members}
    by_username = {member.username.lower(): member for member in members}
    found, faults = [], []
    for entry in entries:
        member = by_id.get(entry.discord_id) if entry.discord_id else by_username.get(entry.username)
        if member is None:
            faults.append(Fault("not in server", str(entry.discord_id or entry.username), entry.line))
        else:
            found.append((entry, member))
    if faults:
        raise BadFile(faults)
    return found


def _sort_in(imported: Imported, who: Participant, before: Participant | None) -> None:
    if before is None:
        imported.new.append(who)
    elif before.administration != who.administration or before.status is not Belonging.JOINED:
        imported.moved.append(who)
    else:
        imported.same.append(who)


async def _set_status(
    context: WorkshopContext, who: Participant, status: Belonging, actor: str, action: str
) -> Participant:
    def write(tx: Transaction) -> Row:
        row = kept.set_status(tx, who.id, status.value)
        audit.record(tx, context.id, context.now(), actor, action, who.name, who.administration)
        return row

    row = await context.write(write)
    return _hold(context, participant_from_row(row))


def require_known(context: WorkshopContext, discord_id: int) -> None:
    """Raises `UnknownParticipant` where nobody of that Discord id has joined or asked to."""
    if discord_id not in context.people:
        raise UnknownParticipant(str(discord_id))


def _known(context: WorkshopContext, discord_id: int, name: str) -> Participant:
    who = context.people.get(discord_id)
    if who is None:
        raise NotInWorkshop(name)
    return who


def _hold(context: WorkshopContext, who: Participant) -> Participant:
    context.update_participant(who)
    return who


def _language(context: WorkshopContext, discord_id: int, spoken: str) -> str:
    """Their own choice, else what they were addressed in so far, else their administration's."""
    before = context.people.get(discord_id)
    chosen = context.preferences.get(discord_id, Preference()).language or (before.language if before else spoken)
    return chosen if chosen in context.workshop.languages else context.workshop.first_language
