"""What scheduled events and stages do by themselves, as time passes and people come and go.

https://discord.com/developers/docs/resources/guild-scheduled-event
https://support.discord.com/hc/en-us/articles/4409494125719-Scheduled-Events
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from fakecord.model.channel import Channel
from fakecord.model.event import ACTIVE, CANCELED, COMPLETED, EXTERNAL, SCHEDULED, ScheduledEvent, StageInstance
from fakecord.timers import Timer

if TYPE_CHECKING:
    from fakecord.world import World

EMPTY_FOR = timedelta(minutes=3)
NEVER_STARTED = timedelta(hours=3)


class EventLifecycle:
    """Moves events on at their times and tells of each move."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._timers: dict[int, Timer] = {}

    def reckon(self, event: ScheduledEvent) -> None:
        """Set the next thing this event will do by itself."""
        self._world.timers.cancel(self._timers.pop(event.id, None))
        due = self._next_move(event)
        if due:
            at, status = due
            self._timers[event.id] = self._world.timers.at(at, lambda: self.move(event, status))

    def _next_move(self, event: ScheduledEvent) -> tuple[datetime, int] | None:
        """External events start and end at their times.

        One in a channel ends minutes after the last person left it, and is cancelled if nobody starts it for hours.
        """
        if event.entity_type == EXTERNAL and event.end:
            moves = {SCHEDULED: (event.start, ACTIVE), ACTIVE: (event.end, COMPLETED)}
            return moves.get(event.status)
        if event.status == SCHEDULED:
            return event.start + NEVER_STARTED, CANCELED
        if event.status == ACTIVE and event.channel and not event.channel.people:
            return self._world.clock.now() + EMPTY_FOR, COMPLETED
        return None

    def move(self, event: ScheduledEvent, status: int) -> None:
        """Start, complete or cancel an event."""
        event.status = status
        self.tell("UPDATE", event)
        self.reckon(event)
        if status != ACTIVE and event.channel and event.channel.id in event.guild.stages:
            stage = event.guild.stages[event.channel.id]
            if stage.event is event:
                self.close_stage(stage)

    def forget(self, event: ScheduledEvent) -> None:
        self._world.timers.cancel(self._timers.pop(event.id, None))
        event.guild.events.pop(event.id, None)
        self.tell("DELETE", event)

    def tell(self, what: str, event: ScheduledEvent) -> None:
        self._world.publish(f"GUILD_SCHEDULED_EVENT_{what}", event.payload(), guild=event.guild)

    def attendance_changed(self, *channels: Channel | None) -> None:
        """People came or went: an empty channel's event begins to run out, a filled one's no longer does."""
        for channel in filter(None, channels):
            for event in channel.home.events.values():
                if event.channel is channel and event.status == ACTIVE:
                    self.reckon(event)
            self._reckon_stage(channel)

    def open_stage(self, stage: StageInstance) -> None:
        stage.channel.home.stages[stage.channel.id] = stage
        self._world.publish("STAGE_INSTANCE_CREATE", stage.payload(), guild=stage.channel.home)
        self._reckon_stage(stage.channel)

    def close_stage(self, stage: StageInstance) -> None:
        """The event it belongs to ends with it."""
        self._world.timers.cancel(self._timers.pop(stage.id, None))
        stage.channel.home.stages.pop(stage.channel.id, None)
        self._world.publish("STAGE_INSTANCE_DELETE", stage.payload(), guild=stage.channel.home)
        if stage.event and stage.event.status == ACTIVE:
            self.move(stage.event, COMPLETED)

    def speakers_changed(self, channel: Channel) -> None:
        self._reckon_stage(channel)

    def _reckon_stage(self, channel: Channel) -> None:
        """A stage without speakers closes by itself after minutes."""
        stage = channel.home.stages.get(channel.id)
        if stage is None:
            return
        speakers = [m for m in channel.people if m.voice and not m.voice.suppress]
        running = self._timers.get(stage.id)
        if speakers:
            self._world.timers.cancel(self._timers.pop(stage.id, None))
        elif running is None:
            at = self._world.clock.now() + EMPTY_FOR
            self._timers[stage.id] = self._world.timers.at(at, lambda: self.close_stage(stage))

    def channel_goes(self, channel: Channel) -> None:
        """The channel is being deleted: so are its stage and its events."""
        stage = channel.home.stages.get(channel.id)
        if stage:
            self.close_stage(stage)
        for event in [e for e in channel.home.events.values() if e.channel is channel]:
            self.forget(event)
