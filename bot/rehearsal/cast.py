"""Who plays: invented coordinators of every administration, a facilitator and an organiser."""

from __future__ import annotations

import itertools
import random
from dataclasses import dataclass
from enum import Enum

from bot.core.programme import Administration, Workshop
from bot.rehearsal.names import CALLED_OTHERWISE, names
from fakecord import DiscordServer, Guild, Person

LOCALES = {"fr": "fr", "en": "en-GB", "pt": "pt-BR", "es": "es-ES"}


class Habit(Enum):
    PUNCTUAL = "comes on time"
    LATE = "comes late"
    ABSENT = "never comes"


@dataclass(eq=False)
class Coordinator:
    """One delegate: her administration, the language she reads, and how she comes to sessions."""

    person: Person
    administration: Administration
    language: str
    habit: Habit
    leads: bool
    """Whether she speaks for her administration."""

    @property
    def name(self) -> str:
        return self.person.name


@dataclass(eq=False)
class Cast:
    organiser: Person
    facilitator: Person
    coordinators: list[Coordinator]

    def leads(self) -> list[Coordinator]:
        """One for each administration."""
        return [c for c in self.coordinators if c.leads]

    def present(self) -> list[Coordinator]:
        """Those who come at all."""
        return [c for c in self.coordinators if c.habit is not Habit.ABSENT]


def gather(workshop: Workshop, server: DiscordServer, guild: Guild, participants: int, rng: random.Random) -> Cast:
    """`participants` coordinators, each language with its share of them, each administration with one at least.

    One never comes, one in eight comes late, one has closed her direct messages.
    """
    delegations = _delegations(workshop, participants)
    pools = {language: names(language, rng) for language in workshop.languages}
    coordinators = []
    for number, (administration, leads) in enumerate(delegations):
        language = administration.language
        name = CALLED_OTHERWISE if number == len(workshop.administrations) else next(pools[language])
        country = administration.name[language]
        locale = LOCALES.get(language, "en-GB")
        person = server.new_person(guild, f"{country} – {name}", locale=locale, dms_open=number != 3)
        habit = Habit.LATE if number % 8 == 5 and not leads else Habit.PUNCTUAL
        coordinators.append(Coordinator(person, administration, language, habit, leads))
    followers = [c for c in coordinators if not c.leads]
    if followers:
        followers[-1].habit = Habit.ABSENT
    facilitator = server.new_person(guild, "Facilitation – Théo Marchand", locale="fr")
    return Cast(server.owner(guild), facilitator, coordinators)


def _delegations(workshop: Workshop, participants: int) -> list[tuple[Administration, bool]]:
    """Whom each participant belongs to, and whether they are their administration's first."""
    found = [(administration, True) for administration in workshop.administrations[:participants]]
    by_language = {
        language: [a for a in workshop.administrations if a.language == language] for language in workshop.languages
    }
    turns = {language: itertools.cycle(theirs) for language, theirs in by_language.items() if theirs}
    count = {language: len(theirs) for language, theirs in by_language.items() if theirs}
    while len(found) < participants:
        least = min(count, key=lambda language: count[language])
        found.append((next(turns[least]), False))
        count[least] += 1
    return found
