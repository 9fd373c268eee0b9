"""A request, as the routes see it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from fakecord.errors import Json, malformed, missing_access, missing_permissions, unknown
from fakecord.files import File
from fakecord.model.channel import Channel
from fakecord.model.guild import Guild, Member
from fakecord.model.message import Message
from fakecord.model.role import Role
from fakecord.permissions import ALL, Permission, implied_by, permissions_in, permissions_of

if TYPE_CHECKING:
    from fakecord.world import World


@dataclass(frozen=True)
class Answer:
    """What is sent back when it is not simply 200 and a payload."""

    status: int
    payload: Any = None


NO_CONTENT = Answer(204)


@dataclass
class Call:
    """What was asked, and short ways to what it is about; each refuses as Discord does."""

    world: World
    method: str
    path: str
    params: dict[str, str] = field(default_factory=dict)
    query: dict[str, str] = field(default_factory=dict)
    body: Any = None
    files: list[File] = field(default_factory=list)

    @property
    def form(self) -> Json:
        """The body, which must be an object."""
        if not isinstance(self.body, dict):
            raise malformed("body", "MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType")
        return self.body

    def number(self, name: str) -> int:
        value = self.params[name]
        if not value.isdecimal():
            raise malformed(name, "NUMBER_TYPE_COERCE", f'Value "{value}" is not snowflake.')
        return int(value)

    def query_number(self, name: str, default: int, least: int, most: int) -> int:
        value = self.query.get(name)
        if value is None:
            return default
        if not value.isdecimal() or not least <= int(value) <= most:
            raise malformed(name, "NUMBER_TYPE_MAX", f"int value should be between {least} and {most}.")
        return int(value)

    def query_flag(self, name: str) -> bool:
        return self.query.get(name, "").lower() in ("1", "true")

    def guild(self) -> Guild:
        """A guild the bot is in."""
        guild = self.world.guilds.get(self.number("guild_id"))
        if guild is None or not guild.has_bot:
            raise unknown("Guild")
        return guild

    def channel(self) -> Channel:
        """A channel that exists and that the bot sees."""
        channel = self.world.channels.get(self.number("channel_id"))
        if channel is None:
            raise unknown("Channel")
        if Permission.VIEW_CHANNEL not in self.may(channel):
            raise missing_access()
        return channel

    def message(self, channel: Channel, name: str = "message_id") -> Message:
        """A message of the channel, public and not deleted."""
        number = self.number(name)
        for message in reversed(channel.messages):
            if message.id == number and not message.ephemeral and not message.deleted:
                return message
        raise unknown("Message")

    def member(self, guild: Guild, name: str = "user_id") -> Member:
        member = guild.members.get(self.number(name))
        if member is None:
            raise unknown("Member")
        return member

    def role(self, guild: Guild) -> Role:
        role = guild.roles.get(self.number("role_id"))
        if role is None:
            raise unknown("Role")
        return role

    def may(self, channel: Channel) -> Permission:
        """What the bot may do in a channel."""
        if channel.guild is None:
            return ALL if self.world.bot in channel.recipients else Permission(0)
        return permissions_in(channel.guild.me, channel) if channel.guild.has_bot else Permission(0)

    def need_in(self, channel: Channel, needed: Permission) -> None:
        may = self.may(channel)
        if channel.guild:
            self.world.exercised |= needed | implied_by(needed, channel)
        if Permission.VIEW_CHANNEL not in may:
            raise missing_access()
        if needed not in may:
            raise missing_permissions()

    def need(self, guild: Guild, needed: Permission) -> None:
        self.world.exercised |= needed
        if needed not in permissions_of(guild.me):
            raise missing_permissions()

    def need_above(self, guild: Guild, role: Role) -> None:
        """Only roles under one's own highest can be touched."""
        if guild.me.top_position <= role.position:
            raise missing_permissions()
