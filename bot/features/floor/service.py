"""The floor of a session.

Ask for it, give it to the next person, keep the place of people who are away for a moment.
"""

from collections.abc import Collection
from datetime import datetime, timedelta

from bot.core.errors import NothingToDo, TurnIsOver
from bot.core.people import Participant, Person
from bot.core.schedule import SessionState
from bot.features.floor import store
from bot.features.floor.errors import FloorClosed, NotWaiting
from bot.features.floor.model import (
    PLACE_KEPT_FOR,
    Floor,
    FloorRequest,
    NextSpeaker,
    RequestResult,
    RequestState,
)
from bot.outbox import request_store
from bot.storage import audit
from bot.storage.transaction import Transaction
from bot.workshop.context import WorkshopContext

PANEL = "floor"
"""The kind of request that posts a panel."""
SAME_MOMENT = timedelta(seconds=10)
"""Two facilitators who give the floor to the next within this time mean the same speaker."""


def current_session(context: WorkshopContext) -> SessionState:
    """The session that `/floor` is about: the one in progress, else the next."""
    return context.schedule.default(context.now())


async def find(context: WorkshopContext, session: str) -> Floor:
    """The floor of a session. It is open during the session if nobody opened or closed it."""
    return await context.read(_find, context, session)


def _find(tx: Transaction, context: WorkshopContext, session: str) -> Floor:
    return store.find(tx, context.id, session, open_by_default=context.schedule[session].is_open)


async def request(context: WorkshopContext, who: Participant, *, in_voice: bool) -> RequestResult:
    """`who` asks for the floor. Raises `FloorClosed`."""
    session = current_session(context).id

    def write(tx: Transaction) -> RequestResult:
        if not _find(tx, context, session).is_open:
            raise FloorClosed
        is_new = store.add_request(tx, context.id, session, who, context.now(), in_voice=in_voice)
        floor = _find(tx, context, session)
        own = floor.request_of(who.id)
        assert own is not None
        return RequestResult(floor.place_of(own), is_repeated=not is_new)

    return await context.write(write)


async def withdraw(context: WorkshopContext, who: Participant) -> FloorRequest:
    """`who` leaves the queue or gives the floor back. Returns the request as it was. Raises `NotWaiting`."""

    def write(tx: Transaction) -> FloorRequest:
        own = _find(tx, context, current_session(context).id).request_of(who.id)
        if own is None:
            raise NotWaiting
        is_speaking = own.state is RequestState.SPEAKING
        state = RequestState.SPOKEN if is_speaking else RequestState.WITHDRAWN
        store.end_request(tx, own.id, state, context.now())
        return own

    return await context.write(write)


async def set_open(context: WorkshopContext, session: str, is_open: bool, actor: Person) -> None:
    """Take requests, and post the panel anew; or take no more: those who wait keep their places.

    Raises `UnknownSession`, and `JustDone` if someone had it posted a moment ago.
    """
    session = context.schedule[session].id

    def write(tx: Transaction) -> None:
        if is_open:
            request_panel(context, tx, session, actor)
        store.set_open(tx, context.id, session, is_open)
        audit.record(tx, context.id, context.now(), actor, "session floor", session, "open" if is_open else "close")

    await context.write(write)


def panel_key(session: str) -> str:
    return f"{PANEL}/{session}"


def request_panel(context: WorkshopContext, tx: Transaction, session: str, person: Person) -> None:
    """Request the panel to be posted. Raises `JustDone`."""
    request_store.request(tx, context.id, panel_key(session), person, context.now(), posts=1)


async def give_to_next(
    context: WorkshopContext, session: str, actor: Person, speaking: int | None = None
) -> NextSpeaker:
    """Give the floor to the first person who is not away. The turn of the current speaker ends.

    `speaking` is the request that had the floor when the pressed button was shown, 0 for none. Raises `TurnIsOver` if
    another one has it by now, `NothingToDo` if nobody speaks and nobody waits. Who gives a command saw no button
    (None): raises `JustDone` if somebody else gave the floor a moment ago.
    """

    def write(tx: Transaction) -> NextSpeaker:
        if speaking is None:
            key, now = f"floor-next/{session}", context.now()
            request_store.request(tx, context.id, key, actor, now, again_after=SAME_MOMENT, may_repeat=True)
        floor = _find(tx, context, session)
        before, following = floor.speaking, floor.next_up
        if speaking is not None and speaking != (before.id if before else 0):
            raise TurnIsOver(before.administration if before else None)
        if before is None and following is None:
            raise NothingToDo
        if before:
            store.end_request(tx, before.id, RequestState.SPOKEN, context.now())
        if following:
            store.give_floor(tx, following.id, context.now())
        detail = f"next {following.administration}" if following else "next"
        audit.record(tx, context.id, context.now(), actor, "session floor", session, detail)
        return NextSpeaker(_find(tx, context, session).speaking, before)

    return await context.write(write)


async def record_away(context: WorkshopContext, discord_id: int, *, from_voice: bool) -> None:
    """Record that they left the stage (`from_voice`) or the server. Their place is kept for `PLACE_KEPT_FOR`."""
    participant = await _with_request(context, discord_id)
    if participant is not None:
        await context.write(store.set_away, context.id, participant, context.now(), from_voice=from_voice)


async def record_back(context: WorkshopContext, discord_id: int) -> None:
    """Record that they are in the stage."""
    participant = await _with_request(context, discord_id)
    if participant is not None:
        await context.write(store.set_back, context.id, participant)


async def _with_request(context: WorkshopContext, discord_id: int) -> int | None:
    """The participant with this Discord id, if they wait or speak. For all others nothing needs to be written."""
    who = context.participant(discord_id)
    if who is None or not await context.read(store.has_request, context.id, who.id):
        return None
    return who.id


async def update_presence(context: WorkshopContext, in_stage: Collection[int]) -> None:
    """Update who is away, after a lost connection. `in_stage` are the Discord ids of all who are in the stage now."""
    discord_ids = {person.id: discord_id for discord_id, person in context.people.items()}
    for each in await context.read(store.active_requests, context.id):
        discord_id = discord_ids.get(each.participant)
        if discord_id is not None and discord_id in in_stage:
            await record_back(context, discord_id)
        elif discord_id is not None:
            await record_away(context, discord_id, from_voice=True)


async def restart_absences(context: WorkshopContext) -> None:
    """Count absences from now, when the bot starts: it did not see who came back in between."""
    await context.write(store.restart_absences, context.id, context.now())


async def end_expired_requests(context: WorkshopContext) -> None:
    """End the requests of people who were away too long, and all requests of sessions that are over."""
    now = context.now()

    def expired(tx: Transaction) -> list[FloorRequest]:
        active = store.active_requests(tx, context.id)
        return [each for each in active if each.has_lost_place(now) or _is_over(context, each.session)]

    def write(tx: Transaction) -> None:
        for each in expired(tx):  # read again: someone may have just come back
            is_speaking = each.state is RequestState.SPEAKING
            store.end_request(tx, each.id, RequestState.SPOKEN if is_speaking else RequestState.LEFT, now)

    if await context.read(expired):
        await context.write(write)


async def next_expiry(context: WorkshopContext) -> datetime | None:
    """When the next person who is away loses their place. None if nobody is away."""
    since = [each.left_at for each in await context.read(store.active_requests, context.id) if each.left_at]
    return min(since) + PLACE_KEPT_FOR if since else None


def _is_over(context: WorkshopContext, session: str) -> bool:
    state = context.schedule.states.get(session)
    return state is None or not (state.is_open or state.is_ahead)
