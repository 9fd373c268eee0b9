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
"""The key under which they say that it may be used while the workshop is bound to no server."""


def person_of(interaction: discord.Interaction, context: WorkshopContext) -> Person:
    """The person of an interaction, with the roles that Discord says they have at this moment."""
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
    """Whether they hold the role `which` in the workshop's server. Before setup has chosen one, no role counts."""
    if not isinstance(user, discord.Member) or user.guild.id != context.guild:
        return False
    return places.holds_role(context, user, which)


def require(context: WorkshopContext, person: Person, needs: str) -> None:
    """Raises `NotAllowed`; or what `coordinator` raises, if the person belongs to no delegation."""
    if needs == ORGANISER and not person.organiser:
        raise NotAllowed(ORGANISER)
    if needs == FACILITATOR and not person.facilitator:
        raise NotAllowed(FACILITATOR)
    if needs == COORDINATOR:
        coordinator(context, person)


def coordinator(context: WorkshopContext, person: Person) -> Participant:
    """The participant that `person` is. Raises `NotJoined`, `GroupGone`, or `AwaitingApproval` where they asked."""
    known = context.people.get(person.discord_id)
    if known and known.status is Membership.PENDING:
        raise AwaitingApproval
    found = context.participant(person.discord_id)
    if found is None:
        raise NotJoined
    if context.workshop.administration(found.administration) is None:
        raise GroupGone
    return found
