"""Who may do what. Every command, button, menu and form is checked here, whatever Discord's menus show."""

import discord

from bot.chat import channel_bindings as places
from bot.chat.input_cleaning import name_of
from bot.core.errors import AwaitingApproval, GroupGone, NotAllowed, NotJoined
from bot.core.people import Membership, Participant, Person
from bot.workshop.context import WorkshopContext

ALL = "all"
COORDINATOR = "coordinator"
FACILITATOR = "facilitator"
ORGANISER = "organiser"

NEEDS = "needs"
"""The key under which a command's `extras` name the role it needs."""
BEFORE_SETUP = "before setup"
"""The key under which they say that it may be used before the workshop is bound to a server."""


def person_of(interaction: discord.Interaction, context: WorkshopContext) -> Person:
    """The person of an interaction, with their roles at this moment, as Discord sends them."""
    user, permissions = interaction.user, interaction.permissions
    organiser = permissions.manage_guild or permissions.administrator or _has(user, context, ORGANISER)
    return Person(
        discord_id=user.id,
        name=name_of(user),
        locale=interaction.locale.value,
        organiser=organiser,
        facilitator=organiser or _has(user, context, FACILITATOR),
    )


def _has(user: discord.User | discord.Member, context: WorkshopContext, which: str) -> bool:
    """Whether they have the role `which` in the workshop's server. Before setup has chosen a role, no role counts."""
    if not isinstance(user, discord.Member) or user.guild.id != context.guild:
        return False
    return places.holds_role(context, user, which)


def require(context: WorkshopContext, person: Person, needs: str) -> None:
    """Raises `NotAllowed` if the person lacks the role `needs`, or what `coordinator` raises if they belong to no
    delegation.
    """
    if needs == ORGANISER and not person.organiser:
        raise NotAllowed(ORGANISER)
    if needs == FACILITATOR and not person.facilitator:
        raise NotAllowed(FACILITATOR)
    if needs == COORDINATOR:
        coordinator(context, person)


def coordinator(context: WorkshopContext, person: Person) -> Participant:
    """`person` as a participant. Raises `NotJoined`, `GroupGone`, or `AwaitingApproval` if they have asked to join."""
    known = context.people.get(person.discord_id)
    if known and known.status is Membership.PENDING:
        raise AwaitingApproval
    found = context.participant(person.discord_id)
    if found is None:
        raise NotJoined
    if context.workshop.administration(found.administration) is None:
        raise GroupGone
    return found
