"""Resolved data: the people, roles, channels and files that an interaction names by id.

https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-object-resolved-data-structure
"""

from typing import Any

from fakecord.errors import Json, NotPossible
from fakecord.files import File
from fakecord.model.channel import Channel
from fakecord.model.effective_permissions import permissions_in, permissions_of
from fakecord.model.interaction import partial_channel
from fakecord.model.members import Role
from fakecord.model.user import User
from fakecord.world import World

LARGEST_UPLOAD = 500 * 1024 * 1024
"""In bytes, for members who pay (https://support.discord.com/hc/articles/25444343291031)."""


class ResolvedData:
    """Collects them in `found`. Each method takes an object and returns its id, as the interaction sends it."""

    def __init__(self, world: World, who: User, channel: Channel) -> None:
        self._world, self._who, self._channel = world, who, channel
        self._members = channel.guild.members if channel.guild else {}
        self.found: Json = {}

    def _put(self, kind: str, number: int, payload: Json) -> str:
        self.found.setdefault(kind, {})[str(number)] = payload
        return str(number)

    def user(self, value: Any) -> str:
        """A `Person` or a `User`, in the guild or not."""
        user = value if isinstance(value, User) else getattr(value, "user", None)
        if not isinstance(user, User):
            raise NotPossible(f"{value!r} is no user")
        member = self._members.get(user.id)
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
        member = self._members.get(self._who.id)
        granted = permissions_in(member, value) if member and value.guild else 0
        return self._put("channels", value.id, partial_channel(value, int(granted)))

    def mentionable(self, value: Any) -> str:
        return self.role(value) if isinstance(value, Role) else self.user(value)

    def attachment(self, value: Any) -> str:
        """A `File`, or a pair of name and bytes."""
        file = value if isinstance(value, File) else File(*value)
        if file.size > LARGEST_UPLOAD:
            raise NotPossible(f"{file.filename} is larger than Discord takes")
        stored = self._world.files.store(file, self._channel.id, ephemeral=True)
        return self._put("attachments", stored.id, stored.payload())
