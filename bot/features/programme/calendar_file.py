"""The programme as an iCalendar file (RFC 5545), in every language of the workshop, the reader's first.

Times are UTC instants: calendar programs convert them to the reader's zone. A time zone in such a file would need its
own rules, and a library's rules can be wrong for some weeks, for example for Morocco in Ramadan.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from bot.core.programme import Workshop
from bot.core.schedule import Schedule, SessionState
from bot.i18n.catalogue import Phrases, phrases

if TYPE_CHECKING:
    from icalendar import Event

PRODUCT = "-//Atelier//Atelier//EN"


@dataclass(frozen=True, slots=True)
class Venue:
    """The place of sessions without their own link."""

    name: str
    url: str


def render(
    _: Phrases, schedule: Schedule, sequences: Mapping[str, int], guild: int, venue: Venue, now: datetime
) -> bytes:
    """The file with every session. Cancelled sessions are marked as cancelled.

    `sequences` has the sequence number of each session, by id. `guild` is the Discord server's id, part of each entry's
    UID; `now` becomes its DTSTAMP.
    """
    from icalendar import Calendar  # imported here: a hundred modules, which the start does not need

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
    for state in schedule.in_order():
        file.add_component(_event(_, schedule, state, sequences.get(state.id, state.moves), guild, venue, now))
    return bytes(file.to_ical())


def _event(
    _: Phrases, schedule: Schedule, state: SessionState, sequence: int, guild: int, venue: Venue, now: datetime
) -> Event:
    from icalendar import Event

    workshop, event = schedule.workshop, Event()
    link = schedule.link_of(state)
    for name, value in {
        "uid": f"{state.id}.{workshop.id}.{guild}@atelier",
        "dtstamp": now,
        "sequence": sequence,
        "dtstart": state.start,
        "dtend": state.end,
        "summary": _summary(_, workshop, state),
        "description": "\n\n".join(_description(each, state, link or venue.url) for each in _languages(_, workshop)),
        "location": link or venue.name,
        "url": link or venue.url,
        "status": "CONFIRMED" if state.is_held else "CANCELLED",
        "transp": "OPAQUE" if state.is_held else "TRANSPARENT",
    }.items():
        event.add(name, value)
    return event


def _languages(_: Phrases, workshop: Workshop) -> list[Phrases]:
    """The workshop's languages, the reader's own first."""
    others = [phrases(each) for each in workshop.languages if each != _.language]
    return [_, *others] if _.language in workshop.languages else others


def _summary(_: Phrases, workshop: Workshop, state: SessionState) -> str:
    """The title in each language; equal titles once: `Ouverture / Opening`."""
    titles = " / ".join(dict.fromkeys(each.of(state.session.title) for each in _languages(_, workshop)))
    return titles if state.is_held else _("Cancelled: %(session)s", session=titles)


def _description(_: Phrases, state: SessionState, link: str) -> str:
    """The session's description, in one language."""
    session = state.session
    lines = [_.of(session.title)]
    if not state.is_held:
        lines.append(_("This session is cancelled."))
    if session.description:
        lines.append(_.of(session.description))
    if session.speakers:
        lines.append(_("Speakers: %(names)s", names=", ".join(session.speakers)))
    lines.append(_("It is held here: %(link)s", link=link))
    return "\n".join(lines)
