"""Roles.

https://discord.com/developers/docs/topics/permissions#role-object
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fakecord.errors import Json
from fakecord.permissions import Permission

if TYPE_CHECKING:
    from fakecord.model.guild import Guild, Member


@dataclass(eq=False)
class Role:
    """A role of a guild; @everyone has the guild's id."""

    id: int
    guild: Guild
    name: str
    permissions: Permission
    position: int
    color: int = 0
    hoist: bool = False
    mentionable: bool = False
    managed_by: int | None = None

    @property
    def mention(self) -> str:
        return f"<@&{self.id}>"

    @property
    def members(self) -> list[Member]:
        return [m for m in self.guild.members.values() if self in m.roles or self is self.guild.everyone]

    def change(
        self, *, name: str | None = None, permissions: int | None = None, mentionable: bool | None = None
    ) -> None:
        """What an organiser does in the server's settings."""
        if name is not None:
            self.name = name
        if permissions is not None:
            self.permissions = Permission(permissions)
        if mentionable is not None:
            self.mentionable = mentionable
        self.guild.role_changed(self)

    def move_to(self, position: int) -> None:
        """Drag the role to `position` (1 is just above @everyone)."""
        self.guild.place_role(self, position)

    def delete(self) -> None:
        self.guild.remove_role(self)

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
            "flags": 0,
        }
        if self.managed_by is not None:
            payload["tags"] = {"bot_id": str(self.managed_by)}
        return payload

    def __repr__(self) -> str:
        return f"<Role {self.name}>"
