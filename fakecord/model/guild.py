"""A guild, its members, and what happens to both.

https://discord.com/developers/docs/resources/guild
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

from fakecord.errors import Json
from fakecord.model.channel import TYPES, UPLOAD_LIMIT, Channel, stored_name
from fakecord.model.role import Role
from fakecord.model.user import User
from fakecord.model.voice import VoiceState
from fakecord.permissions import EVERYONE, Permission

if TYPE_CHECKING:
    from fakecord.model.event import ScheduledEvent, StageInstance
    from fakecord.people.person import Person
    from fakecord.world import World

T = TypeVar("T")


@dataclass(eq=False)
class Member:
    """An account in a guild."""

    user: User
    guild: Guild
    joined_at: datetime
    roles: list[Role] = field(default_factory=list)
    nick: str | None = None
    mute: bool = False
    deaf: bool = False

    @property
    def top_position(self) -> int:
        return max((r.position for r in self.roles), default=0)

    @property
    def voice(self) -> VoiceState | None:
        return self.guild.voice_states.get(self.user.id)

    def payload(self, *, with_user: bool = True) -> Json:
        payload: Json = {
            "nick": self.nick,
            "avatar": None,
            "banner": None,
            "collectibles": None,
            "roles": [str(r.id) for r in self.roles],
            "joined_at": self.joined_at.isoformat(),
            "premium_since": None,
            "communication_disabled_until": None,
            "pending": False,
            "flags": 0,
            "mute": self.mute,
            "deaf": self.deaf,
        }
        if with_user:
            payload["user"] = self.user.payload()
        return payload

    def __repr__(self) -> str:
        return f"<Member {self.user.name}>"


class Guild:
    """A Discord server of the stand-in.

    Only a `community` lets the bot make stage and announcement channels. `upload_limit` is in bytes: 50 or 100 MiB in
    a server that is boosted. Discord has moved these, and tells the one that holds with each interaction.
    """

    def __init__(self, world: World, name: str, owner: User, locale: str) -> None:
        self.world = world
        self.id = world.ids.next()
        self.name = name
        self.locale = locale
        self.community = False
        self.upload_limit = UPLOAD_LIMIT
        self.owner = owner
        self.everyone = Role(self.id, self, "@everyone", EVERYONE, 0)
        self.roles: dict[int, Role] = {self.id: self.everyone}
        self.channels: dict[int, Channel] = {}
        self.members: dict[int, Member] = {}
        self.voice_states: dict[int, VoiceState] = {}
        self.events: dict[int, ScheduledEvent] = {}
        self.stages: dict[int, StageInstance] = {}
        self.persons: dict[int, Person] = {}
        self.add_member(owner)

    # what the play does here

    @property
    def person(self) -> Person:
        """The owner, as somebody who can act."""
        return self.persons[self.owner.id]

    def new_person(self, name: str, *, locale: str = "en-US", dms_open: bool = True) -> Person:
        """Somebody joins the guild."""
        return self.welcome(self.world.new_user(name, locale=locale, dms_open=dms_open))

    def welcome(self, user: User) -> Person:
        """An account that exists joins (again)."""
        from fakecord.people.person import Person

        if user.id not in self.members:
            self.add_member(user)
        return self.persons.setdefault(user.id, Person(self.world, user, self))

    def channel(self, name: str) -> Channel:
        """The channel of this name; `KeyError` if there is none or there are several."""
        return self._only([c for c in self.channels.values() if c.name == name], name)

    def role(self, name: str) -> Role:
        return self._only([r for r in self.roles.values() if r.name == name], name)

    def event(self, name: str) -> ScheduledEvent:
        return self._only([e for e in self.events.values() if e.name == name], name)

    def new_channel(self, name: str, type: str = "text", *, topic: str | None = None) -> Channel:
        kind = TYPES[type]
        channel = Channel(
            self.world.ids.next(), self.world, kind, stored_name(name, kind), self, len(self.channels), topic
        )
        return self.add_channel(channel)

    def new_role(self, name: str, permissions: int = 0, *, mentionable: bool = False) -> Role:
        """A new role, at the bottom as Discord's client makes it; `move_to` lifts it."""
        role = Role(self.world.ids.next(), self, name, Permission(permissions), 0, mentionable=mentionable)
        return self.add_role(role)

    def give(self, person: Person, role: Role) -> None:
        member = self.members[person.user.id]
        if role not in member.roles:
            member.roles.append(role)
            self.member_changed(member)

    def take(self, person: Person, role: Role) -> None:
        member = self.members[person.user.id]
        if role in member.roles:
            member.roles.remove(role)
            self.member_changed(member)

    @staticmethod
    def _only(found: list[T], name: str) -> T:
        if len(found) != 1:
            raise KeyError(f"{len(found)} of the name {name!r}")
        return found[0]

    # what happens, and who is told

    @property
    def has_bot(self) -> bool:
        return self.world.bot.id in self.members

    @property
    def me(self) -> Member:
        """The bot as a member."""
        return self.members[self.world.bot.id]

    def tell(self, event: str, payload: Json) -> None:
        self.world.publish(event, payload | {"guild_id": str(self.id)}, guild=self)

    def add_member(self, user: User) -> Member:
        member = Member(user, self, self.world.clock.now())
        self.members[user.id] = member
        if user is not self.world.bot:
            self.tell("GUILD_MEMBER_ADD", member.payload())
        return member

    def remove_member(self, member: Member) -> None:
        self.world.voice.leave(member)
        self.members.pop(member.user.id, None)
        self.tell("GUILD_MEMBER_REMOVE", {"user": member.user.payload()})

    def member_changed(self, member: Member) -> None:
        self.tell("GUILD_MEMBER_UPDATE", member.payload())

    def add_role(self, role: Role) -> Role:
        """New roles land at the bottom, just above @everyone."""
        for other in self.roles.values():
            if other is not self.everyone:
                other.position += 1
        role.position = 1
        self.roles[role.id] = role
        self.tell("GUILD_ROLE_CREATE", {"role": role.payload()})
        return role

    def role_changed(self, role: Role) -> None:
        self.tell("GUILD_ROLE_UPDATE", {"role": role.payload()})

    def place_role(self, role: Role, position: int) -> None:
        others = sorted((r for r in self.roles.values() if r not in (role, self.everyone)), key=lambda r: r.position)
        others.insert(max(position - 1, 0), role)
        for place, each in enumerate(others, start=1):
            if each.position != place:
                each.position = place
                self.role_changed(each)

    def remove_role(self, role: Role) -> None:
        del self.roles[role.id]
        for member in self.members.values():
            if role in member.roles:
                member.roles.remove(role)
        for channel in self.channels.values():
            channel.overwrites.pop(role.id, None)
        self.tell("GUILD_ROLE_DELETE", {"role_id": str(role.id)})

    def add_channel(self, channel: Channel) -> Channel:
        self.channels[channel.id] = self.world.channels[channel.id] = channel
        self.world.channels_ever.append(channel)
        self.tell("CHANNEL_CREATE", channel.payload())
        return channel

    def channel_changed(self, channel: Channel) -> None:
        self.tell("CHANNEL_UPDATE", channel.payload())

    def remove_channel(self, channel: Channel) -> None:
        """Those in it are thrown out of voice; its stage closes, its scheduled events go."""
        channel.deleted = True
        for member in channel.people if channel.is_voice else ():
            self.world.voice.leave(member)
        self.world.calendar.channel_goes(channel)
        self.channels.pop(channel.id, None)
        self.world.channels.pop(channel.id, None)
        for child in self.channels.values():
            if child.parent_id == channel.id:
                child.parent_id = None
        self.tell("CHANNEL_DELETE", channel.payload())

    def payload(self) -> Json:
        """The guild as HTTP tells it."""
        return {
            "id": str(self.id),
            "name": self.name,
            "icon": None,
            "description": None,
            "home_header": None,
            "splash": None,
            "discovery_splash": None,
            "features": ["COMMUNITY"] if self.community else [],
            "banner": None,
            "owner_id": str(self.owner.id),
            "application_id": None,
            "region": "deprecated",
            "afk_channel_id": None,
            "afk_timeout": 300,
            "system_channel_id": None,
            "system_channel_flags": 0,
            "widget_enabled": False,
            "widget_channel_id": None,
            "verification_level": 0,
            "roles": [r.payload() for r in self.roles.values()],
            "default_message_notifications": 0,
            "mfa_level": 0,
            "explicit_content_filter": 0,
            "max_presences": None,
            "max_members": 500000,
            "max_stage_video_channel_users": 50,
            "max_video_channel_users": 25,
            "vanity_url_code": None,
            "premium_tier": 0,
            "premium_subscription_count": 0,
            "preferred_locale": self.locale,
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

    def __repr__(self) -> str:
        return f"<Guild {self.name}>"
