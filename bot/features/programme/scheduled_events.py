"""One Discord scheduled event for each session: created by setup, then moved, started and completed with it.

The event's status is read before each change, because Discord itself starts, completes and cancels events.
"""

import asyncio
import logging
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import discord

from bot.chat import channel_bindings
from bot.chat.connection import may_pass
from bot.chat.idempotent_create import create_once
from bot.chat.multilingual import joined_label
from bot.chat.posts import shortened
from bot.core.schedule import SessionState, SessionStatus
from bot.features.programme import stages
from bot.workshop.bindings import bind, unbind
from bot.workshop.context import WorkshopContext

log = logging.getLogger(__name__)

MAX_NAME, MAX_DESCRIPTION, MAX_LOCATION = 100, 1_000, 100
"""Longest name, description and location of an event, in characters (Discord, Guild Scheduled Event)."""
SOON = timedelta(seconds=1)
"""Discord refuses a start in the past, so an event that starts this soon is neither created nor moved."""
STATUS = discord.EventStatus
REMOVED = ("no longer in the programme",)

FINISHED_EVENT = 180000
"""Discord's code for a change of an event that is over (Discord, JSON Error Codes)."""
AUTOMATIC_WITHIN = timedelta(seconds=4)
"""How long an external event may take to start or end by itself before we do it."""
STARTS_AHEAD = timedelta(minutes=1)
"""Discord does not create events in the past.

The event of a reopened session is created to start this far ahead, and started at once.
"""

Events = dict[int, discord.ScheduledEvent]
"""By event id."""


class ScheduledEventSync:
    """Keeps scheduled events equal to the programme. Calls for one workshop run one after the other."""

    def __init__(self) -> None:
        self._synced: dict[str, dict[str, tuple[object, ...]]] = {}
        """By workshop and session: the fingerprint of the last update of the event."""
        self._locks: dict[str, asyncio.Lock] = {}

    async def create_missing(self, context: WorkshopContext, guild: discord.Guild) -> int:
        """Create an event for each future session that has none; returns how many were created."""
        async with self._lock(context):
            existing = await _unfinished(guild)
            missing = [it for it in _ahead(context) if context.bindings.get(_purpose(it.id)) not in existing]
            return sum([await _create_or_bind(context, guild, state, existing) for state in missing])

    async def create_new(self, context: WorkshopContext, guild: discord.Guild) -> int:
        """Create an event for each future session that is new since setup; returns how many were created.

        An event that someone deleted is not created again.
        """
        async with self._lock(context):
            new = _new_sessions(context)
            existing = await _unfinished(guild) if new else {}
            return sum([await _create_or_bind(context, guild, state, existing) for state in new])

    async def sync(self, context: WorkshopContext, guild: discord.Guild) -> bool:
        """Update the events of sessions that changed since the last call; False if some must be tried again.

        Sessions that are new since setup get one: the workshop file may have changed while the bot was off.
        """
        async with self._lock(context):
            synced = self._synced.setdefault(context.id, {})
            wanted = {state.id: _fingerprint(context, state) for state in context.schedule.in_order()}
            wanted |= dict.fromkeys(_removed_sessions(context), REMOVED)
            new = {state.id for state in _new_sessions(context)}
            with_event = {
                id: content for id, content in wanted.items() if _purpose(id) in context.bindings or id in new
            }
            changed = {id: content for id, content in with_event.items() if synced.get(id) != content}
            existing = await _unfinished(guild) if changed else {}
            for id, content in changed.items():
                if await _sync_session(context, guild, id, existing):
                    synced[id] = content
            return all(synced.get(id) == content for id, content in changed.items())

    def forget_open(self, context: WorkshopContext) -> None:
        """Check the sessions in progress again: something about them has changed at Discord."""
        synced = self._synced.get(context.id, {})
        for state in context.schedule.in_order():
            if state.is_open:
                synced.pop(state.id, None)

    def _lock(self, context: WorkshopContext) -> asyncio.Lock:
        return self._locks.setdefault(context.id, asyncio.Lock())


async def _unfinished(guild: discord.Guild) -> Events:
    """Scheduled and active events: Discord lists no others."""
    return {event.id: event for event in await guild.fetch_scheduled_events(with_counts=False)}


def _ahead(context: WorkshopContext) -> list[SessionState]:
    return [it for it in context.schedule.in_order() if it.is_ahead and it.start > context.now() + SOON]


def _new_sessions(context: WorkshopContext) -> list[SessionState]:
    """Future sessions that never had an event. Empty before setup has created events."""
    is_set_up = any(purpose.startswith("event:") for purpose in context.bindings)
    return [it for it in _ahead(context) if _purpose(it.id) not in context.bindings] if is_set_up else []


def _removed_sessions(context: WorkshopContext) -> list[str]:
    """The ids of sessions that have an event, but are no longer in the file."""
    had = [purpose.removeprefix("event:") for purpose in context.bindings if purpose.startswith("event:")]
    return [id for id in had if id not in context.schedule.states]


async def _create_or_bind(
    context: WorkshopContext, guild: discord.Guild, state: SessionState, existing: Events
) -> bool:
    """Create an event, or bind one that an interrupted setup left. Returns whether it was created."""
    left = _left_unbound(context, state, existing)
    event = left or await _create(context, guild, state)
    await bind(context, _purpose(state.id), event.id)
    return left is None


async def _create(context: WorkshopContext, guild: discord.Guild, state: SessionState) -> discord.ScheduledEvent:
    async def look() -> discord.ScheduledEvent | None:
        return _left_unbound(context, state, await _unfinished(guild))

    fields = {name: value for name, value in _event_fields(context, guild, state).items() if value is not None}
    return await create_once(look, lambda: guild.create_scheduled_event(**fields))


def _purpose(session: str) -> str:
    return f"event:{session}"


def _fingerprint(context: WorkshopContext, state: SessionState) -> tuple[object, ...]:
    """Everything in a session that its event depends on."""
    return (
        state.start,
        state.end,
        state.status,
        context.schedule.link_of(state),
        _name(context, state),
        _description(context, state),
    )


def _left_unbound(context: WorkshopContext, state: SessionState, existing: Events) -> discord.ScheduledEvent | None:
    """The event with the session's name and start that an interrupted setup created and did not bind."""
    taken = set(context.bindings.values())
    for event in existing.values():
        if event.id not in taken and event.name == _name(context, state) and event.start_time == state.start:
            return event
    return None


async def _sync_session(context: WorkshopContext, guild: discord.Guild, session: str, existing: Events) -> bool:
    """Update a session's event and the stage; False if Discord failed and it must be tried again."""
    state, bound = context.schedule.states.get(session), context.bindings.get(_purpose(session), 0)
    event, is_done = existing.get(bound), True
    try:
        if state and not bound:
            await _create_or_bind(context, guild, state, existing)
        elif event:  # otherwise it is over, or someone deleted it
            is_done = await _sync_event(context, guild, state, event)
        elif state and state.is_open and state.openings > 1:
            await _recreate(context, guild, state)
        await stages.sync(context, guild, state, event)
        if state is None:
            await unbind(context, _purpose(session))  # if its id comes back, it gets a new event
    except discord.HTTPException as refused:
        if refused.code == FINISHED_EVENT:
            return False  # Discord ended it between our check and our change: check again
        log.warning("The event of session %s could not be updated: %s", session, refused)
        return not may_pass(refused)  # other refusals would only be repeated
    return is_done


async def _recreate(context: WorkshopContext, guild: discord.Guild, state: SessionState) -> None:
    """Create and start another event for a reopened session: Discord cannot reopen an event that is over."""
    try:
        before = await guild.fetch_scheduled_event(context.bindings[_purpose(state.id)])
    except discord.NotFound:
        return  # someone deleted it on purpose
    if before.status not in (STATUS.completed, STATUS.cancelled):
        return
    start = context.now() + STARTS_AHEAD
    again = replace(state, start=start, end=max(state.end, start + STARTS_AHEAD))
    event = await _create(context, guild, again)
    await bind(context, _purpose(state.id), event.id)
    await event.edit(status=STATUS.active)


async def _sync_event(
    context: WorkshopContext, guild: discord.Guild, state: SessionState | None, event: discord.ScheduledEvent
) -> bool:
    """Update the event from its session. False if Discord will change it by itself, and it must be checked again."""
    if state is None:
        await event.edit(status=STATUS.completed if event.status is STATUS.active else STATUS.cancelled)
        return True
    match state.status, event.status:
        case SessionStatus.PLANNED, STATUS.scheduled:
            await _move(context, guild, state, event)
        case SessionStatus.OPEN, STATUS.scheduled:
            if _changes_by_itself(event, event.start_time, context):
                return False
            await event.edit(status=STATUS.active)
        case SessionStatus.OPEN, STATUS.active:
            await _change_active(context, guild, state, event)
        case SessionStatus.ENDED, STATUS.active:
            if _changes_by_itself(event, event.end_time, context):
                return False
            await event.edit(status=STATUS.completed)
        case ((SessionStatus.ENDED | SessionStatus.CANCELLED), STATUS.scheduled):
            await event.edit(status=STATUS.cancelled)
        case _:
            pass
    return True


def _changes_by_itself(event: discord.ScheduledEvent, at: datetime | None, context: WorkshopContext) -> bool:
    """Whether Discord starts or ends the event by itself at this moment, as it usually does with external events."""
    now = context.now()
    is_external = event.entity_type is discord.EntityType.external
    return is_external and at is not None and at <= now + SOON and now < at + AUTOMATIC_WITHIN


async def _change_active(
    context: WorkshopContext, guild: discord.Guild, state: SessionState, event: discord.ScheduledEvent
) -> None:
    """Update the end and the link of an active external event. Discord ends it by itself at its end time."""
    if event.entity_type is not discord.EntityType.external:
        return
    wanted = _event_fields(context, guild, state)
    changed: dict[str, Any] = {}
    if event.end_time != state.end and state.end > context.now() + SOON:
        changed["end_time"] = state.end
    if event.location != wanted.get("location", event.location):
        changed["location"] = wanted["location"]
    if changed:
        await event.edit(**changed)


async def _move(
    context: WorkshopContext, guild: discord.Guild, state: SessionState, event: discord.ScheduledEvent
) -> None:
    if state.start <= context.now() + SOON:
        return
    wanted = _event_fields(context, guild, state)
    del wanted["privacy_level"]
    if any(getattr(event, name) != value for name, value in wanted.items()):
        await event.edit(**wanted)


def _event_fields(context: WorkshopContext, guild: discord.Guild, state: SessionState) -> dict[str, Any]:
    """The fields of the event: the title in every language, the times, and the channel or the link as its location."""
    stage, link = channel_bindings.channel(context, guild, "stage"), context.schedule.link_of(state)
    event: dict[str, Any] = {
        "name": _name(context, state),
        "description": _description(context, state) or None,  # 1 to 1,000 characters (Discord, Guild Scheduled Event)
        "start_time": state.start,
        "end_time": state.end,
        "privacy_level": discord.PrivacyLevel.guild_only,
    }
    if stage is None:
        title = joined_label([context.workshop.title[each] for each in context.workshop.languages], MAX_LOCATION)
        where = link if link and len(link) <= MAX_LOCATION else title
        return event | {"entity_type": discord.EntityType.external, "location": where}
    kind = discord.EntityType.stage_instance if isinstance(stage, discord.StageChannel) else discord.EntityType.voice
    return event | {"entity_type": kind, "channel": stage}


def _name(context: WorkshopContext, state: SessionState) -> str:
    return joined_label([state.session.title[each] for each in context.workshop.languages], MAX_NAME)


def _description(context: WorkshopContext, state: SessionState) -> str:
    """The session's description in every language, and the link, for which events have no field."""
    texts = state.session.description or {}
    blocks = [texts[language] for language in context.workshop.languages if language in texts]
    link = context.schedule.link_of(state) or ""
    text = shortened("\n\n".join(blocks), MAX_DESCRIPTION - len(link) - 2)
    return "\n\n".join(filter(None, [text, link]))
