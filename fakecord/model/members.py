"""Members of a guild, and their roles.

https://discord.com/developers/docs/resources/guild#guild-member-object
https://discord.com/developers/docs/topics/permissions#role-object
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from fakecord.clock import Clock
from fakecord.errors import Json
from fakecord.model.user import User
from fakecord.permissions import EVERYONE, Permission

UPLOAD_LIMIT = 10 * 1024 * 1024
"""In bytes, for files in a direct message and in a guild that is not boosted."""


class Publisher(Protocol):
    """Sends gateway events to the bot."""

    def publish(self, event: str, payload: Json, guild: BaseGuild | None, blank: Json | None = None) -> None:
        """Send `event` to the sessions that get it; `blank` instead to those that may not read messages."""


@dataclass(eq=False)
class Role:
    """A role of a guild. @everyone has the guild's id; the role of a bot is `managed_by` its id."""

    id: int
    guild: BaseGuild
    name: str
    permissions: Permission
    position: int
    color: int = 0
    hoist: bool = False
    mentionable: bool = False
    managed_by: int | None = None
    in_prompt: bool = False
    """Members can choose it in the server's onboarding (Discord, Permissions, Role Flags)."""

    @property
    def mention(self) -> str:
        return f"<@&{self.id}>"

    @property
    def members(self) -> list[Member]:
        return [m for m in self.guild.members.values() if self in m.roles or self is self.guild.everyone]

    def change(
        self, *, permissions: int | None = None, mentionable: bool | None = None, in_prompt: bool | None = None
    ) -> None:
        """Change the role as an administrator does in the server's settings."""
        if permissions is not None:
            self.permissions = Permission(permissions)
        if mentionable is not None:
            self.mentionable = mentionable
        if in_prompt is not None:
            self.in_prompt = in_prompt
        self.guild.role_changed(self)

    def move_to(self, position: int) -> None:
        """Drag the role to `position`; 1 is just above @everyone."""
        self.guild.move_role(self, position)

    def payload(self) -> Json:
        payload: Json = {
            "id": str(self.id),
            "name": self.name,
            "description": None,
            "permissions": str(int(self.permissions)),
            "position": self.position,
            "color": self.color,
            "colors": {"primary_color": self.color, "secondary_color": None, "tertiary_color": None},
            "hoist": self.hoist,
            "managed": self.managed_by is not None,
            "mentionable": self.mentionable,
            "icon": None,
            "unicode_emoji": None,
            "flags": int(self.in_prompt),
        }
        if self.managed_by is not None:
            payload["tags"] = {"bot_id": str(self.managed_by)}
        return payload

    def __repr__(self) -> str:
        return f"<Role {self.name}>"


@dataclass(eq=False)
class Member:
    """An account in a guild."""

    user: User
    guild: BaseGuild
    joined_at: datetime
    roles: list[Role] = field(default_factory=list)
    nick: str | None = None
    pending: bool = False
    """Whether they have not accepted the rules of a guild that screens its members."""
    mute: bool = False
    deaf: bool = False
    timed_out_until: datetime | None = None
    """Discord sends no event at its end: a time in the past means no time-out (Guild Member Object)."""

    @property
    def is_timed_out(self) -> bool:
        return self.timed_out_until is not None and self.guild.clock.now() < self.timed_out_until

    @property
    def id(self) -> int:
        """The account's id."""
        return self.user.id

    @property
    def top_position(self) -> int:
        """The position of the highest role; 0 without roles."""
        return max((r.position for r in self.roles), default=0)

    def is_called(self, prefix: str) -> bool:
        """Whether one of the member's names begins with `prefix`, which is in lower case."""
        names = (self.user.username, self.user.name, self.nick or "")
        return any(name.lower().startswith(prefix) for name in names)

    def payload(self, *, with_user: bool = True) -> Json:
        payload: Json = {
            "nick": self.nick,
            "avatar": None,
            "banner": None,
            "collectibles": None,
            "roles": [str(r.id) for r in self.roles],
            "joined_at": self.joined_at.isoformat(),
            "premium_since": None,
            "communication_disabled_until": self.timed_out_until.isoformat() if self.timed_out_until else None,
            "pending": self.pending,
            "flags": 0,
            "mute": self.mute,
            "deaf": self.deaf,
        }
        if with_user:
            payload["user"] = self.user.payload()
        return payload

    def __repr__(self) -> str:
        return f"<Member {self.user.name}>"


class BaseGuild:
    """The part of a guild that its channels, members and roles refer to. `Guild` adds the channels.

    It is a class of its own because channels know their guild and a guild knows its channels: with one class their
    two modules would import each other.
    """

    def __init__(
        self, number: int, name: str, owner: User, bot: User, locale: str, publisher: Publisher, clock: Clock
    ) -> None:  # fmt: skip
        self._publisher = publisher
        self.clock = clock
        self.id = number
        self.name = name
        self.owner = owner
        self.bot = bot
        self.locale = locale
        self.community = False
        """Only in a community can bots create stage and announcement channels."""
        self.screens_members = False
        """New members are pending until they accept the rules: see `Person.accept_rules`."""
        self.available = True
        """False during an outage: see `Faults.guild_outage`."""
        self.upload_limit = UPLOAD_LIMIT
        """In bytes. Boosted guilds have 50 or 100 MiB. Each interaction contains it."""
        self.two_factor_required = False
        """Moderators need two-factor authentication (Discord, Guild, MFA Level). See `require_two_factor`."""
        self.everyone = Role(number, self, "@everyone", EVERYONE, 0)
        self.roles: dict[int, Role] = {number: self.everyone}
        self.members: dict[int, Member] = {}

    @property
    def has_bot(self) -> bool:
        return self.bot.id in self.members

    @property
    def me(self) -> Member:
        """The bot as a member."""
        return self.members[self.bot.id]

    def publish(self, event: str, payload: Json) -> None:
        """Tell the bot what happened here."""
        self._publisher.publish(event, payload | {"guild_id": str(self.id)}, self)

    def role_changed(self, role: Role) -> None:
        self.publish("GUILD_ROLE_UPDATE", {"role": role.payload()})

    def move_role(self, role: Role, position: int) -> None:
        others = sorted((r for r in self.roles.values() if r not in (role, self.everyone)), key=lambda r: r.position)
        others.insert(max(position - 1, 0), role)
        for number, each in enumerate(others, start=1):
            if each.position != number:
                each.position = number
                self.role_changed(each)

    def member_changed(self, member: Member) -> None:
        self.publish("GUILD_MEMBER_UPDATE", member.payload())

    def __repr__(self) -> str:
        return f"<Guild {self.name}>"
