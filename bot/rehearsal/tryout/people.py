"""The people of a tryout: those who can be played, and those who are simulated."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.core.programme import Administration, Workshop
from bot.core.text import Text
from bot.rehearsal.cast import Cast, Coordinator, discord_locale, make_cast
from bot.rehearsal.environment import Environment
from bot.rehearsal.tryout.labels import label
from bot.rehearsal.words.names import InventedNames, name_of
from fakecord import Person
from fakecord.page.host import PageUser

PLAYED = 4
"""How many coordinators can be played. Half of them speak another language, if the workshop has several."""
PARTICIPANTS = 14


@dataclass(eq=False)
class People:
    """`cast` holds all coordinators. `assistant` cannot be played, and does the organiser's tedious work."""

    cast: Cast
    played: list[Coordinator]
    newcomer: Person
    assistant: Person
    users: list[PageUser]
    """The people who can be played, in the order of the menu."""

    @property
    def others(self) -> list[Coordinator]:
        """The coordinators who cannot be played."""
        return [each for each in self.cast.coordinators if each not in self.played]


def gather(environment: Environment, participants: int, rng: random.Random, language: str) -> People:
    """Add everyone to the server. `language` is the facilitator's; at least `PLAYED` coordinators come."""
    workshop, server, guild = environment.workshop, environment.server, environment.guild
    cast = make_cast(workshop, server, guild, max(participants, PLAYED), rng)
    cast.facilitator.user.locale = discord_locale(language)
    played = _played(workshop, cast)
    other = next((each for each in workshop.languages if each != language), language)
    name = InventedNames(random.Random(0)).in_language(other)
    newcomer = server.new_person(guild, name, locale=discord_locale(other))
    assistant = server.new_person(guild, name_of("assistant", language), locale=discord_locale(language))
    users = _users(workshop, cast, played, newcomer)
    return People(cast, played, newcomer, assistant, users)


def _played(workshop: Workshop, cast: Cast) -> list[Coordinator]:
    """The first coordinators of the first two languages. They are of one language if others have too few."""
    open_ones = [each for each in cast.coordinators if each.person.user.dms_open]
    share = PLAYED // len(workshop.languages[:2])
    first = [each for code in workshop.languages[:2] for each in [c for c in open_ones if c.language == code][:share]]
    return [*first, *(each for each in cast.coordinators if each not in first)][:PLAYED]


def _users(workshop: Workshop, cast: Cast, played: Sequence[Coordinator], newcomer: Person) -> list[PageUser]:
    coordinators = [PageUser(c.person, _coordinator(c.administration), c.administration.timezone) for c in played]
    return [
        PageUser(cast.organiser, label(lambda _: _("Organiser")), workshop.timezone),
        PageUser(cast.facilitator, label(lambda _: _("Facilitator")), workshop.timezone),
        *coordinators,
        PageUser(newcomer, label(lambda _: _("Somebody new")), coordinators[-1].zone),
    ]


def _coordinator(administration: Administration) -> Text:
    name: Mapping[str, str] = administration.name
    return label(lambda _: _("Coordinator, %(administration)s", administration=_.of(name)))
