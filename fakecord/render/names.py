"""The names behind ids in a message, and the initials in an avatar."""

import re
import zlib
from typing import Any

from fakecord.model.channel import Channel
from fakecord.model.guild import Guild
from fakecord.model.members import Role
from fakecord.model.user import User
from fakecord.rules.command_names import localized
from fakecord.world import World

COLOURS = 10


class Names:
    """The names behind the ids of one guild, as they are now; None for an unknown id."""

    def __init__(self, world: World, guild: Guild) -> None:
        self._world, self._guild = world, guild

    def user(self, number: int) -> str | None:
        return _name(self._world.users.get(number))

    def role(self, number: int) -> str | None:
        name = _name(self._guild.roles.get(number))
        return name.removeprefix("@") if name else None

    def channel(self, number: int) -> str | None:
        return _name(self._world.channels_ever.get(number))

    def command(self, name: str, locale: str) -> tuple[str, dict[str, dict[str, Any]]]:
        """The command as it is called in the client language `locale`, and its options by base name.

        Raises `ActionError` where there is no such command.
        """
        root, path = self._world.commands.resolve(name, self._guild)
        words = [localized(node, locale) for node in [root, *path]]
        node = path[-1] if path else root
        return "/" + " ".join(words), {option["name"]: option for option in node.get("options") or []}


def _name(named: User | Role | Channel | None) -> str | None:
    return named.name if named else None


def initials(name: str) -> str:
    """The initials of a person; a country before the name is left out: “Mali – Awa Traoré” is AT."""
    words = re.findall(r"[^\W\d_]+", name.split("–")[-1])
    return "".join(word[0] for word in words[:2]).upper() or "?"


def colour(name: str) -> int:
    """A number below `COLOURS`, always the same for a name."""
    return zlib.crc32(name.encode()) % COLOURS


def channel_label(channel: Channel) -> str:
    return f"#{channel.name}" if not channel.is_voice else channel.name
