"""A change of programme: what it would do, shown before it is done, and done once."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.core.errors import BadTime, NothingToDo
from bot.core.instants import format_utc, parse_utc
from bot.core.people import Person
from bot.core.programme import Administration, Workshop
from bot.core.schedule import Difference, Schedule, SessionState, cancelled, delayed, differences, moved, overlaps
from bot.features.programme import session_service as sessions
from bot.storage import drafts
from bot.storage.transaction import Transaction
from bot.workshop.context import WorkshopContext

EARLIEST, LATEST = time(7), time(22)
"""A session should fall between these for everyone, on their own clock."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A change of programme that waits for its author's word."""

    verb: str
    session: str
    minutes: int = 0
    cascade: bool = True
    start: datetime | None = None

    def made(self, schedule: Schedule) -> Schedule:
        """The programme after it; `SessionIsOver` where it is too late for that."""
        match self.verb:
            case "delay":
                return delayed(schedule, self.session, timedelta(minutes=self.minutes), cascade=self.cascade)
            case "move":
                assert self.start is not None
                return moved(schedule, self.session, self.start)
            case _:
                return cancelled(schedule, self.session)

    @property
    def detail(self) -> str:
        """For the audit log."""
        if self.verb == "delay":
            return f"{self.minutes:+} min" + (", with what follows" if self.cascade else "")
        return format_utc(self.start) or ""

    def to_json(self, seen: str) -> str:
        it = {"verb": self.verb, "session": self.session, "minutes": self.minutes, "cascade": self.cascade}
        return json.dumps(it | {"start": format_utc(self.start), "seen": seen})


class ChangedMeanwhile(Exception):
    """The programme is no longer as it was when the change was shown."""


async def propose(context: WorkshopContext, person: Person, proposal: Proposal) -> tuple[int, Preview]:
    """Keep `proposal` until it is confirmed; its number and what it would do. `NothingToDo` where that is nothing."""
    after = _made(context, proposal, context.schedule)
    it = preview(context.schedule, after)
    if not it.touched:
        raise NothingToDo
    payload = proposal.to_json(fingerprint(context.schedule, after))

    def write(tx: Transaction) -> tuple[int, Preview]:
        return drafts.add(tx, context.id, drafts.CHANGE, person.discord_id, payload, context.now()), it

    return await context.write(write)


async def proposed(context: WorkshopContext, id: int) -> tuple[Proposal, str]:
    """What was proposed, and how it was shown; `NothingToDo` where it was confirmed or left already."""
    payload = await context.read(drafts.one, context.id, drafts.CHANGE, id)
    if payload is None:
        raise NothingToDo
    it = json.loads(payload)
    return Proposal(it["verb"], it["session"], it["minutes"], it["cascade"], parse_utc(it["start"])), it["seen"]


async def apply(context: WorkshopContext, id: int, actor: str) -> list[Difference]:
    """Make the proposed change, once. Raises `ChangedMeanwhile` where it would do something else than was shown."""
    proposal, seen = await proposed(context, id)

    def change(before: Schedule) -> Schedule:
        after = _made(context, proposal, before)
        if fingerprint(before, after) != seen:
            raise ChangedMeanwhile
        return after

    action = f"schedule {proposal.verb}"
    return await sessions.change(context, change, actor, action, proposal.session, proposal.detail, draft=id)


async def leave(context: WorkshopContext, id: int) -> None:
    """Let a proposal go."""
    await context.write(drafts.take, context.id, drafts.CHANGE, id)


def _made(context: WorkshopContext, proposal: Proposal, before: Schedule) -> Schedule:
    """The programme after `proposal`; `BadTime` where a session would have to begin in the past."""
    after = proposal.made(before)
    for each in differences(before, after):
        if each.after.is_ahead and each.after.start != each.before.start and each.after.start <= context.now():
            raise BadTime(f"{each.after.start.astimezone(context.workshop.zone):%H:%M}", "past")
    return after


def fingerprint(before: Schedule, after: Schedule) -> str:
    """Stands for a change as it is shown: another one of the same sessions has another."""
    shown = [(d.after.id, d.before.start, d.before.end, d.after) for d in differences(before, after)]
    return hashlib.sha256(repr(shown).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Warnings:
    """What is odd about a programme after a change."""

    overlapping: list[tuple[SessionState, SessionState]]
    at_night: list[tuple[SessionState, Administration]]
    clock_change: list[tuple[SessionState, Administration]]
    """The clocks change during the session, or between its old day and its new one."""


@dataclass(frozen=True, slots=True)
class Preview:
    """Each session touched, before and after; the zones where it is earliest and latest; what to beware of."""

    touched: list[Difference]
    first_zone: str
    last_zone: str
    warnings: Warnings


def preview(before: Schedule, after: Schedule) -> Preview:
    touched = differences(before, after)
    held = [each.after for each in touched if each.after.is_held]
    at = held[0].start if held else touched[0].before.start if touched else before.workshop.starts
    zones = zones_in_order(before.workshop, at)
    return Preview(touched, zones[0], zones[-1], _warnings(after, [each for each in touched if each.after.is_held]))


def zones_in_order(workshop: Workshop, at: datetime) -> list[str]:
    """The administrations' zones, from where the clock is earliest to where it is latest; else the workshop's own."""
    zones = {a.timezone for a in workshop.administrations} or {workshop.timezone}
    return sorted(zones, key=lambda zone: (at.astimezone(ZoneInfo(zone)).utcoffset(), zone))


def _warnings(after: Schedule, touched: Sequence[Difference]) -> Warnings:
    held = [each.after for each in touched]
    ids = {state.id for state in held}
    workshop = after.workshop
    administrations, here = workshop.administrations, workshop.timezone
    return Warnings(
        overlapping=[pair for pair in overlaps(after) if {pair[0].id, pair[1].id} & ids],
        at_night=[(state, a) for state in held for a in administrations if _at_night(state, a)],
        clock_change=[(it.after, a) for it in touched for a in administrations if _changes_clock(it, a.timezone, here)],
    )


def _at_night(state: SessionState, administration: Administration) -> bool:
    zone = ZoneInfo(administration.timezone)
    start, end = state.start.astimezone(zone), state.end.astimezone(zone)
    return start.time() < EARLIEST or end.time() > LATEST or start.date() != end.date()


def _changes_clock(it: Difference, there: str, here: str) -> bool:
    """During the session; or so that its hour there moves otherwise than the workshop's own."""
    during = _offset(it.after.start, there) != _offset(it.after.end, there)
    apart = [_offset(at, there) - _offset(at, here) for at in (it.before.start, it.after.start)]
    return during or apart[0] != apart[1]


def _offset(at: datetime, zone: str) -> timedelta:
    return at.astimezone(ZoneInfo(zone)).utcoffset() or timedelta()
