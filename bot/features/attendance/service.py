"""Signing in, organisers' marks, and who was there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.core.errors import CodeNeeded, NothingToDo, SessionIsOver, TextEmpty, WrongCode
from bot.core.people import Participant
from bot.core.programme import Administration
from bot.core.schedule import SessionState
from bot.features.attendance import sign_in_codes
from bot.features.attendance import store as kept
from bot.features.attendance.errors import NotBegun, SessionNotOpen, WrongMomentCode
from bot.features.attendance.model import Mark, Presence, Record, Sitting, Source, Standing, assess
from bot.features.roster import code_throttle as doorkeeper
from bot.features.roster import store as people_kept
from bot.storage import audit
from bot.storage.transaction import Transaction
from bot.workshop.context import WorkshopContext
from bot.workshop.store import participant_from_row


@dataclass(frozen=True, slots=True)
class SignedIn:
    """The session signed in to, and when; `again` where they had been already."""

    state: SessionState
    at: datetime
    again: bool


@dataclass(frozen=True, slots=True)
class Attended:
    """One person's attendance of one session, and the organiser's mark where there is one."""

    who: Participant
    state: SessionState
    record: Record
    mark: Mark | None

    @property
    def corrected(self) -> bool:
        """Whether it was changed after the session had ended, and its attendance was settled."""
        at, ended = self.mark.at if self.mark else None, self.state.ended_at
        return at is not None and ended is not None and at >= ended


@dataclass(frozen=True, slots=True)
class Roll:
    """Who was at one session: everyone's record, and the administrations with and without anyone there."""

    state: SessionState
    records: list[Attended]
    represented: list[Administration]
    missing: list[Administration]

    @property
    def present(self) -> int:
        return sum(it.record.represents for it in self.records)


async def sign_in(context: WorkshopContext, who: Participant, code: str = "") -> SignedIn:
    """`who` is there from now to the session's end.

    With a `code`, that of the moment, it says that they hear the session wherever it is held. Raises
    `SessionNotOpen` where none takes names now, `CodeNeeded`, `WrongMomentCode`, `TooManyTries`.
    """
    state = taking_names(context)
    if state is None:
        upcoming = context.schedule.upcoming(context.now())
        raise SessionNotOpen(upcoming and upcoming.start - context.workshop.attendance.opens)
    if code:
        try:
            await doorkeeper.check(context, who.discord_id or 0, fits=sign_in_codes.fits(context, state.id, code))
        except WrongCode:
            raise WrongMomentCode from None
    at, source = context.now(), Source.CODE if code else Source.BUTTON

    def write(tx: Transaction) -> SignedIn:
        before = kept.signed_in_at(tx, context.id, state.id, who.id)
        if before is None and not code and context.workshop.attendance.code:
            raise CodeNeeded
        if before is None or code:
            kept.sign_in(tx, context.id, state.id, who.id, source, at)
        return SignedIn(state, before or at, again=before is not None)

    return await context.write_together(write)


def taking_names(context: WorkshopContext) -> SessionState | None:
    """The session one can sign in to: the one in progress, else the next once signing in has opened."""
    current = context.schedule.in_progress()
    if current:
        return current
    upcoming = context.schedule.upcoming(context.now())
    if upcoming and context.now() >= upcoming.start - context.workshop.attendance.opens:
        return upcoming
    return None


async def mark(
    context: WorkshopContext, session: str, who: Participant, standing: Standing, reason: str, actor: str
) -> Attended:
    """An organiser says what `who`'s attendance was, during the session or after it; and how it stood before.

    Raises `TextEmpty` without a reason, `SessionIsOver` for a cancelled session, `NotBegun` for one that nobody
    can have been at yet.
    """
    state = context.schedule[session]
    if not reason.strip():
        raise TextEmpty
    if not state.is_held:
        raise SessionIsOver(session)
    if not state.has_begun and standing not in (Standing.EXCUSED, Standing.ABSENT):
        raise NotBegun
    it = Mark(standing, " ".join(reason.split()), actor, context.now())

    def write(tx: Transaction) -> None:
        kept.set_mark(tx, context.id, session, who.id, it)
        detail = f"{who.name}: {standing.value}: {it.reason}"
        audit.record(tx, context.id, context.now(), actor, "attendance mark", session, detail)

    await context.write(write)
    return await attended(context, state, who)


async def unmark(context: WorkshopContext, session: str, who: Participant, actor: str) -> Attended:
    """Take a mark back; `NothingToDo` where there is none."""
    state = context.schedule[session]

    def write(tx: Transaction) -> None:
        if not kept.remove_mark(tx, context.id, session, who.id):
            raise NothingToDo
        audit.record(tx, context.id, context.now(), actor, "attendance mark", session, f"{who.name}: taken back")

    await context.write(write)
    return await attended(context, state, who)


async def attended(context: WorkshopContext, state: SessionState, who: Participant) -> Attended:
    """`who`'s attendance of `slot`."""
    presences = await context.read(kept.of_participant, context.id, who.id)
    mark = (await context.read(kept.marks_of, context.id, who.id)).get(state.id)
    return _attended(context, state, who, presences.get(state.id, []), mark)


async def roll(context: WorkshopContext, state: SessionState) -> Roll:
    """Everyone's attendance of `slot`, of those too who were there and are in the workshop no more."""
    presences = await context.read(kept.of_session, context.id, state.id)
    marks = await context.read(kept.marks, context.id, state.id)
    people = context.all_participants()
    gone = (presences.keys() | marks.keys()) - {p.id for p in people}
    people += [participant_from_row(row) for row in await context.read(people_kept.no_longer_in, context.id, gone)]
    records = [_attended(context, state, p, presences.get(p.id, []), marks.get(p.id)) for p in people]
    there = {it.who.administration for it in records if it.record.represents}
    administrations = context.workshop.administrations
    return Roll(
        state,
        records,
        [a for a in administrations if a.code in there],
        [a for a in administrations if a.code not in there],
    )


async def own_record(context: WorkshopContext, who: Participant) -> list[Attended]:
    """`who`'s attendance of each session that has begun."""
    presences = await context.read(kept.of_participant, context.id, who.id)
    marks = await context.read(kept.marks_of, context.id, who.id)
    return [
        _attended(context, state, who, presences.get(state.id, []), marks.get(state.id))
        for state in context.schedule.in_order()
        if state.has_begun
    ]


def _attended(
    context: WorkshopContext, state: SessionState, who: Participant, presences: list[Presence], mark: Mark | None
) -> Attended:
    record = assess(presences, Sitting.of(state, context.workshop.attendance), mark)
    return Attended(who, state, record, mark)
