"""People, roles, channels and files that an interaction names, as Discord tells them beside their ids.

https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-object-resolved-data-structure
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fakecord.errors import Json, NotPossible
from fakecord.files import File
from fakecord.interactions import partial_channel
from fakecord.model.channel import Channel
from fakecord.model.guild import Guild
from fakecord.model.role import Role
from fakecord.model.user import User
from fakecord.permissions import permissions_in, permissions_of

if TYPE_CHECKING:
    from fakecord.people.person import Person
    from fakecord.world import World

LARGEST_UPLOAD = 500 * 1024 * 1024
"""What Discord takes from members who pay (https://support.discord.com/hc/articles/25444343291031)."""


class ResolvedData:
    """Collects what is named."""

    def __init__(self, world: World, guild: Guild | None, person: Person, where: Channel) -> None:
        self._world, self._guild, self._person, self._where = world, guild, person, where
        self.found: Json = {}

    def _put(self, kind: str, number: int, payload: Json) -> str:
        self.found.setdefault(kind, {})[str(number)] = payload
        return str(number)

    def user(self, value: Any) -> str:
        """Somebody: a `Person` or a `User`, of the guild or not."""
        user = value if isinstance(value, User) else getattr(value, "user", None)
        if not isinstance(user, User):
            raise NotPossible(f"{value!r} is nobody")
        member = self._guild.members.get(user.id) if self._guild else None
        if member:
            left_out = ("deaf", "mute")
            payload = {k: v for k, v in member.payload(with_user=False).items() if k not in left_out}
            self._put("members", user.id, payload | {"permissions": str(int(permissions_of(member)))})
        return self._put("users", user.id, user.payload())

    def role(self, value: Any) -> str:
        if not isinstance(value, Role):
            raise NotPossible(f"{value!r} is not a role")
        return self._put("roles", value.id, value.payload())

    def channel(self, value: Any, types: list[int] | None = None) -> str:
        if not isinstance(value, Channel) or (types and value.type not in types):
            raise NotPossible(f"{value!r} cannot be chosen here")
        member = self._guild.members.get(self._person.user.id) if self._guild else None
        may = permissions_in(member, value) if member and value.guild else 0
        return self._put("channels", value.id, partial_channel(value, int(may)))

    def mentionable(self, value: Any) -> str:
        return self.role(value) if isinstance(value, Role) else self.user(value)

    def attachment(self, value: Any) -> str:
        """A `File`, or a pair of name and bytes."""
        file = value if isinstance(value, File) else File(*value)
        if file.size > LARGEST_UPLOAD:
            raise NotPossible(f"{file.filename} is larger than Discord takes")
        kept = self._world.files.keep(file, self._where.id, ephemeral=True)
        return self._put("attachments", kept.id, kept.payload())
