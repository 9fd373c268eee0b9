"""One API call, as the routes see it."""

from dataclasses import dataclass, field
from typing import Any

from fakecord.errors import Json, known, malformed, missing_access, missing_permissions, two_factor_required, unknown
from fakecord.files import File
from fakecord.model.channel import Channel, Message
from fakecord.model.effective_permissions import implied_by, permissions_in, permissions_of
from fakecord.model.guild import Guild
from fakecord.model.members import BaseGuild, Member, Role
from fakecord.permissions import ALL, ELEVATED, NONE, Permission
from fakecord.world import World


@dataclass(frozen=True)
class Answer:
    """An answer that is not simply 200 with a payload."""

    status: int
    payload: Any = None


NO_CONTENT = Answer(204)


@dataclass
class Call:
    """The request, and the objects it is about. Each method raises the `ApiError` that Discord would answer."""

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
        """A snowflake in the path."""
        value = self.params[name]
        if not value.isdecimal():
            raise malformed(name, "NUMBER_TYPE_COERCE", f'Value "{value}" is not snowflake.')
        return int(value)

    def query_number(self, name: str, default: int, minimum: int, maximum: int) -> int:
        value = self.query.get(name)
        if value is None:
            return default
        if not value.isdecimal() or not minimum <= int(value) <= maximum:
            raise malformed(name, "NUMBER_TYPE_MAX", f"int value should be between {minimum} and {maximum}.")
        return int(value)

    def query_flag(self, name: str) -> bool:
        return self.query.get(name, "").lower() in ("1", "true")

    def guild(self) -> Guild:
        """A guild the bot is in."""
        guild = self.world.guilds.get(self.number("guild_id"))
        if guild is None or not guild.has_bot:
            raise unknown("Guild")
        return guild

    def is_guild_available(self) -> bool:
        """Whether the guild that the request is about, if it is about one, has no outage."""
        of_body = self.body.get("channel_id") if isinstance(self.body, dict) else None
        channel = self.world.channels_ever.get(_snowflake(self.params.get("channel_id") or of_body))
        guild = channel.guild if channel else self.world.guilds.get(_snowflake(self.params.get("guild_id")))
        return guild is None or guild.available

    def channel(self) -> Channel:
        """A channel that exists and that the bot sees."""
        channel = known("Channel", self.world.channel(self.number("channel_id")))
        if Permission.VIEW_CHANNEL not in self.permissions_in(channel):
            raise missing_access()
        return channel

    def message(self, channel: Channel) -> Message:
        """A message of the channel, public and not deleted."""
        number = self.number("message_id")
        for message in reversed(channel.messages):
            if message.id == number and not message.ephemeral and not message.deleted:
                return message
        raise unknown("Message")

    def member(self, guild: Guild) -> Member:
        return known("Member", guild.members.get(self.number("user_id")))

    def role(self, guild: Guild) -> Role:
        return known("Role", guild.roles.get(self.number("role_id")))

    def permissions_in(self, channel: Channel) -> Permission:
        """The bot's permissions in a channel."""
        if channel.guild is None:
            return ALL if self.world.bot in channel.recipients else NONE
        return permissions_in(channel.guild.me, channel) if channel.guild.has_bot else NONE

    def need_in(self, channel: Channel, needed: Permission) -> None:
        granted = self.permissions_in(channel)
        if channel.guild:
            self.world.permissions_used |= needed | implied_by(needed, channel)
        if Permission.VIEW_CHANNEL not in granted:
            raise missing_access()
        if needed not in granted:
            raise missing_permissions()
        if channel.guild:
            self._need_two_factor(channel.guild, needed)

    def need(self, guild: Guild, needed: Permission) -> None:
        self.world.permissions_used |= needed
        if needed not in permissions_of(guild.me):
            raise missing_permissions()
        self._need_two_factor(guild, needed)

    def _need_two_factor(self, guild: BaseGuild, needed: Permission) -> None:
        """https://discord.com/developers/docs/topics/oauth2#two-factor-authentication-requirement"""
        if needed & ELEVATED and guild.two_factor_required and not self.world.portal.owner_has_two_factor:
            raise two_factor_required()

    def need_above(self, guild: Guild, role: Role) -> None:
        """The bot can change only roles below its own highest role."""
        if guild.me.top_position <= role.position:
            raise missing_permissions()


def _snowflake(value: Any) -> int:
    """The number; 0 for anything else."""
    return int(value) if isinstance(value, str) and value.isdecimal() else 0
