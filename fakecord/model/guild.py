"""A guild with its channels, voice states and scheduled events.

https://discord.com/developers/docs/resources/guild
"""

from datetime import datetime
from typing import TypeVar

from fakecord.clock import Clock
from fakecord.errors import Json
from fakecord.model.channel import Channel
from fakecord.model.channel_types import TYPES, stored_name
from fakecord.model.event import ScheduledEvent, StageInstance
from fakecord.model.members import BaseGuild, Member, Publisher, Role
from fakecord.model.thread import Thread
from fakecord.model.user import User
from fakecord.model.voice import VoiceState
from fakecord.permissions import Permission
from fakecord.snowflakes import Snowflake, Snowflakes

T = TypeVar("T")
FIXED_FIELDS: Json = {
    "icon": None,
    "description": None,
    "home_header": None,
    "splash": None,
    "discovery_splash": None,
    "banner": None,
    "application_id": None,
    "region": "deprecated",
    "afk_channel_id": None,
    "afk_timeout": 300,
    "system_channel_id": None,
    "system_channel_flags": 0,
    "widget_enabled": False,
    "widget_channel_id": None,
    "verification_level": 0,
    "default_message_notifications": 0,
    "explicit_content_filter": 0,
    "max_presences": None,
    "max_members": 500000,
    "max_stage_video_channel_users": 50,
    "max_video_channel_users": 25,
    "vanity_url_code": None,
    "premium_tier": 0,
    "premium_subscription_count": 0,
    "rules_channel_id": None,
    "safety_alerts_channel_id": None,
    "public_updates_channel_id": None,
    "premium_progress_bar_enabled": False,
    "nsfw": False,
    "nsfw_level": 0,
    "emojis": [],
    "stickers": [],
    "incidents_data": None,
}
"""Fields of every guild's payload that fakecord never changes."""


class Guild(BaseGuild):
    """A Discord server. Each change here sends its gateway event to the bot."""

    def __init__(
        self, clock: Clock, ids: Snowflakes, publisher: Publisher, bot: User, channels_ever: dict[int, Channel],
        name: str, owner: User, locale: str,
    ) -> None:  # fmt: skip
        """`channels_ever` holds the channels of all guilds by id, deleted ones too: new ones are added to it."""
        super().__init__(ids.next(), name, owner, bot, locale, publisher, clock)
        self._ids = ids
        self._channels_ever = channels_ever
        self.channels: dict[int, Channel] = {}
        self.threads: dict[int, Thread] = {}
        self.voice_states: dict[int, VoiceState] = {}
        """By the account's id."""
        self.events: dict[int, ScheduledEvent] = {}
        self.stages: dict[int, StageInstance] = {}
        """By the channel's id."""
        self.add_member(owner)

    # look up

    def channel(self, name: str) -> Channel:
        """The channel of this name; `KeyError` if there is none or there are several."""
        return _only([c for c in self.channels.values() if c.name == name], name)

    def role(self, name: str) -> Role:
        """The role of this name; `KeyError` if there is none or there are several."""
        return _only([r for r in self.roles.values() if r.name == name], name)

    def event(self, name: str) -> ScheduledEvent:
        """The scheduled event of this name; `KeyError` if there is none or there are several."""
        return _only([e for e in self.events.values() if e.name == name], name)

    def members_in(self, channel: Channel) -> list[Member]:
        """The members in a voice or stage channel."""
        return [s.member for s in self.voice_states.values() if s.channel is channel]

    # what an administrator does

    def new_channel(self, name: str, type: str = "text", *, topic: str | None = None) -> Channel:
        """A new channel; `type` is one of `channel_types.TYPES`."""
        kind = TYPES[type]
        return self.add_channel(
            Channel(self._ids.next(), kind, stored_name(name, kind), self, len(self.channels), topic)
        )

    def new_role(self, name: str, permissions: int = 0) -> Role:
        """A new role at the bottom, as Discord's client makes it; `role.move_to` lifts it."""
        return self.add_role(Role(self._ids.next(), self, name, Permission(permissions), 0))

    def give(self, account: Snowflake, role: Role) -> None:
        """Give a role to a person, a member or a user of this guild."""
        member = self.members[account.id]
        if role not in member.roles:
            self.set_roles(member, [*member.roles, role])

    def take(self, account: Snowflake, role: Role) -> None:
        """Take a role away."""
        member = self.members[account.id]
        if role in member.roles:
            self.set_roles(member, [each for each in member.roles if each is not role])

    def time_out(self, account: Snowflake, until: datetime | None) -> None:
        """Time a member out, or end that with None. The client offers one minute to four weeks."""
        member = self.members[account.id]
        member.timed_out_until = until
        self.member_changed(member)

    # changes, and their gateway events

    def add_member(self, user: User) -> Member:
        member = Member(user, self, self.clock.now(), pending=self.screens_members and user is not self.bot)
        self.members[user.id] = member
        if user is not self.bot:
            self.publish("GUILD_MEMBER_ADD", member.payload())
        return member

    def set_roles(self, member: Member, roles: list[Role]) -> None:
        """Set a member's roles. A member with a role is no longer pending: a role bypasses the screening.

        https://discord.com/developers/docs/resources/guild#membership-screening-object
        """
        member.roles = roles
        member.pending &= not roles
        self.member_changed(member)

    def remove_member(self, member: Member) -> None:
        self.members.pop(member.id, None)
        self.publish("GUILD_MEMBER_REMOVE", {"user": member.user.payload()})

    def add_role(self, role: Role, *, tell: bool = True) -> Role:
        """New roles start at the bottom, just above @everyone. Without `tell` the event is left to the caller."""
        for other in self.roles.values():
            if other is not self.everyone:
                other.position += 1
        role.position = 1
        self.roles[role.id] = role
        if tell:
            self.role_created(role)
        return role

    def role_created(self, role: Role) -> None:
        self.publish("GUILD_ROLE_CREATE", {"role": role.payload()})

    def remove_role(self, role: Role) -> None:
        del self.roles[role.id]
        for member in self.members.values():
            if role in member.roles:
                member.roles.remove(role)
        for channel in self.channels.values():
            channel.overwrites.pop(role.id, None)
        self.publish("GUILD_ROLE_DELETE", {"role_id": str(role.id)})

    def require_two_factor(self, required: bool = True) -> None:
        """Require two-factor authentication of moderators, as the owner does in Safety Setup."""
        self.two_factor_required = required
        self.publish("GUILD_UPDATE", self.payload())

    def add_channel(self, channel: Channel) -> Channel:
        self.channels[channel.id] = self._channels_ever[channel.id] = channel
        self.publish("CHANNEL_CREATE", channel.payload())
        return channel

    def add_thread(self, thread: Thread) -> None:
        self.threads[thread.id] = self._channels_ever[thread.id] = thread

    def threads_in(self, channel: Channel) -> list[Thread]:
        return [t for t in self.threads.values() if t.parent is channel]

    def remove_channel(self, channel: Channel) -> None:
        channel.deleted = True
        self.channels.pop(channel.id, None)
        for child in self.channels.values():
            if child.parent_id == channel.id:
                child.parent_id = None
        self.publish("CHANNEL_DELETE", channel.payload())

    def payload(self) -> Json:
        """The guild as the HTTP API sends it."""
        features = {"COMMUNITY": self.community, "MEMBER_VERIFICATION_GATE_ENABLED": self.screens_members}
        return FIXED_FIELDS | {
            "id": str(self.id),
            "name": self.name,
            "features": [name for name, has in features.items() if has],
            "owner_id": str(self.owner.id),
            "roles": [r.payload() for r in self.roles.values()],
            "preferred_locale": self.locale,
            "mfa_level": int(self.two_factor_required),
        }


class Guilds(dict[int, Guild]):
    """All guilds by id."""

    def of(self, channel: Channel) -> Guild:
        """The guild of a channel; `ValueError` for a direct one."""
        if channel.guild is None:
            raise ValueError(f"{channel} is a direct channel")
        return self[channel.guild.id]


def _only(found: list[T], name: str) -> T:
    if len(found) != 1:
        raise KeyError(f"{len(found)} of the name {name!r}")
    return found[0]
