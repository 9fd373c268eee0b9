"""Signing in, organisers' marks, and who was there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import aiosqlite

from bot.core.errors import (
    CodeNeeded,
    NotBegun,
    NothingToDo,
    SessionIsOver,
    SessionNotOpen,
    TextEmpty,
    WrongCode,
    WrongMomentCode,
)
from bot.core.people import Participant
from bot.core.programme import Administration
from bot.core.schedule import Slot
from bot.features.attendance import sign_in_codes
from bot.features.attendance import store as kept
from bot.features.attendance.model import Mark, Presence, Record, Sitting, Source, Standing, assess
from bot.features.roster import code_throttle as doorkeeper
from bot.features.roster import store as people_kept
from bot.storage import audit
from bot.workshop.context import Room, participant


@dataclass(frozen=True, slots=True)
class SignedIn:
    """The session signed in to, and when; `again` where they had been already."""

    slot: Slot
    at: datetime
    again: bool


@dataclass(frozen=True, slots=True)
class Attended:
    """One person's attendance of one session, and the organiser's mark where there is one."""

    who: Participant
    slot: Slot
    record: Record
    mark: Mark | None

    @property
    def corrected(self) -> bool:
        """Whether it was changed after the session had ended, and its attendance was settled."""
        at, ended = self.mark.at if self.mark else None, self.slot.ended_at
        return at is not None and ended is not None and at >= ended


@dataclass(frozen=True, slots=True)
class Roll:
    """Who was at one session: everyone's record, and the administrations with and without anyone there."""

    slot: Slot
    records: list[Attended]
    represented: list[Administration]
    missing: list[Administration]

    @property
    def present(self) -> int:
        return sum(it.record.represents for it in self.records)


async def sign_in(room: Room, who: Participant, code: str = "") -> SignedIn:
    """`who` is there from now to the session's end.

    With a `code`, that of the moment, it says that they hear the session wherever it is held. Raises
    `SessionNotOpen` where none takes names now, `CodeNeeded`, `WrongMomentCode`, `TooManyTries`.
    """
    slot = taking_names(room)
    if slot is None:
        upcoming = room.schedule.upcoming(room.now())
        raise SessionNotOpen(upcoming and upcoming.start - room.workshop.attendance.opens)
    if code:
        try:
            await doorkeeper.check(room, who.discord_id or 0, fits=sign_in_codes.fits(room, slot.id, code))
        except WrongCode:
            raise WrongMomentCode from None
    at, source = room.now(), Source.CODE if code else Source.BUTTON

    async def write(tx: aiosqlite.Connection) -> SignedIn:
        before = await kept.signed_in_at(tx, room.id, slot.id, who.id)
        if before is None and not code and room.workshop.attendance.code:
            raise CodeNeeded
        if before is None or code:
            await kept.sign_in(tx, room.id, slot.id, who.id, source, at)
        return SignedIn(slot, before or at, again=before is not None)

    signed = await room.database.write(write)
    room.noticed()
    return signed


def taking_names(room: Room) -> Slot | None:
    """The session one can sign in to: the one in progress, else the next once signing in has opened."""
    current = room.schedule.in_progress()
    if current:
        return current
    upcoming = room.schedule.upcoming(room.now())
    if upcoming and room.now() >= upcoming.start - room.workshop.attendance.opens:
        return upcoming
    return None


async def mark(room: Room, session: str, who: Participant, standing: Standing, reason: str, actor: str) -> Attended:
    """An organiser says what `who`'s attendance was, during the session or after it; and how it stood before.

    Raises `TextEmpty` without a reason, `SessionIsOver` for a cancelled session, `NotBegun` for one that nobody
    can have been at yet.
    """
    slot = room.schedule[session]
    if not reason.strip():
        raise TextEmpty
    if not slot.is_held:
        raise SessionIsOver(session)
    if not slot.has_begun and standing not in (Standing.EXCUSED, Standing.ABSENT):
        raise NotBegun
    it = Mark(standing, " ".join(reason.split()), actor, room.now())
    async with room.database.transaction() as tx:
        await kept.set_mark(tx, room.id, session, who.id, it)
        detail = f"{who.name}: {standing.value}: {it.reason}"
        await audit.record(tx, room.id, room.now(), actor, "attendance mark", session, detail)
    room.changed()
    return await attended(room, slot, who)


async def unmark(room: Room, session: str, who: Participant, actor: str) -> Attended:
    """Take a mark back; `NothingToDo` where there is none."""
    slot = room.schedule[session]
    async with room.database.transaction() as tx:
        if not await kept.remove_mark(tx, room.id, session, who.id):
            raise NothingToDo
        await audit.record(tx, room.id, room.now(), actor, "attendance mark", session, f"{who.name}: taken back")
    room.changed()
    return await attended(room, slot, who)


async def attended(room: Room, slot: Slot, who: Participant) -> Attended:
    """`who`'s attendance of `slot`."""
    presences = await kept.of_participant(room.database, room.id, who.id)
    mark = (await kept.marks_of(room.database, room.id, who.id)).get(slot.id)
    return _attended(room, slot, who, presences.get(slot.id, []), mark)


async def roll(room: Room, slot: Slot) -> Roll:
    """Everyone's attendance of `slot`, of those too who were there and are in the workshop no more."""
    presences = await kept.of_session(room.database, room.id, slot.id)
    marks = await kept.marks(room.database, room.id, slot.id)
    people = room.everyone()
    gone = (presences.keys() | marks.keys()) - {p.id for p in people}
    people += [participant(row) for row in await people_kept.no_longer_in(room.database, room.id, gone)]
    records = [_attended(room, slot, p, presences.get(p.id, []), marks.get(p.id)) for p in people]
    there = {it.who.administration for it in records if it.record.represents}
    administrations = room.workshop.administrations
    return Roll(
        slot,
        records,
        [a for a in administrations if a.code in there],
        [a for a in administrations if a.code not in there],
    )


async def own_record(room: Room, who: Participant) -> list[Attended]:
    """`who`'s attendance of each session that has begun."""
    presences = await kept.of_participant(room.database, room.id, who.id)
    marks = await kept.marks_of(room.database, room.id, who.id)
    return [
        _attended(room, slot, who, presences.get(slot.id, []), marks.get(slot.id))
        for slot in room.schedule.in_order()
        if slot.has_begun
    ]


def _attended(room: Room, slot: Slot, who: Participant, presences: list[Presence], mark: Mark | None) -> Attended:
    record = assess(presences, Sitting.of(slot, room.workshop.attendance), mark)
    return Attended(who, slot, record, mark)
