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
from bot.core.schedule import SessionStatus, Slot
from bot.workshop.bindings import bind
from bot.workshop.context import Room

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

    async def make_missing(self, room: Room, guild: discord.Guild) -> int:
        """An event for each session still to come that has none; returns how many were made."""
        async with self._lock(room):
            existing = await _unfinished(guild)
            ahead = [s for s in room.schedule.in_order() if s.is_ahead and s.start > room.now() + SOON]
            missing = [slot for slot in ahead if room.places.get(_purpose(slot.id)) not in existing]
            made = 0
            for slot in missing:
                event = _made_before(room, slot, existing)
                if event is None:
                    event = await _make(room, guild, slot)
                    made += 1
                await bind(room, _purpose(slot.id), event.id)
            return made

    async def follow(self, room: Room, guild: discord.Guild) -> bool:
        """Bring the events of sessions that changed since last time in line with them; False where to try again."""
        async with self._lock(room):
            shown = self._shown.setdefault(room.id, {})
            wanted = {slot.id: _fingerprint(room, slot) for slot in room.schedule.in_order()}
            wanted |= dict.fromkeys(_of_sessions_gone(room), GONE)
            changed = [id for id, it in wanted.items() if _purpose(id) in room.places and shown.get(id) != it]
            existing = await _unfinished(guild) if changed else {}
            for id in changed:
                event = existing.get(room.places[_purpose(id)])
                try:
                    if event:  # else it is over, or was deleted by hand: there is no way back
                        await _bring_in_line(room, guild, room.schedule.slots.get(id), event)
                    await _bring_stage_in_line(room, guild, room.schedule.slots.get(id), event)
                except discord.HTTPException as refused:
                    log.warning("The event of %s could not follow its session: %s", id, refused)
                    if refused.status >= 500:
                        continue
                shown[id] = wanted[id]
            return all(shown.get(id) == wanted[id] for id in changed)

    def _lock(self, room: Room) -> asyncio.Lock:
        return self._locks.setdefault(room.id, asyncio.Lock())


async def _unfinished(guild: discord.Guild) -> Events:
    """Those scheduled or under way: Discord names no others."""
    return {event.id: event for event in await guild.fetch_scheduled_events(with_counts=False)}


def _of_sessions_gone(room: Room) -> list[str]:
    """Sessions that had an event and are no longer in the file."""
    had = [purpose.removeprefix("event:") for purpose in room.places if purpose.startswith("event:")]
    return [id for id in had if id not in room.schedule.slots]


async def _make(room: Room, guild: discord.Guild, slot: Slot) -> discord.ScheduledEvent:
    async def look() -> discord.ScheduledEvent | None:
        return _made_before(room, slot, await _unfinished(guild))

    given = {name: value for name, value in _as_event(room, guild, slot).items() if value is not None}
    return await made_once(look, lambda: guild.create_scheduled_event(**given))


def _purpose(session: str) -> str:
    return f"event:{session}"


def _fingerprint(room: Room, slot: Slot) -> tuple[object, ...]:
    return slot.start, slot.end, slot.status, room.schedule.link_of(slot), _name(room, slot), _description(room, slot)


def _made_before(room: Room, slot: Slot, existing: Events) -> discord.ScheduledEvent | None:
    """The event of a setup that was cut off before it could be bound: same name, same start."""
    taken = set(room.places.values())
    for event in existing.values():
        if event.id not in taken and event.name == _name(room, slot) and event.start_time == slot.start:
            return event
    return None


async def _bring_in_line(room: Room, guild: discord.Guild, slot: Slot | None, event: discord.ScheduledEvent) -> None:
    if slot is None:
        await event.edit(status=STATUS.completed if event.status is STATUS.active else STATUS.cancelled)
        return
    match slot.status, event.status:
        case SessionStatus.PLANNED, STATUS.scheduled:
            await _move(room, guild, slot, event)
        case SessionStatus.OPEN, STATUS.scheduled:
            if not _moves_by_itself(event, event.start_time, room):
                await event.edit(status=STATUS.active)
        case SessionStatus.OPEN, STATUS.active:
            await _change_while_on(room, guild, slot, event)
        case SessionStatus.ENDED, STATUS.active:
            if not _moves_by_itself(event, event.end_time, room):
                await event.edit(status=STATUS.completed)
        case ((SessionStatus.ENDED | SessionStatus.CANCELLED), STATUS.scheduled):
            await event.edit(status=STATUS.cancelled)
        case _:
            pass


def _moves_by_itself(event: discord.ScheduledEvent, at: datetime | None, room: Room) -> bool:
    """Whether Discord is starting or ending it at this moment: external events need nobody for that."""
    return event.entity_type is discord.EntityType.external and at is not None and at <= room.now() + SOON


async def _change_while_on(room: Room, guild: discord.Guild, slot: Slot, event: discord.ScheduledEvent) -> None:
    """An external event ends by itself at its end, so it has to know it; the others end with their session."""
    if event.entity_type is not discord.EntityType.external:
        return
    wanted = _as_event(room, guild, slot)
    changed: dict[str, Any] = {}
    if event.end_time != slot.end and slot.end > room.now() + SOON:
        changed["end_time"] = slot.end
    if event.location != wanted.get("location", event.location):
        changed["location"] = wanted["location"]
    if changed:
        await event.edit(**changed)


async def _move(room: Room, guild: discord.Guild, slot: Slot, event: discord.ScheduledEvent) -> None:
    if slot.start <= room.now() + SOON:
        return
    wanted = _as_event(room, guild, slot)
    del wanted["privacy_level"]
    if any(getattr(event, name) != value for name, value in wanted.items()):
        await event.edit(**wanted)


async def _bring_stage_in_line(
    room: Room, guild: discord.Guild, slot: Slot | None, event: discord.ScheduledEvent | None
) -> None:
    """Where the configured channel is a stage, it is live while a session is open."""
    stage = places.channel(room, guild, "stage")
    if slot is None or not isinstance(stage, discord.StageChannel):
        return
    topic = shortened(_name(room, slot), TOPIC)
    if slot.is_open and stage.instance is None:
        await stage.create_instance(topic=topic, scheduled_event=event or discord.utils.MISSING)
    elif slot.is_open and stage.instance and stage.instance.topic != topic:
        await stage.instance.edit(topic=topic)
    elif slot.status is SessionStatus.ENDED and stage.instance and not room.schedule.in_progress():
        await stage.instance.delete()


def _as_event(room: Room, guild: discord.Guild, slot: Slot) -> dict[str, Any]:
    """What Discord is told: the title in every language; where it is held, the channel or the link."""
    stage, link = places.channel(room, guild, "stage"), room.schedule.link_of(slot)
    event: dict[str, Any] = {
        "name": _name(room, slot),
        "description": _description(room, slot) or None,  # 1 to 1,000 characters (Discord, Guild Scheduled Event)
        "start_time": slot.start,
        "end_time": slot.end,
        "privacy_level": discord.PrivacyLevel.guild_only,
    }
    if stage is None:
        title = " / ".join(room.workshop.title[language] for language in room.workshop.languages)
        where = link if link and len(link) <= LOCATION else shortened(title, LOCATION)
        return event | {"entity_type": discord.EntityType.external, "location": where}
    kind = discord.EntityType.stage_instance if isinstance(stage, discord.StageChannel) else discord.EntityType.voice
    return event | {"entity_type": kind, "channel": stage}


def _name(room: Room, slot: Slot) -> str:
    titles = dict.fromkeys(slot.session.title[language] for language in room.workshop.languages)
    return shortened(" / ".join(titles), NAME)


def _description(room: Room, slot: Slot) -> str:
    """The session's, in every language, and the link: a calendar shows no other place for it."""
    texts = slot.session.description or {}
    blocks = [texts[language] for language in room.workshop.languages if language in texts]
    link = room.schedule.link_of(slot) or ""
    words = shortened("\n\n".join(blocks), DESCRIPTION - len(link) - 2)
    return "\n\n".join(filter(None, [words, link]))
