"""The people of a rehearsal: invented coordinators of every administration, a facilitator and an organiser."""

import itertools
import random
from dataclasses import dataclass
from enum import Enum

from bot.core.programme import Administration, Workshop
from bot.i18n.language_codes import BRITISH, closest
from bot.rehearsal.words.names import InventedNames, name_of
from fakecord import DiscordServer, Guild, Person
from fakecord.rules.command_names import LOCALES


class Habit(Enum):
    PUNCTUAL = "comes on time"
    LATE = "comes late"
    ABSENT = "never comes"


@dataclass(eq=False)
class Coordinator:
    """One delegate: the administration, the language, and how punctual they are."""

    person: Person
    administration: Administration
    language: str
    habit: Habit
    leads: bool
    """Whether this one writes the key messages and endorses for the administration."""

    @property
    def name(self) -> str:
        return self.person.name


@dataclass(eq=False)
class Cast:
    organiser: Person
    facilitator: Person
    coordinators: list[Coordinator]

    def leads(self) -> list[Coordinator]:
        """The first coordinator of each administration."""
        return [c for c in self.coordinators if c.leads]

    def present(self) -> list[Coordinator]:
        """Everyone except those who never attend."""
        return [c for c in self.coordinators if c.habit is not Habit.ABSENT]


def discord_locale(language: str) -> str:
    """The Discord locale of somebody who speaks `language`."""
    return BRITISH if language == "en" else closest(language, LOCALES) or BRITISH


def make_cast(workshop: Workshop, server: DiscordServer, guild: Guild, participants: int, rng: random.Random) -> Cast:
    """Add `participants` coordinators to the server, spread over administrations and languages.

    One never attends, one in eight comes late, one does not accept direct messages.
    """
    delegations = _delegations(workshop, participants)
    names = InventedNames(rng)
    coordinators = []
    for number, (administration, leads) in enumerate(delegations):
        language = administration.language
        name = f"{administration.name[language]} – {names.of(administration, leads=leads)}"
        person = server.new_person(guild, name, locale=discord_locale(language), dms_open=number != 3)
        habit = Habit.LATE if number % 8 == 5 and not leads else Habit.PUNCTUAL
        coordinators.append(Coordinator(person, administration, language, habit, leads))
    followers = [c for c in coordinators if not c.leads]
    if followers:
        followers[-1].habit = Habit.ABSENT
    first = workshop.first_language
    facilitator = server.new_person(guild, name_of("facilitator", first), locale=discord_locale(first))
    return Cast(server.owner(guild), facilitator, coordinators)


def _delegations(workshop: Workshop, participants: int) -> list[tuple[Administration, bool]]:
    """For each coordinator, the administration and whether they are its first one."""
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
