"""Removes the coordinators' role from people who took part in an earlier edition and have not joined this one.

Some people keep it: those who have joined this edition or asked to, those who run it, and those who take part in
another workshop of the server. The present roles are fetched from Discord each time. Only the audit log is written.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field

import discord

from bot.chat import channel_bindings as places
from bot.chat.compat.long_rate_limits import LongRateLimit
from bot.chat.roles import members_of
from bot.core.people import Membership, Participant, Person
from bot.core.text import Text
from bot.storage import audit
from bot.storage.transaction import Transaction
from bot.workshop.context import WorkshopContext
from bot.workshop.editions import editions_before

COMMAND = "workshop status"


@dataclass(frozen=True, slots=True)
class FormerMember:
    """Someone who still has `roles` of an earlier edition. `group` is the group that they belonged to there."""

    member: discord.Member
    participant: Participant
    group: Text
    roles: tuple[discord.Role, ...]


@dataclass
class TakenOff:
    """The result, by person.

    `waiting`: people whose roles cannot be changed for `wait` seconds, because of Discord's rate limit.
    """

    done: list[FormerMember] = field(default_factory=list)
    returned: list[FormerMember] = field(default_factory=list)
    left: list[FormerMember] = field(default_factory=list)
    refused: list[FormerMember] = field(default_factory=list)
    waiting: list[FormerMember] = field(default_factory=list)
    wait: float = 0.0


async def find(context: WorkshopContext, guild: discord.Guild, loaded: Sequence[WorkshopContext]) -> list[FormerMember]:
    """The people whose roles can be removed, by name. `loaded`: every workshop that runs."""
    before = await editions_before(context, loaded)
    roles = _coordinators_roles([context, *before], guild)
    if not before or not roles:
        return []
    earlier = {edition.id for edition in before}
    others = [each for each in loaded if each.guild == guild.id and each.id not in earlier]
    stay = {id for each in (context, *others) for id in each.people}
    known = {
        id: (participant, edition)
        for edition in reversed(before)  # the latest edition counts
        for id, participant in edition.people.items()
        if participant.status is Membership.JOINED and id not in stay
    }
    found = []
    for member in await members_of(guild, known):
        worn = tuple(role for role in roles if role in member.roles)
        if worn and not _runs_it(context, member):
            participant, edition = known[member.id]
            group = edition.workshop.administration(participant.administration)
            found.append(FormerMember(member, participant, group.name if group else {}, worn))
    return sorted(found, key=lambda each: (each.participant.name.casefold(), each.member.id))


def print_of(people: Sequence[FormerMember]) -> str:
    """A hash that changes if other people or other roles are affected."""
    words = sorted(f"{each.member.id} {[role.id for role in each.roles]}" for each in people)
    return hashlib.sha256(" ".join(words).encode()).hexdigest()[:24]


def _coordinators_roles(editions: Sequence[WorkshopContext], guild: discord.Guild) -> list[discord.Role]:
    """The coordinators' roles of this edition and of earlier ones, which may have another name."""
    found = (places.role(edition, guild, "coordinator") for edition in editions)
    return list(dict.fromkeys(role for role in found if role and role not in _staff_roles(editions[0], guild)))


def _staff_roles(context: WorkshopContext, guild: discord.Guild) -> list[discord.Role]:
    roles = (places.role(context, guild, which) for which in ("organiser", "facilitator"))
    return [role for role in roles if role]


def _runs_it(context: WorkshopContext, member: discord.Member) -> bool:
    has_role = any(role in member.roles for role in _staff_roles(context, member.guild))
    return has_role or member.guild_permissions.manage_guild


async def take_off(context: WorkshopContext, people: Sequence[FormerMember], actor: Person) -> TakenOff:
    """Remove the roles one after the other: Discord limits how fast roles change. The audit log records from whom."""
    outcome, out_of_reach = TakenOff(), {role for each in people for role in each.roles if not role.is_assignable()}
    try:
        for number, each in enumerate(people):
            if each.member.id in context.people:  # they have joined in the meantime
                outcome.returned.append(each)
            elif out_of_reach.intersection(each.roles):
                outcome.refused.append(each)
            else:
                await _take_off(each, outcome, out_of_reach)
            if outcome.wait:
                outcome.waiting = list(people[number:])
                break
    finally:
        if outcome.done:
            await context.write(_note, context, outcome.done, actor)
    return outcome


async def _take_off(each: FormerMember, outcome: TakenOff, out_of_reach: set[discord.Role]) -> None:
    """`out_of_reach`: roles that the bot cannot remove. They are not tried again."""
    try:
        await each.member.remove_roles(*each.roles, reason=f"/{COMMAND}")
        outcome.done.append(each)
    except discord.NotFound:
        outcome.left.append(each)
    except LongRateLimit as limit:
        outcome.wait = limit.retry_after
    except discord.HTTPException as refused:
        if isinstance(refused, discord.Forbidden):
            out_of_reach.update(each.roles)
        outcome.refused.append(each)


def _note(tx: Transaction, context: WorkshopContext, people: Sequence[FormerMember], actor: Person) -> None:
    """Record it in the audit log with participant numbers: names would remain there after an erasure."""
    roles = ", ".join(sorted({f"@{role.name}" for each in people for role in each.roles}))
    numbers = ", ".join(str(each.participant.id) for each in people)
    audit.record(tx, context.id, context.now(), actor, COMMAND, roles, f"taken off participants {numbers}")
