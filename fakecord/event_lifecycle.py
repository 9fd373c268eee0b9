"""Scheduled events and stages that start and end by themselves, as time passes and people come and go.

https://discord.com/developers/docs/resources/guild-scheduled-event
https://support.discord.com/hc/en-us/articles/4409494125719-Scheduled-Events
"""

from datetime import datetime, timedelta

from fakecord.clock import Clock
from fakecord.model.channel import Channel
from fakecord.model.event import (
    ACTIVE,
    CANCELED,
    COMPLETED,
    EXTERNAL,
    IN_STAGE,
    SCHEDULED,
    ScheduledEvent,
    StageInstance,
)
from fakecord.model.guild import Guilds
from fakecord.model.members import Publisher
from fakecord.snowflakes import Snowflakes
from fakecord.timers import Timer, Timers

EMPTY_FOR = timedelta(minutes=3)
NEVER_STARTED = timedelta(hours=3)


class EventLifecycle:
    """Changes the status of events and stages at the right time, and tells the bot of each change."""

    def __init__(self, clock: Clock, ids: Snowflakes, timers: Timers, publisher: Publisher, guilds: Guilds) -> None:
        self._clock = clock
        self._ids = ids
        self._all_timers = timers
        self._publisher = publisher
        self._guilds = guilds
        self._timers: dict[int, Timer] = {}
        """The next change of each event and each stage, by its id."""
        self.forgets_external = False
        """Whether external events stay as they are at their start and end. Discord does not always change them."""

    def schedule_next(self, event: ScheduledEvent) -> None:
        """Set the timer for the event's next automatic change of status."""
        self._cancel_timer(event.id)
        change = self._next_change(event)
        if change:
            at, status = change
            self._timers[event.id] = self._all_timers.at(at, lambda: self.set_status(event, status))

    def _next_change(self, event: ScheduledEvent) -> tuple[datetime, int] | None:
        """When the status changes by itself, and to what.

        External events start and end at their times. An event in a channel ends minutes after the last person left
        it, and is cancelled if nobody starts it for hours.
        """
        if event.entity_type == EXTERNAL and self.forgets_external:
            return None
        if event.entity_type == EXTERNAL and event.end:
            changes = {SCHEDULED: (event.start, ACTIVE), ACTIVE: (event.end, COMPLETED)}
            return changes.get(event.status)
        if event.status == SCHEDULED:
            return event.start + NEVER_STARTED, CANCELED
        if event.status == ACTIVE and event.channel and not self._guilds.of(event.channel).members_in(event.channel):
            return self._clock.now() + EMPTY_FOR, COMPLETED
        return None

    def set_status(self, event: ScheduledEvent, status: int) -> None:
        """Start, complete or cancel an event. Its stage opens with it and closes with it."""
        event.status = status
        self.publish("UPDATE", event)
        self.schedule_next(event)
        stage = self._guilds.of(event.channel).stages.get(event.channel.id) if event.channel else None
        if status == ACTIVE and event.entity_type == IN_STAGE and event.channel and stage is None:
            self.open_stage(StageInstance(self._ids.next(), event.guild, event.channel, event.name, event))
        elif status != ACTIVE and stage and stage.event is event:
            self.close_stage(stage)

    def delete(self, event: ScheduledEvent) -> None:
        self._cancel_timer(event.id)
        self._guilds[event.guild.id].events.pop(event.id, None)
        self.publish("DELETE", event)

    def publish(self, what: str, event: ScheduledEvent) -> None:
        """Send GUILD_SCHEDULED_EVENT_CREATE, _UPDATE or _DELETE."""
        self._publisher.publish(f"GUILD_SCHEDULED_EVENT_{what}", event.payload(), event.guild)

    def attendance_changed(self, *channels: Channel | None) -> None:
        """Somebody entered or left a channel. The event of an empty channel will end, all others continue."""
        for channel in filter(None, channels):
            for event in self._guilds.of(channel).events.values():
                if event.channel is channel and event.status == ACTIVE:
                    self.schedule_next(event)
            self.speakers_changed(channel)

    def open_stage(self, stage: StageInstance) -> None:
        self._guilds.of(stage.channel).stages[stage.channel.id] = stage
        self._publisher.publish("STAGE_INSTANCE_CREATE", stage.payload(), stage.guild)
        self.speakers_changed(stage.channel)

    def close_stage(self, stage: StageInstance) -> None:
        """The scheduled event of the stage ends with it."""
        self._cancel_timer(stage.id)
        self._guilds.of(stage.channel).stages.pop(stage.channel.id, None)
        self._publisher.publish("STAGE_INSTANCE_DELETE", stage.payload(), stage.guild)
        if stage.event and stage.event.status == ACTIVE:
            self.set_status(stage.event, COMPLETED)

    def speakers_changed(self, channel: Channel) -> None:
        """A stage without speakers closes by itself after minutes."""
        guild = self._guilds.of(channel)
        stage = guild.stages.get(channel.id)
        if stage is None:
            return
        if any(s.channel is channel and not s.suppress for s in guild.voice_states.values()):
            self._cancel_timer(stage.id)
        elif stage.id not in self._timers:
            at = self._clock.now() + EMPTY_FOR
            self._timers[stage.id] = self._all_timers.at(at, lambda: self.close_stage(stage))

    def channel_deleted(self, channel: Channel) -> None:
        """The stage and the scheduled events of a channel go with it."""
        guild = self._guilds.of(channel)
        stage = guild.stages.get(channel.id)
        if stage:
            self.close_stage(stage)
        for event in [e for e in guild.events.values() if e.channel is channel]:
            self.delete(event)

    def _cancel_timer(self, number: int) -> None:
        self._all_timers.cancel(self._timers.pop(number, None))
