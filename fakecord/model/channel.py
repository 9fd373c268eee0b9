"""Channels of a guild, and direct ones.

https://discord.com/developers/docs/resources/channel
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fakecord.errors import Json
from fakecord.permissions import NONE, Permission

if TYPE_CHECKING:
    from fakecord.model.guild import Guild, Member
    from fakecord.model.message import Message
    from fakecord.model.role import Role
    from fakecord.model.user import User
    from fakecord.world import World

TYPES = {"text": 0, "dm": 1, "voice": 2, "category": 4, "announcement": 5, "stage": 13, "forum": 15}
TEXT, DM, VOICE, CATEGORY, ANNOUNCEMENT, STAGE, FORUM = TYPES.values()
LOWER_CASE = (TEXT, ANNOUNCEMENT, FORUM)


@dataclass(frozen=True)
class Overwrite:
    """What a channel allows and denies one role (0) or one member (1)."""

    target: int
    type: int
    allow: Permission = NONE
    deny: Permission = NONE

    def payload(self) -> Json:
        return {
            "id": str(self.target),
            "type": self.type,
            "allow": str(int(self.allow)),
            "deny": str(int(self.deny)),
        }


UPLOAD_LIMIT = 10 * 1024 * 1024
"""Of a direct message, and of a server that is not boosted; in bytes."""


def stored_name(name: str, channel_type: int) -> str:
    """Text channels' names are kept in lower case, with hyphens for spaces."""
    if channel_type not in LOWER_CASE:
        return name.strip()
    return re.sub(r"[\s-]+", "-", name.lower()).strip("-")


@dataclass(eq=False)
class Channel:
    """A channel; `guild` is None for a direct one, whose two people are `recipients`."""

    id: int
    world: World
    type: int
    name: str
    guild: Guild | None = None
    position: int = 0
    topic: str | None = None
    parent_id: int | None = None
    nsfw: bool = False
    slowmode: int = 0
    bitrate: int = 64000
    user_limit: int = 0
    recipients: tuple[User, ...] = ()
    overwrites: dict[int, Overwrite] = field(default_factory=dict)
    messages: list[Message] = field(default_factory=list)
    last_message: int | None = None
    """The last that all could read, deleted since or not (Discord, Channel Object, `last_message_id`)."""
    deleted: bool = False

    @property
    def upload_limit(self) -> int:
        """Most bytes of files that a message here takes."""
        return self.guild.upload_limit if self.guild else UPLOAD_LIMIT

    @property
    def is_voice(self) -> bool:
        return self.type in (VOICE, STAGE)

    @property
    def is_text(self) -> bool:
        """Whether it takes messages: voice and stage channels do too."""
        return self.type in (TEXT, DM, ANNOUNCEMENT, VOICE, STAGE)

    @property
    def mention(self) -> str:
        return f"<#{self.id}>"

    @property
    def home(self) -> Guild:
        """The guild of a channel that has one."""
        if self.guild is None:
            raise ValueError(f"{self} is a direct channel")
        return self.guild

    @property
    def people(self) -> list[Member]:
        """Who is in this voice or stage channel."""
        return [s.member for s in self.home.voice_states.values() if s.channel is self]

    @property
    def history(self) -> list[Message]:
        """What everyone who sees the channel can read, oldest first."""
        return [m for m in self.messages if m.ephemeral_for is None and m.deleted is None]

    def add(self, message: Message) -> None:
        self.messages.append(message)
        if message.ephemeral_for is None:
            self.last_message = message.id

    def set_overwrite(self, target: Role | Member, *, allow: int = 0, deny: int = 0) -> None:
        """What an organiser does in the channel's settings."""
        from fakecord.model.role import Role

        is_role = isinstance(target, Role)
        target_id = target.id if isinstance(target, Role) else target.user.id
        self.overwrites[target_id] = Overwrite(target_id, 0 if is_role else 1, Permission(allow), Permission(deny))
        self.home.channel_changed(self)

    def change(self, *, name: str | None = None, topic: str | None = None) -> None:
        if name is not None:
            self.name = stored_name(name, self.type)
        if topic is not None:
            self.topic = topic
        self.home.channel_changed(self)

    def delete(self) -> None:
        """Delete it, by hand or by mistake."""
        self.home.remove_channel(self)

    def payload(self) -> Json:
        """The channel as Discord tells it."""
        if self.guild is None:
            return self._direct_payload()
        payload: Json = {
            "id": str(self.id),
            "type": self.type,
            "name": self.name,
            "guild_id": str(self.guild.id),
            "position": self.position,
            "parent_id": str(self.parent_id) if self.parent_id else None,
            "permission_overwrites": [o.payload() for o in self.overwrites.values()],
            "nsfw": self.nsfw,
            "flags": 0,
        }
        if self.is_text:
            payload |= {
                "topic": self.topic,
                "last_message_id": str(self.last_message) if self.last_message else None,
                "rate_limit_per_user": self.slowmode,
                "last_pin_timestamp": None,
            }
        if self.is_voice:
            payload |= {
                "bitrate": self.bitrate,
                "user_limit": self.user_limit,
                "rtc_region": None,
                "video_quality_mode": 1,
            }
        return payload

    def _direct_payload(self) -> Json:
        return {
            "id": str(self.id),
            "type": DM,
            "flags": 0,
            "last_message_id": str(self.last_message) if self.last_message else None,
            "last_pin_timestamp": None,
            "recipients": [u.payload() for u in self.recipients if not u.bot],
        }

    def __repr__(self) -> str:
        return f"<Channel {self.name}>"
