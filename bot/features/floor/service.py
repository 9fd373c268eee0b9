"""The floor: asked for during a session, given in the order of asking, and settled when the session is over."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

import aiosqlite

from bot.core.errors import FloorClosed, NothingToDo, NotWaiting, TurnIsOver
from bot.core.people import Participant
from bot.core.schedule import Slot
from bot.features.floor import store as kept
from bot.features.floor.model import KEEPS_PLACE, Claim, Floor, Request
from bot.storage import audit
from bot.workshop.context import Room


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


def session(room: Room) -> Slot:
    """The session whose floor it is: the one in progress, else the next."""
    return room.schedule.default(room.now())


async def of(room: Room, session: str) -> Floor:
    return await kept.one(room.database, room.id, session, by_default=room.schedule[session].is_open)


async def _floor(room: Room, tx: aiosqlite.Connection, session: str) -> Floor:
    return await kept.one_in(tx, room.id, session, by_default=room.schedule[session].is_open)


async def request(room: Room, who: Participant, *, in_voice: bool) -> Asked:
    """`who` asks for the floor. Raises `FloorClosed` where no session takes requests."""
    meant = session(room).id
    async with room.database.transaction() as tx:
        if not (await _floor(room, tx, meant)).is_open:
            raise FloorClosed
        fresh = await kept.ask(tx, room.id, meant, who.id, who.administration, room.now(), in_voice=in_voice)
        floor = await _floor(room, tx, meant)
    own = floor.of(who.id)
    assert own is not None
    if fresh:
        room.changed()
    return Asked(0 if own.claim is Claim.SPEAKING else floor.place_of(own.id), again=not fresh)


async def withdraw(room: Room, who: Participant) -> Request:
    """`who` asks no more, or gives the floor back. Raises `NotWaiting`."""
    async with room.database.transaction() as tx:
        own = (await _floor(room, tx, session(room).id)).of(who.id)
        if own is None:
            raise NotWaiting
        claim = Claim.SPOKEN if own.claim is Claim.SPEAKING else Claim.WITHDRAWN
        await kept.end(tx, own.id, claim, room.now())
    room.changed()
    return own


async def set_open(room: Room, session: str, is_open: bool, actor: str) -> Floor:
    """Take requests, or no more; those who wait keep their places. Raises `UnknownSession`."""
    session = room.schedule[session].id
    async with room.database.transaction() as tx:
        await kept.set_open(tx, room.id, session, is_open)
        await audit.record(tx, room.id, room.now(), actor, "session floor", session, "open" if is_open else "close")
    room.changed()
    return await of(room, session)


async def give_to_next(room: Room, session: str, actor: str, speaking: int | None = None) -> Given:
    """Give the floor to the next who is there; who had it has spoken.

    `speaking` is the request that had the floor when the button was shown (0 for none): `TurnIsOver` where it has
    moved on since. `NothingToDo` where nobody speaks and nobody waits.
    """
    async with room.database.transaction() as tx:
        floor = await _floor(room, tx, session)
        before, following = floor.speaking, floor.next_up
        if speaking is not None and speaking != (before.id if before else 0):
            raise TurnIsOver(before.administration if before else None)
        if before is None and following is None:
            raise NothingToDo
        if before:
            await kept.end(tx, before.id, Claim.SPOKEN, room.now())
        if following:
            await kept.give(tx, following.id, room.now())
        detail = f"next {following.administration}" if following else "next"
        await audit.record(tx, room.id, room.now(), actor, "session floor", session, detail)
        after = await _floor(room, tx, session)
    room.changed()
    return Given(after, after.speaking, before)


async def called(room: Room, request: Request) -> None:
    """The room was told that they have the floor."""
    async with room.database.transaction() as tx:
        await kept.called(tx, request.id, room.now())


async def uncalled(room: Room) -> list[tuple[str, Request]]:
    """Those who have the floor and of whom the room may not have been told, each with the session."""
    return await kept.uncalled(room.database, room.id)


async def left(room: Room, discord_id: int, *, from_voice: bool) -> None:
    """They left the stage, or the server: their place is kept for a moment."""
    who = room.participant(discord_id)
    if who is None or not await kept.has_place(room.database, room.id, who.id):
        return
    async with room.database.transaction() as tx:
        touched = await kept.away(tx, room.id, who.id, room.now(), from_voice=from_voice)
    if touched:
        room.changed()


async def came(room: Room, discord_id: int) -> None:
    """They are in the stage."""
    who = room.participant(discord_id)
    if who is None or not await kept.has_place(room.database, room.id, who.id):
        return
    async with room.database.transaction() as tx:
        touched = await kept.back(tx, room.id, who.id)
    if touched:
        room.changed()


async def see(room: Room, in_stage: Collection[int]) -> None:
    """After the connection was away: who is in the stage now, by Discord id, and who no longer is."""
    people = {person.id: discord_id for discord_id, person in room.people.items()}
    for _session, each in await kept.unserved(room.database, room.id):
        discord_id = people.get(each.participant)
        if discord_id is not None and discord_id in in_stage:
            await came(room, discord_id)
        elif discord_id is not None:
            await left(room, discord_id, from_voice=True)


async def count_absence_anew(room: Room) -> None:
    """At the start: those who were away get their moment from now, since nobody saw whether they came back."""
    async with room.database.transaction() as tx:
        await kept.count_absence_from(tx, room.id, room.now())


async def settle(room: Room) -> None:
    """Take out those away too long, and everyone once their session is over."""
    now = room.now()
    over = [
        each
        for session, each in await kept.unserved(room.database, room.id)
        if _is_over(room, session) or each.is_gone(now)
    ]
    if not over:
        return
    async with room.database.transaction() as tx:
        for each in over:
            await kept.end(tx, each.id, Claim.SPOKEN if each.claim is Claim.SPEAKING else Claim.LEFT, now)
    room.changed()


async def next_turn(room: Room) -> datetime | None:
    """When the next who is away loses their place."""
    gone = [each.left_at for _, each in await kept.unserved(room.database, room.id) if each.left_at]
    return min(gone) + KEEPS_PLACE if gone else None


def _is_over(room: Room, session: str) -> bool:
    slot = room.schedule.slots.get(session)
    return slot is None or not (slot.is_open or slot.is_ahead)


@dataclass(frozen=True, slots=True)
class Panel:
    session: str
    channel: int
    message: int


async def panels(room: Room) -> list[Panel]:
    """Where each floor is shown."""
    rows = await kept.with_panels(room.database, room.id)
    return [Panel(row["session"], row["channel_id"], row["message_id"]) for row in rows]


async def panel_of(room: Room, session: str) -> Panel | None:
    return next((panel for panel in await panels(room) if panel.session == session), None)


async def shown(room: Room, session: str, channel: int, message: int) -> None:
    async with room.database.transaction() as tx:
        await kept.set_panel(tx, room.id, session, channel, message)
