"""Who may do what. Every command, button, menu and form passes here, whatever Discord's menus show."""

from __future__ import annotations

import discord

from bot.chat import places
from bot.chat.typed import name_of
from bot.domain.errors import AwaitingApproval, NotAllowed, NotJoined
from bot.services.people import Belonging, Participant, Person
from bot.services.room import Room

ALL = "all"
COORDINATOR = "coordinator"
FACILITATOR = "facilitator"
ORGANISER = "organiser"

NEEDS = "needs"
"""The key under which a command's `extras` name the role it needs."""
FOR_COORDINATORS = {NEEDS: COORDINATOR}
FOR_FACILITATORS = {NEEDS: FACILITATOR}
FOR_ORGANISERS = {NEEDS: ORGANISER}


def person_of(interaction: discord.Interaction, room: Room) -> Person:
    """Who presses or types, with the roles Discord tells us they have at this moment."""
    user = interaction.user
    held = {role.id for role in user.roles} if isinstance(user, discord.Member) else set()
    assert interaction.guild is not None
    organisers, facilitators = (places.role(room, interaction.guild, which) for which in (ORGANISER, FACILITATOR))
    may_manage = interaction.permissions.manage_guild or interaction.permissions.administrator
    organiser = may_manage or (organisers is not None and organisers.id in held)
    return Person(
        discord_id=user.id,
        name=name_of(user),
        locale=interaction.locale.value,
        organiser=organiser,
        facilitator=organiser or (facilitators is not None and facilitators.id in held),
    )


def require(room: Room, person: Person, needs: str) -> None:
    """Raises `NotAllowed`, or `NotJoined` where a delegation is what is missing."""
    if needs == ORGANISER and not person.organiser:
        raise NotAllowed(ORGANISER)
    if needs == FACILITATOR and not person.facilitator:
        raise NotAllowed(FACILITATOR)
    if needs == COORDINATOR:
        coordinator(room, person)


def coordinator(room: Room, person: Person) -> Participant:
    """Who `person` is in the workshop; `NotJoined`, or `AwaitingApproval`, where they are not in it yet."""
    known = room.people.get(person.discord_id)
    if known and known.status is Belonging.PENDING:
        raise AwaitingApproval
    found = room.participant(person.discord_id)
    if found is None:
        raise NotJoined
    return found
