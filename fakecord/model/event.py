"""Scheduled events and stage instances, as data.

https://discord.com/developers/docs/resources/guild-scheduled-event
https://discord.com/developers/docs/resources/stage-instance
"""

from dataclasses import dataclass, field
from datetime import datetime

from fakecord.errors import Json
from fakecord.model.channel import Channel
from fakecord.model.members import BaseGuild
from fakecord.model.user import User

IN_STAGE, IN_VOICE, EXTERNAL = 1, 2, 3
SCHEDULED, ACTIVE, COMPLETED, CANCELED = 1, 2, 3, 4
STATUS_NAMES = {SCHEDULED: "scheduled", ACTIVE: "active", COMPLETED: "completed", CANCELED: "canceled"}


@dataclass(eq=False)
class ScheduledEvent:
    """An event in the guild's list of events."""

    id: int
    guild: BaseGuild
    creator: User
    name: str
    start: datetime
    entity_type: int
    end: datetime | None = None
    description: str | None = None
    channel: Channel | None = None
    location: str | None = None
    status: int = SCHEDULED
    subscribers: list[User] = field(default_factory=list)

    @property
    def status_name(self) -> str:
        return STATUS_NAMES[self.status]

    @property
    def is_open(self) -> bool:
        """Whether it is neither completed nor cancelled."""
        return self.status in (SCHEDULED, ACTIVE)

    def payload(self, *, with_user_count: bool = False) -> Json:
        payload: Json = {
            "id": str(self.id),
            "guild_id": str(self.guild.id),
            "channel_id": str(self.channel.id) if self.channel else None,
            "creator_id": str(self.creator.id),
            "creator": self.creator.payload(),
            "name": self.name,
            "description": self.description,
            "scheduled_start_time": self.start.isoformat(),
            "scheduled_end_time": self.end.isoformat() if self.end else None,
            "privacy_level": 2,
            "status": self.status,
            "entity_type": self.entity_type,
            "entity_id": None,
            "entity_metadata": {"location": self.location} if self.entity_type == EXTERNAL else None,
            "image": None,
            "recurrence_rule": None,
            "guild_scheduled_event_exceptions": [],
        }
        if with_user_count:
            payload["user_count"] = len(self.subscribers)
        return payload

    def __repr__(self) -> str:
        return f"<ScheduledEvent {self.name} {self.status_name}>"


@dataclass(eq=False)
class StageInstance:
    """A stage channel that is live."""

    id: int
    guild: BaseGuild
    channel: Channel
    topic: str
    event: ScheduledEvent | None = None

    def payload(self) -> Json:
        return {
            "id": str(self.id),
            "guild_id": str(self.guild.id),
            "channel_id": str(self.channel.id),
            "topic": self.topic,
            "privacy_level": 2,
            "discoverable_disabled": True,
            "guild_scheduled_event_id": str(self.event.id) if self.event else None,
        }
