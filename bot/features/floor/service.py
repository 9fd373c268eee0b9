"""The floor: asked for during a session, given in the order of asking, and settled when the session is over."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from bot.core.errors import NothingToDo, TurnIsOver
from bot.core.people import Participant
from bot.core.schedule import SessionState
from bot.features.floor import store as kept
from bot.features.floor.errors import FloorClosed, NotWaiting
from bot.features.floor.model import KEEPS_PLACE, Claim, Floor, Request
from bot.storage import audit
from bot.storage.transaction import Transaction
from bot.workshop.context import WorkshopContext


@dataclass(frozen=True, slots=True)
class Asked:
    """A place in the queue, 1 for the first; 0 while they have the floor. `again` where they had asked already."""

    place: int
    again: bool


@dataclass(frozen=True, slots=True)
class Given:
    """Who has the floor now, and who had it before; None where nobody."""

    floor: Floor
    speaking: Request | None
    before: Request | None


def session(context: WorkshopContext) -> SessionState:
    """The session whose floor it is: the one in progress, else the next."""
    return context.schedule.default(context.now())


async def of(context: WorkshopContext, session: str) -> Floor:
    return await context.read(kept.one, context.id, session, by_default=context.schedule[session].is_open)


def _floor(context: WorkshopContext, tx: Transaction, session: str) -> Floor:
    return kept.one_in(tx, context.id, session, by_default=context.schedule[session].is_open)


async def request(context: WorkshopContext, who: Participant, *, in_voice: bool) -> Asked:
    """`who` asks for the floor. Raises `FloorClosed` where no session takes requests."""
    meant = session(context).id

    def write(tx: Transaction) -> tuple[Floor, bool]:
        if not _floor(context, tx, meant).is_open:
            raise FloorClosed
        fresh = kept.ask(tx, context.id, meant, who.id, who.administration, context.now(), in_voice=in_voice)
        floor = _floor(context, tx, meant)
        return floor, fresh

    floor, fresh = await context.write(write)
    own = floor.of(who.id)
    assert own is not None
    return Asked(0 if own.claim is Claim.SPEAKING else floor.place_of(own.id), again=not fresh)


async def withdraw(context: WorkshopContext, who: Participant) -> Request:
    """`who` asks no more, or gives the floor back. Raises `NotWaiting`."""

    def write(tx: Transaction) -> Request:
        own = _floor(context, tx, session(context).id).of(who.id)
        if own is None:
            raise NotWaiting
        claim = Claim.SPOKEN if own.claim is Claim.SPEAKING else Claim.WITHDRAWN
        kept.end(tx, own.id, claim, context.now())
        return own

    return await context.write(write)


async def set_open(context: WorkshopContext, session: str, is_open: bool, actor: str) -> Floor:
    """Take requests, or no more; those who wait keep their places. Raises `UnknownSession`."""
    session = context.schedule[session].id

    def write(tx: Transaction) -> None:
        kept.set_open(tx, context.id, session, is_open)
        audit.record(tx, context.id, context.now(), actor, "session floor", session, "open" if is_open else "close")

    await context.write(write)
    return await of(context, session)


async def give_to_next(context: WorkshopContext, session: str, actor: str, speaking: int | None = None) -> Given:
    """Give the floor to the next who is there; who had it has spoken.

    `speaking` is the request that had the floor when the button was shown (0 for none): `TurnIsOver` where it has
    moved on since. `NothingToDo` where nobody speaks and nobody waits.
    """

    def write(tx: Transaction) -> Given:
        floor = _floor(context, tx, session)
        before, following = floor.speaking, floor.next_up
        if speaking is not None and speaking != (before.id if before else 0):
            raise TurnIsOver(before.administration if before else None)
        if before is None and following is None:
            raise NothingToDo
        if before:
            kept.end(tx, before.id, Claim.SPOKEN, context.now())
        if following:
            kept.give(tx, following.id, context.now())
        detail = f"next {following.administration}" if following else "next"
        audit.record(tx, context.id, context.now(), actor, "session floor", session, detail)
        after = _floor(context, tx, session)
        return Given(after, after.speaking, before)

    return await context.write(write)


async def called(context: WorkshopContext, request: Request) -> None:
    """The room was told that they have the floor."""
    await context.write(kept.called, request.id, context.now())


async def uncalled(context: WorkshopContext) -> list[tuple[str, Request]]:
    """Those who have the floor and of whom the room may not have been told, each with the session."""
    return await context.read(kept.uncalled, context.id)


async def left(context: WorkshopContext, discord_id: int, *, from_voice: bool) -> None:
    """They left the stage, or the server: their place is kept for a moment."""
    who = context.participant(discord_id)
    if who is None or not await context.read(kept.has_place, context.id, who.id):
        return
    await context.write(kept.away, context.id, who.id, context.now(), from_voice=from_voice)


async def came(context: WorkshopContext, discord_id: int) -> None:
    """They are in the stage."""
    who = context.participant(discord_id)
    if who is None or not await context.read(kept.has_place, context.id, who.id):
        return
    await context.write(kept.back, context.id, who.id)


async def see(context: WorkshopContext, in_stage: Collection[int]) -> None:
    """After the connection was away: who is in the stage now, by Discord id, and who no longer is."""
    people = {person.id: discord_id for discord_id, person in context.people.items()}
    for _session, each in await context.read(kept.unserved, context.id):
        discord_id = people.get(each.participant)
        if discord_id is not None and discord_id in in_stage:
            await came(context, discord_id)
        elif discord_id is not None:
            await left(context, discord_id, from_voice=True)


async def count_absence_anew(context: WorkshopContext) -> None:
    """At the start: those who were away get their moment from now, since nobody saw whether they came back."""
    await context.write(kept.count_absence_from, context.id, context.now())


async def settle(context: WorkshopContext) -> None:
    """Take out those away too long, and everyone once their session is over."""
    now = context.now()
    over = [
        each
        for session, each in await context.read(kept.unserved, context.id)
        if _is_over(context, session) or each.is_gone(now)
    ]
    if not over:
        return

    def write(tx: Transaction) -> None:
        for each in over:
            kept.end(tx, each.id, Claim.SPOKEN if each.claim is Claim.SPEAKING else Claim.LEFT, now)

    await context.write(write)


async def next_turn(context: WorkshopContext) -> datetime | None:
    """When the next who is away loses their place."""
    gone = [each.left_at for _, each in await context.read(kept.unserved, context.id) if each.left_at]
    return min(gone) + KEEPS_PLACE if gone else None


def _is_over(context: WorkshopContext, session: str) -> bool:
    state = context.schedule.states.get(session)
    return state is None or not (state.is_open or state.is_ahead)


@dataclass(frozen=True, slots=True)
class Panel:
    session: str
    channel: int
    message: int


async def panels(context: WorkshopContext) -> list[Panel]:
    """Where each floor is shown."""
    rows = await context.read(kept.with_panels, context.id)
    return [Panel(row["session"], row["channel_id"], row["message_id"]) for row in rows]


async def panel_of(context: WorkshopContext, session: str) -> Panel | None:
    return next((panel for panel in await panels(context) if panel.session == session), None)


async def shown(context: WorkshopContext, session: str, channel: int, message: int) -> None:
    await context.write(kept.set_panel, context.id, session, channel, message)
