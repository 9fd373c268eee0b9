"""One Discord scheduled event a session: made by setup, moved, started and completed with the session.

Its status is read before it is changed, since Discord itself starts, completes and cancels events.
"""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta
from typing import Any

import discord

from bot.chat import places
from bot.chat.posts import shortened
from bot.domain.schedule import SessionStatus, Slot
from bot.services.places import bind
from bot.services.room import Room

log = logging.getLogger(__name__)

NAME, DESCRIPTION, LOCATION = 100, 1_000, 100
"""Most characters of an event's name, description and location (Discord, Guild Scheduled Event)."""
SOON = timedelta(seconds=1)
"""Discord takes no start in the past: an event for a session that starts this soon is not made or moved any more."""
STATUS = discord.EventStatus


class EventKeeper:
    """Brings the scheduled events in line with the programme, one room at a time."""

    def __init__(self) -> None:
        self._shown: dict[str, dict[str, tuple[object, ...]]] = {}
        self._locks: dict[str, asyncio.Lock] = {}

    async def make_missing(self, room: Room, guild: discord.Guild) -> int:
        """An event for each session still to come that has none; returns how many were made."""
        async with self._lock(room):
            existing = {event.id: event for event in await guild.fetch_scheduled_events(with_counts=False)}
            ahead = [s for s in room.schedule.in_order() if s.is_ahead and s.start > room.now() + SOON]
            missing = [slot for slot in ahead if room.places.get(_purpose(slot)) not in existing]
            made = 0
            for slot in missing:
                event = _made_before(room, slot, existing.values())
                if event is None:
                    event = await guild.create_scheduled_event(**_as_event(room, guild, slot))
                    made += 1
                await bind(room, _purpose(slot), event.id)
            return made

    async def follow(self, room: Room, guild: discord.Guild) -> None:
        """Bring the events of sessions that changed since last time in line with them."""
        async with self._lock(room):
            shown = self._shown.setdefault(room.id, {})
            changed = [
                slot
                for slot in room.schedule.in_order()
                if _purpose(slot) in room.places and shown.get(slot.id) != _fingerprint(slot)
            ]
            for slot in changed:
                try:
                    await _bring_in_line(room, guild, slot)
                except discord.HTTPException as refused:
                    log.warning("The event of %s could not follow its session: %s", slot.id, refused)
                shown[slot.id] = _fingerprint(slot)

    def _lock(self, room: Room) -> asyncio.Lock:
        return self._locks.setdefault(room.id, asyncio.Lock())


def _purpose(slot: Slot) -> str:
    return f"event:{slot.id}"


def _fingerprint(slot: Slot) -> tuple[object, ...]:
    return slot.start, slot.end, slot.status, slot.link


def _made_before(room: Room, slot: Slot, existing: Any) -> discord.ScheduledEvent | None:
    """The event of a setup that was cut off before it could be bound: same name, same start."""
    taken = set(room.places.values())
    for event in existing:
        if event.id not in taken and event.name == _name(room, slot) and event.start_time == slot.start:
            return event  # type: ignore[no-any-return]
    return None


async def _bring_in_line(room: Room, guild: discord.Guild, slot: Slot) -> None:
    try:
        event = await guild.fetch_scheduled_event(room.places[_purpose(slot)], with_counts=False)
    except discord.NotFound:
        return  # deleted by hand: setup makes it again
    match slot.status, event.status:
        case SessionStatus.PLANNED, STATUS.scheduled:
            await _move(room, guild, slot, event)
        case SessionStatus.OPEN, STATUS.scheduled:
            await event.edit(status=STATUS.active)
        case SessionStatus.OPEN, STATUS.active:
            if event.entity_type is discord.EntityType.external and event.end_time != slot.end:
                await event.edit(end_time=slot.end)
        case SessionStatus.ENDED, STATUS.active:
            await event.edit(status=STATUS.completed)
        case ((SessionStatus.ENDED | SessionStatus.CANCELLED), STATUS.scheduled):
            await event.edit(status=STATUS.cancelled)
        case _:
            pass  # completed or cancelled: there is no way back


async def _move(room: Room, guild: discord.Guild, slot: Slot, event: discord.ScheduledEvent) -> None:
    wanted = _as_event(room, guild, slot)
    if slot.start <= room.now() + SOON:
        return
    differs = event.start_time != slot.start or event.name != wanted["name"] or event.end_time != wanted["end_time"]
    if differs or (event.location or "") != wanted.get("location", event.location or ""):
        del wanted["privacy_level"]
        await event.edit(**wanted)


def _as_event(room: Room, guild: discord.Guild, slot: Slot) -> dict[str, Any]:
    """What Discord is told: the title in every language; where it is held, the channel or the link."""
    stage, link = places.channel(room, guild, "stage"), room.schedule.link_of(slot)
    event: dict[str, Any] = {
        "name": _name(room, slot),
        "description": _description(room, slot),
        "start_time": slot.start,
        "end_time": slot.end,
        "privacy_level": discord.PrivacyLevel.guild_only,
    }
    if stage is None or slot.link or slot.session.link:
        title = " / ".join(room.workshop.title[language] for language in room.workshop.languages)
        where = link if link and len(link) <= LOCATION else shortened(title, LOCATION)
        return event | {"entity_type": discord.EntityType.external, "location": where}
    kind = discord.EntityType.stage_instance if isinstance(stage, discord.StageChannel) else discord.EntityType.voice
    return event | {"entity_type": kind, "channel": stage}


def _name(room: Room, slot: Slot) -> str:
    titles = dict.fromkeys(slot.session.title[language] for language in room.workshop.languages)
    return shortened(" / ".join(titles), NAME)


def _description(room: Room, slot: Slot) -> str:
    texts = slot.session.description
    if texts is None:
        return ""
    return shortened("\n\n".join(texts[language] for language in room.workshop.languages), DESCRIPTION)
