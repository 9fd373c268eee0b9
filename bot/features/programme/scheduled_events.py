"""One Discord scheduled event a session: made by setup, moved, started and completed with the session.

Its status is read before it is changed, since Discord itself starts, completes and cancels events.
"""

from __future__ import annotations

import asyncio
import logging
from datetime import datetime, timedelta
from typing import Any

import discord

from bot.chat import channel_bindings as places
from bot.chat.idempotent_create import made_once
from bot.chat.posts import shortened
from bot.core.schedule import SessionState, SessionStatus
from bot.workshop.bindings import bind
from bot.workshop.context import WorkshopContext

log = logging.getLogger(__name__)

NAME, DESCRIPTION, LOCATION = 100, 1_000, 100
"""Most characters of an event's name, description and location (Discord, Guild Scheduled Event)."""
SOON = timedelta(seconds=1)
"""Discord takes no start in the past: an event for a session that starts this soon is not made or moved any more."""
STATUS = discord.EventStatus
GONE = ("no longer in the programme",)
TOPIC = 120
"""Most characters of a stage's topic (Discord, Stage Instance)."""

Events = dict[int, discord.ScheduledEvent]


class EventKeeper:
    """Brings the scheduled events in line with the programme, one room at a time."""

    def __init__(self) -> None:
        self._shown: dict[str, dict[str, tuple[object, ...]]] = {}
        self._locks: dict[str, asyncio.Lock] = {}

    async def make_missing(self, context: WorkshopContext, guild: discord.Guild) -> int:
        """An event for each session still to come that has none; returns how many were made."""
        async with self._lock(context):
            existing = await _unfinished(guild)
            ahead = [s for s in context.schedule.in_order() if s.is_ahead and s.start > context.now() + SOON]
            missing = [state for state in ahead if context.bindings.get(_purpose(state.id)) not in existing]
            made = 0
            for state in missing:
                event = _made_before(context, state, existing)
                if event is None:
                    event = await _make(context, guild, state)
                    made += 1
                await bind(context, _purpose(state.id), event.id)
            return made

    async def follow(self, context: WorkshopContext, guild: discord.Guild) -> bool:
        """Bring the events of sessions that changed since last time in line with them; False where to try again."""
        async with self._lock(context):
            shown = self._shown.setdefault(context.id, {})
            wanted = {state.id: _fingerprint(context, state) for state in context.schedule.in_order()}
            wanted |= dict.fromkeys(_of_sessions_gone(context), GONE)
            changed = [id for id, it in wanted.items() if _purpose(id) in context.bindings and shown.get(id) != it]
            existing = await _unfinished(guild) if changed else {}
            for id in changed:
                event = existing.get(context.bindings[_purpose(id)])
                try:
                    if event:  # else it is over, or was deleted by hand: there is no way back
                        await _bring_in_line(context, guild, context.schedule.states.get(id), event)
                    await _bring_stage_in_line(context, guild, context.schedule.states.get(id), event)
                except discord.HTTPException as refused:
                    log.warning("The event of %s could not follow its session: %s", id, refused)
                    if refused.status >= 500:
                        continue
                shown[id] = wanted[id]
            return all(shown.get(id) == wanted[id] for id in changed)

    def _lock(self, context: WorkshopContext) -> asyncio.Lock:
        return self._locks.setdefault(context.id, asyncio.Lock())


async def _unfinished(guild: discord.Guild) -> Events:
    """Those scheduled or under way: Discord names no others."""
    return {event.id: event for event in await guild.fetch_scheduled_events(with_counts=False)}


def _of_sessions_gone(context: WorkshopContext) -> list[str]:
    """Sessions that had an event and are no longer in the file."""
    had = [purpose.removeprefix("event:") for purpose in context.bindings if purpose.startswith("event:")]
    return [id for id in had if id not in context.schedule.states]


async def _make(context: WorkshopContext, guild: discord.Guild, state: SessionState) -> discord.ScheduledEvent:
    async def look() -> discord.ScheduledEvent | None:
        return _made_before(context, state, await _unfinished(guild))

    given = {name: value for name, value in _as_event(context, guild, state).items() if value is not None}
    return await made_once(look, lambda: guild.create_scheduled_event(**given))


def _purpose(session: str) -> str:
    return f"event:{session}"


def _fingerprint(context: WorkshopContext, state: SessionState) -> tuple[object, ...]:
    return (
        state.start,
        state.end,
        state.status,
        context.schedule.link_of(state),
        _name(context, state),
        _description(context, state),
    )


def _made_before(context: WorkshopContext, state: SessionState, existing: Events) -> discord.ScheduledEvent | None:
    """The event of a setup that was cut off before it could be bound: same name, same start."""
    taken = set(context.bindings.values())
    for event in existing.values():
        if event.id not in taken and event.name == _name(context, state) and event.start_time == state.start:
            return event
    return None


async def _bring_in_line(
    context: WorkshopContext, guild: discord.Guild, state: SessionState | None, event: discord.ScheduledEvent
) -> None:
    if state is None:
        await event.edit(status=STATUS.completed if event.status is STATUS.active else STATUS.cancelled)
        return
    match state.status, event.status:
        case SessionStatus.PLANNED, STATUS.scheduled:
            await _move(context, guild, state, event)
        case SessionStatus.OPEN, STATUS.scheduled:
            if not _moves_by_itself(event, event.start_time, context):
                await event.edit(status=STATUS.active)
        case SessionStatus.OPEN, STATUS.active:
            await _change_while_on(context, guild, state, event)
        case SessionStatus.ENDED, STATUS.active:
            if not _moves_by_itself(event, event.end_time, context):
                await event.edit(status=STATUS.completed)
        case ((SessionStatus.ENDED | SessionStatus.CANCELLED), STATUS.scheduled):
            await event.edit(status=STATUS.cancelled)
        case _:
            pass


def _moves_by_itself(event: discord.ScheduledEvent, at: datetime | None, context: WorkshopContext) -> bool:
    """Whether Discord is starting or ending it at this moment: external events need nobody for that."""
    return event.entity_type is discord.EntityType.external and at is not None and at <= context.now() + SOON


async def _change_while_on(
    context: WorkshopContext, guild: discord.Guild, state: SessionState, event: discord.ScheduledEvent
) -> None:
    """An external event ends by itself at its end, so it has to know it; the others end with their session."""
    if event.entity_type is not discord.EntityType.external:
        return
    wanted = _as_event(context, guild, state)
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
    wanted = _as_event(context, guild, state)
    del wanted["privacy_level"]
    if any(getattr(event, name) != value for name, value in wanted.items()):
        await event.edit(**wanted)


async def _bring_stage_in_line(
    context: WorkshopContext, guild: discord.Guild, state: SessionState | None, event: discord.ScheduledEvent | None
) -> None:
    """Where the configured channel is a stage, it is live while a session is open."""
    stage = places.channel(context, guild, "stage")
    if state is None or not isinstance(stage, discord.StageChannel):
        return
    topic = shortened(_name(context, state), TOPIC)
    if state.is_open and stage.instance is None:
        await stage.create_instance(topic=topic, scheduled_event=event or discord.utils.MISSING)
    elif state.is_open and stage.instance and stage.instance.topic != topic:
        await stage.instance.edit(topic=topic)
    elif state.status is SessionStatus.ENDED and stage.instance and not context.schedule.in_progress():
        await stage.instance.delete()


def _as_event(context: WorkshopContext, guild: discord.Guild, state: SessionState) -> dict[str, Any]:
    """What Discord is told: the title in every language; where it is held, the channel or the link."""
    stage, link = places.channel(context, guild, "stage"), context.schedule.link_of(state)
    event: dict[str, Any] = {
        "name": _name(context, state),
        "description": _description(context, state) or None,  # 1 to 1,000 characters (Discord, Guild Scheduled Event)
        "start_time": state.start,
        "end_time": state.end,
        "privacy_level": discord.PrivacyLevel.guild_only,
    }
    if stage is None:
        title = " / ".join(context.workshop.title[language] for language in context.workshop.languages)
        where = link if link and len(link) <= LOCATION else shortened(title, LOCATION)
        return event | {"entity_type": discord.EntityType.external, "location": where}
    kind = discord.EntityType.stage_instance if isinstance(stage, discord.StageChannel) else discord.EntityType.voice
    return event | {"entity_type": kind, "channel": stage}


def _name(context: WorkshopContext, state: SessionState) -> str:
    titles = dict.fromkeys(state.session.title[language] for language in context.workshop.languages)
    return shortened(" / ".join(titles), NAME)


def _description(context: WorkshopContext, state: SessionState) -> str:
    """The session's, in every language, and the link: a calendar shows no other place for it."""
    texts = state.session.description or {}
    blocks = [texts[language] for language in context.workshop.languages if language in texts]
    link = context.schedule.link_of(state) or ""
    words = shortened("\n\n".join(blocks), DESCRIPTION - len(link) - 2)
    return "\n\n".join(filter(None, [words, link]))
