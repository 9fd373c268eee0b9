"""A report of a meeting held elsewhere: read, matched with the participants, settled by hand, then applied whole.

What stands between reading and applying is a draft in the database: it survives a restart like everything else.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import timedelta
from typing import Any

from bot.core.errors import NotAnOption, NothingToDo, SessionIsOver
from bot.core.instants import format_utc, parse_utc
from bot.core.people import Participant
from bot.core.schedule import SessionState
from bot.core.text import fold
from bot.features.attendance import store as kept
from bot.features.attendance.errors import NotBegun
from bot.features.attendance.model import Presence, Sitting, Source, Span
from bot.features.attendance.name_matching import Naming
from bot.features.attendance.report_file import Attendee, Report, read_report, time_within
from bot.features.roster import store as kept_people
from bot.features.roster.registration import administration_of
from bot.storage import audit, drafts
from bot.storage.transaction import Transaction
from bot.workshop.context import WorkshopContext
from bot.workshop.store import participant_from_row


@dataclass(frozen=True, slots=True)
class Line:
    """Someone in the report: surely a participant (`who`), a guest of an administration, left out, or not settled.

    `candidates` are participants who may be meant, best first.
    """

    name: str
    email: str
    spans: tuple[tuple[str, str], ...]
    seconds: float
    who: int | None = None
    guest: str | None = None
    left_out: bool = False
    candidates: tuple[int, ...] = ()

    @property
    def settled(self) -> bool:
        return self.left_out or self.who is not None or self.guest is not None

    @property
    def time(self) -> timedelta:
        return timedelta(seconds=self.seconds)


@dataclass(frozen=True, slots=True)
class Draft:
    """A report that waits for its author's word. `zone` is the clock it was read on, None where it names one.

    `elsewhere` counts those who were there at another time only, `staff` interpreters and operators.
    """

    id: int
    session: str
    zone: str | None
    rows: int
    elsewhere: int
    staff: int
    lines: tuple[Line, ...]

    @property
    def open_lines(self) -> list[int]:
        """The numbers of those that are not settled."""
        return [number for number, line in enumerate(self.lines) if not line.settled]


@dataclass(frozen=True, slots=True)
class Applied:
    """What an import did: people it counted, guests it added, and the names it left out."""

    session: SessionState
    counted: int
    guests: list[Participant]
    left_out: list[str]


async def draft(context: WorkshopContext, session: str, content: bytes, author: int) -> Draft:
    """Read a report of `session` and match it. Raises `BadFile`, `SessionIsOver` for a cancelled one, `NotBegun`."""
    state = context.schedule[session]
    if not state.is_held:
        raise SessionIsOver(session)
    if not state.has_begun:
        raise NotBegun
    sitting = Sitting.of(state, context.workshop.attendance)
    held = (sitting.start, sitting.end)
    people = {p.id: p for p in context.all_participants()}
    emails = {fold(email): id for id, email in (await context.read(kept_people.emails, context.id)).items()}
    administrations = context.workshop.administrations

    def matched() -> tuple[Report, list[Line]]:
        report = read_report(content, context.workshop.zone, held)
        naming = Naming({id: p.name for id, p in people.items()}, administrations)
        there = [each for each in report.attendees if time_within(each.spans, held)]
        return report, [_matched(each, held, people, emails, naming) for each in there]

    report, lines = await asyncio.to_thread(matched)  # twenty thousand names take longer than others can wait
    found = Draft(0, session, report.zone, report.rows, len(report.attendees) - len(lines), report.staff, tuple(lines))
    id = await context.write(drafts.add, context.id, drafts.REPORT, author, _payload(found), context.now())
    return replace(found, id=id)


def _matched(
    it: Attendee, held: Span, people: Mapping[int, Participant], emails: Mapping[str, int], naming: Naming
) -> Line:
    """By address, else by name; a name of several people, or nearly of someone, is for a human to settle."""
    line = Line(
        it.name,
        it.email,
        tuple((format_utc(start), format_utc(end)) for start, end in it.spans),
        time_within(it.spans, held).total_seconds(),
    )
    by_email = emails.get(fold(it.email)) if it.email else None
    if by_email in people:
        return replace(line, who=by_email)
    place = naming.administration(it.name)
    sure, perhaps = naming.meant(it.name)
    fitting = [id for id in sure if place is None or people[id].administration == place.code]
    if len(fitting) == 1:
        return replace(line, who=fitting[0])
    if place and not sure and not perhaps:
        return replace(line, guest=place.code)
    return replace(line, candidates=tuple(dict.fromkeys([*sure, *perhaps])))


async def find(context: WorkshopContext, id: int) -> Draft:
    """The draft as it stands; `NothingToDo` where it was applied or left already."""
    payload = await context.read(drafts.one, context.id, drafts.REPORT, id)
    if payload is None:
        raise NothingToDo
    return _draft(id, payload)


async def settle(context: WorkshopContext, id: int, number: int, choice: str) -> Draft:
    """Say who the line of that number is: `p:12` a participant, `g:MW` a guest of an administration, `-` nobody.

    Raises `NotAnOption` where there is no such line, or the choice was not among those offered for it.
    """
    before = await find(context, id)
    if number >= len(before.lines):
        raise NotAnOption
    line = replace(before.lines[number], who=None, guest=None, left_out=False)
    kind, _colon, value = choice.partition(":")
    if kind == "p" and value in map(str, line.candidates):
        line = replace(line, who=int(value))
    elif kind == "g" and context.workshop.administration(value):
        line = replace(line, guest=value)
    elif choice == "-":
        line = replace(line, left_out=True)
    else:
        raise NotAnOption
    after = replace(before, lines=(*before.lines[:number], line, *before.lines[number + 1 :]))
    await context.write(drafts.change, context.id, drafts.REPORT, id, _payload(after))
    return after


async def leave(context: WorkshopContext, id: int) -> None:
    """Forget the draft."""
    await context.write(drafts.take, context.id, drafts.REPORT, id)


async def apply(context: WorkshopContext, id: int, actor: str) -> Applied:
    """Count what is settled, once, and leave the rest out; `NothingToDo` where that was done already."""

    def write(tx: Transaction) -> Applied:
        payload = drafts.take(tx, context.id, drafts.REPORT, id)
        if payload is None:
            raise NothingToDo
        found = _draft(id, payload)
        guests = _welcome(context, tx, found)
        counted = [(line, _who(line, guests)) for line in found.lines]
        rows = [(found.session, who, _presence(span)) for line, who in counted if who for span in line.spans]
        people = {who for _, who in counted if who}
        left_out = [line.name for line, who in counted if who is None]
        kept.add(tx, context.id, rows)
        detail = f"{len(people)} people, {len(guests)} of them new guests, {len(left_out)} left out"
        audit.record(tx, context.id, context.now(), actor, "attendance import", found.session, detail)
        return Applied(context.schedule[found.session], len(people), list(guests.values()), left_out)

    applied = await context.write(write)
    for guest in applied.guests:
        context.update_participant(guest)
    return applied


def _welcome(context: WorkshopContext, tx: Transaction, found: Draft) -> dict[tuple[str, str], Participant]:
    """The new guests of delegations, by name and administration: one for each, however many lines name them."""
    guests: dict[tuple[str, str], Participant] = {}
    for line in found.lines:
        if line.guest is not None and (fold(line.name), line.guest) not in guests:
            language = administration_of(context, line.guest).language
            row = kept_people.add_guest(
                tx, context.id, line.name, line.guest, language, line.email or None, context.now()
            )
            guests[fold(line.name), line.guest] = participant_from_row(row)
    return guests


def _who(line: Line, guests: Mapping[tuple[str, str], Participant]) -> int | None:
    return guests[fold(line.name), line.guest].id if line.guest is not None else line.who


def _presence(span: Sequence[str]) -> Presence:
    return Presence(parse_utc(span[0]), parse_utc(span[1]), Source.IMPORT)


def _payload(it: Draft) -> str:
    values = asdict(it)
    del values["id"]
    return json.dumps(values, ensure_ascii=False)


def _draft(id: int, payload: str) -> Draft:
    values: dict[str, Any] = json.loads(payload)
    lines = [
        Line(**{**each, "spans": tuple(map(tuple, each["spans"])), "candidates": tuple(each["candidates"])})
        for each in values["lines"]
    ]
    return Draft(id, **{**values, "lines": tuple(lines)})
