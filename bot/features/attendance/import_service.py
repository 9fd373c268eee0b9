"""Imports a report of a meeting held elsewhere.

Reads it, matches its names, lets an organiser settle them, applies it.
"""

import asyncio
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import tzinfo

from bot.core.csv_tables import decode
from bot.core.errors import NotAnOption, NothingToDo, SessionIsOver
from bot.core.people import Participant, Person
from bot.core.text import fold
from bot.features.attendance import import_store, store
from bot.features.attendance.errors import SessionNotBegun, UnknownZone
from bot.features.attendance.import_model import ImportDraft, ImportResult, ReportLine
from bot.features.attendance.model import AttendanceWindow, NewPresence, Presence, PresenceSource, TimeSpan
from bot.features.attendance.name_matching import NameMatcher
from bot.features.attendance.report_attendees import Attendee
from bot.features.attendance.report_file import read_report
from bot.features.attendance.report_model import Skipped
from bot.features.attendance.report_spans import time_within
from bot.features.attendance.report_zones import zone_named
from bot.features.roster import store as roster_store
from bot.features.roster.registration import find_administration
from bot.storage import audit
from bot.storage.transaction import Transaction
from bot.workshop.context import WorkshopContext

GuestKey = tuple[str, str]
"""A guest's name without accents and case, and the code of their administration."""


async def create_draft(context: WorkshopContext, session: str, content: bytes, author: int) -> ImportDraft:
    """Read a report of `session` and match its names with the participants. `author` is a Discord id.

    Raises `BadFile`; `SessionIsOver` for a cancelled session; `SessionNotBegun`.
    """
    state = context.schedule[session]
    if not state.is_held:
        raise SessionIsOver(session)
    if not state.has_begun:
        raise SessionNotBegun
    draft = await _read(context, session, content)
    id = await context.write(import_store.add_draft, context.id, author, draft, context.now())
    return replace(draft, id=id)


async def set_zone(context: WorkshopContext, id: int, zone: str) -> ImportDraft:
    """Interpret the times of the report in `zone`, as an organiser typed it. Settled lines stay settled.

    Raises `NothingToDo` if the draft is gone or its times state their zone, `UnknownZone`, `BadFile`.
    """
    given = zone_named(zone)
    if given is None:
        raise UnknownZone(zone)
    before = await find_draft(context, id)
    if not before.file:
        raise NothingToDo
    again = await _read(context, before.session, before.file.encode(), given)
    settled = {(line.name, line.email): line for line in before.lines if line.settled}
    lines = [_settled_as(line, settled.get((line.name, line.email), line)) for line in again.lines]
    after = replace(again, id=id, lines=tuple(lines))
    await context.write(import_store.update_draft, context.id, after)
    return after


def _settled_as(line: ReportLine, before: ReportLine) -> ReportLine:
    return replace(line, participant=before.participant, guest_of=before.guest_of, left_out=before.left_out)


async def _read(context: WorkshopContext, session: str, content: bytes, given: tzinfo | None = None) -> ImportDraft:
    """Read and match a report. `given` is the time zone that an organiser entered, if any."""
    window = AttendanceWindow.of(context.schedule[session], context.workshop.attendance)
    hours = (window.start, window.end)
    people = {p.id: p for p in context.all_participants()}
    owners: dict[str, list[int]] = defaultdict(list)
    for participant, email in (await context.read(roster_store.emails, context.id)).items():
        if participant in people:
            owners[fold(email)].append(participant)
    administrations = context.workshop.administrations

    def read_and_match() -> ImportDraft:
        report = read_report(content, context.workshop.zone, hours, given)
        matcher = NameMatcher({id: p.name for id, p in people.items()}, administrations)
        in_session = [attendee for attendee in report.attendees if time_within(attendee.spans, hours)]
        lines = tuple(_match(attendee, hours, people, owners, matcher) for attendee in in_session)
        outside = sum(each.rows for each in report.attendees) - sum(line.rows for line in lines)
        skipped = {**report.skipped, Skipped.OUTSIDE: outside}
        file = decode(content) if report.zone else ""
        return ImportDraft(0, session, report.zone, report.rows, skipped, lines, file)

    return await asyncio.to_thread(read_and_match)  # in a thread: 20,000 names take seconds


def _match(
    attendee: Attendee,
    hours: TimeSpan,
    people: Mapping[int, Participant],
    owners: Mapping[str, list[int]],
    matcher: NameMatcher,
) -> ReportLine:
    """Match by e-mail address, else by name. Ambiguous or merely similar names are left to an organiser.

    If two names share an address, they are two people if both are participants' names. Otherwise the address is
    ignored.
    """
    name, said = attendee.name, matcher.administration(attendee.name)
    guess = None if said else matcher.guess(name)
    by_email = owners.get(fold(attendee.email), [])
    exact, similar = matcher.people(name)
    if guess and not exact:
        exact = [id for id in matcher.people_without_guess(name) if people[id].administration == guess.code]
    fitting = [id for id in exact if said is None or people[id].administration == said.code]
    line = ReportLine(
        name,
        attendee.email,
        tuple(attendee.spans),
        time_within(attendee.spans, hours),
        candidates=tuple(dict.fromkeys([*by_email, *exact, *similar])),
        guess=guess.code if guess else None,
        rows=attendee.rows,
    )
    if len(by_email) == 1 and not attendee.shares_address and (by_email[0] in exact or not fitting):
        return replace(line, participant=by_email[0])
    if len(fitting) == 1 and (attendee.shares_address or not by_email or fitting[0] in by_email):
        return replace(line, participant=fitting[0])
    if said and not line.candidates and not attendee.shares_address:
        return replace(line, guest_of=said.code)
    return line


async def find_draft(context: WorkshopContext, id: int) -> ImportDraft:
    """Raises `NothingToDo` if the draft was applied or discarded."""
    draft = await context.read(import_store.find_draft, context.id, id)
    if draft is None:
        raise NothingToDo
    return draft


async def settle(context: WorkshopContext, id: int, index: int, choice: str) -> ImportDraft:
    """Settle one line: `p:12` is participant 12, `g:MW` a guest of the administration MW, `-` leaves it out.

    Raises `NotAnOption` if there is no such line, or the choice was not offered for it.
    """
    before = await find_draft(context, id)
    line = replace(before.line(index), participant=None, guest_of=None, left_out=False)
    kind, _colon, value = choice.partition(":")
    if kind == "p" and value in map(str, line.candidates):
        line = replace(line, participant=int(value))
    elif kind == "g" and context.workshop.administration(value):
        line = replace(line, guest_of=value)
    elif choice == "-":
        line = replace(line, left_out=True)
    else:
        raise NotAnOption
    after = before.with_line(index, line)
    await context.write(import_store.update_draft, context.id, after)
    return after


async def discard(context: WorkshopContext, id: int) -> None:
    await context.write(import_store.take_draft, context.id, id)


async def apply(context: WorkshopContext, id: int, actor: Person) -> ImportResult:
    """Store the presences of the settled lines and leave out the others.

    Raises `NothingToDo` if the draft was applied or discarded: a draft is applied once.
    """

    def write(tx: Transaction) -> ImportResult:
        draft = import_store.take_draft(tx, context.id, id)
        if draft is None:
            raise NothingToDo
        guests = _add_guests(context, tx, draft)
        matched = [(line, _participant_id(line, guests)) for line in draft.lines]
        presences = [
            NewPresence(draft.session, participant, Presence(start, end, PresenceSource.IMPORT))
            for line, participant in matched
            if participant is not None
            for start, end in line.spans
        ]
        store.add_presences(tx, context.id, presences)
        counted = {participant for _, participant in matched if participant is not None}
        left_out = [line.name for line, participant in matched if participant is None]
        detail = f"{len(counted)} people, {len(guests)} of them new guests, {len(left_out)} left out"
        audit.record(tx, context.id, context.now(), actor, "attendance import", draft.session, detail)
        return ImportResult(context.schedule[draft.session], len(counted), list(guests.values()), left_out)

    result = await context.write(write)
    for guest in result.guests:
        context.update_participant(guest)
    return result


def _add_guests(context: WorkshopContext, tx: Transaction, draft: ImportDraft) -> dict[GuestKey, Participant]:
    """Insert the new guests. Several lines with the same name and administration are one guest."""
    guests: dict[GuestKey, Participant] = {}
    for line in draft.lines:
        if line.guest_of is not None and (fold(line.name), line.guest_of) not in guests:
            language = find_administration(context, line.guest_of).language
            guests[fold(line.name), line.guest_of] = roster_store.add_guest(
                tx, context.id, line.name, line.guest_of, language, line.email or None, context.now()
            )
    return guests


def _participant_id(line: ReportLine, guests: Mapping[GuestKey, Participant]) -> int | None:
    return guests[fold(line.name), line.guest_of].id if line.guest_of is not None else line.participant
