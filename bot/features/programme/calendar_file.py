"""The programme as an iCalendar file (RFC 5545): a pure function, in the reader's language first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from bot.core.programme import Workshop
from bot.core.schedule import Schedule, Slot
from bot.i18n.catalogue import Phrases, phrases

if TYPE_CHECKING:
    from icalendar import Event

PRODUCT = "-//Atelier//Atelier//EN"


@dataclass(frozen=True, slots=True)
class Venue:
    """Where sessions are held that have no link of their own."""

    name: str
    url: str


def calendar(
    _: Phrases, schedule: Schedule, sequences: Mapping[str, int], guild: int, venue: Venue, now: datetime
) -> bytes:
    """Every session, the cancelled ones marked; `sequences` are the revisions of each."""
    from icalendar import Calendar  # a hundred modules, which the start need not wait for

    workshop, file = schedule.workshop, Calendar()
    title = _.of(workshop.title)
    for name, value in {
        "prodid": PRODUCT,
        "version": "2.0",
        "calscale": "GREGORIAN",
        "method": "PUBLISH",
        "name": title,
        "x-wr-calname": title,
        "x-wr-timezone": workshop.timezone,
    }.items():
        file.add(name, value)
    for slot in schedule.in_order():
        file.add_component(_event(_, schedule, slot, sequences.get(slot.id, slot.moves), guild, venue, now))
    file.add_missing_timezones(*_years(schedule))
    return bytes(file.to_ical())


def _years(schedule: Schedule) -> tuple[date, date]:
    """Whole years around the sessions, so that the zone's rules have both their summer and their winter time."""
    slots = schedule.in_order()
    return date(slots[0].start.year - 1, 1, 1), date(slots[-1].end.year + 2, 1, 1)


def _event(_: Phrases, schedule: Schedule, slot: Slot, sequence: int, guild: int, venue: Venue, now: datetime) -> Event:
    from icalendar import Event

    workshop, event = schedule.workshop, Event()
    link = schedule.link_of(slot)
    for name, value in {
        "uid": f"{slot.id}.{workshop.id}.{guild}@atelier",
        "dtstamp": now,
        "sequence": sequence,
        "dtstart": slot.start.astimezone(workshop.zone),
        "dtend": slot.end.astimezone(workshop.zone),
        "summary": _summary(_, workshop, slot),
        "description": "\n\n".join(_about(each, slot, link or venue.url) for each in _languages(_, workshop)),
        "location": link or venue.name,
        "url": link or venue.url,
        "status": "CONFIRMED" if slot.is_held else "CANCELLED",
        "transp": "OPAQUE" if slot.is_held else "TRANSPARENT",
    }.items():
        event.add(name, value)
    return event


def _languages(_: Phrases, workshop: Workshop) -> list[Phrases]:
    """The workshop's, the reader's own first."""
    others = [phrases(each) for each in workshop.languages if each != _.language]
    return [_, *others] if _.language in workshop.languages else others


def _summary(_: Phrases, workshop: Workshop, slot: Slot) -> str:
    """The title in each language, once where it is the same: `Ouverture / Opening`."""
    titles = " / ".join(dict.fromkeys(each.of(slot.session.title) for each in _languages(_, workshop)))
    return titles if slot.is_held else _("Cancelled: %(session)s", session=titles)


def _about(_: Phrases, slot: Slot, link: str) -> str:
    session = slot.session
    lines = [_.of(session.title)]
    if not slot.is_held:
        lines.append(_("This session is cancelled."))
    if session.description:
        lines.append(_.of(session.description))
    if session.speakers:
        lines.append(_("Speakers: %(names)s", names=", ".join(session.speakers)))
    lines.append(_("It is held here: %(link)s", link=link))
    return "\n".join(lines)
