"""Finds the people who attended at least a given share of the sessions.

The share is the time that someone attended, divided by the total time from the opening to the end of all sessions that
have ended. A session from which someone is excused counts in the total, but not as attended.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.core.programme import Workshop
from bot.core.schedule import SessionStatus
from bot.export.certificates.own_name import own_name
from bot.export.store import ExportStore, Person
from bot.export.tables.register import Register, registers


@dataclass(frozen=True, slots=True)
class Held:
    """The sessions that have ended, their total time, and the local dates of the first and last."""

    registers: Sequence[Register]
    time: timedelta
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Attendee:
    """A person, the language that they read, and what they attended."""

    name: str
    administration: str
    language: str
    sessions: int
    time: timedelta


def read_held(store: ExportStore) -> Held | None:
    """None if no session has ended."""
    ended = [each for each in registers(store) if each.state.status is SessionStatus.ENDED]
    if not ended:
        return None
    time = sum((each.window.end - each.window.start for each in ended), timedelta())
    dates = [each.window.start.astimezone(store.workshop.zone).date() for each in ended]
    return Held(ended, time, min(dates), max(dates))


def attendees(store: ExportStore, held: Held, share: int) -> list[Attendee]:
    """Everyone who attended at least `share` per cent of the time, by administration in the file's order, then by name.

    A person whose data were erased has no name, and so no certificate.
    """
    place = {administration.code: number for number, administration in enumerate(store.workshop.administrations)}
    everyone = (_attendee(store.workshop, held.registers, person) for person in store.people() if person.name)
    found = [each for each in everyone if each.sessions and each.time * 100 >= held.time * share]
    return sorted(found, key=lambda each: (place.get(each.administration, len(place)), each.name.casefold()))


def _attendee(workshop: Workshop, registers: Iterable[Register], person: Person) -> Attendee:
    records = [record for register in registers if (record := register.record(person)) and record.attended]
    time = sum((record.time for record in records), timedelta())
    name = own_name(person.name, workshop.administration(person.administration))
    return Attendee(name, person.administration, language_of(workshop, person), len(records), time)


def language_of(workshop: Workshop, person: Person) -> str:
    """The person's own language; else that of their administration; else the workshop's first."""
    group = workshop.administration(person.administration)
    wanted = (person.language, group.language if group else "", workshop.first_language)
    return next(language for language in wanted if language in workshop.languages)
