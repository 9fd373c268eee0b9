"""The names behind ids in a message, and what stands in an avatar."""

import re
import zlib
from typing import Any

from fakecord import Channel, DiscordServer, Guild

COLOURS = 10


class Names:
    """The names behind the ids of one server; None for an unknown id."""

    def __init__(self, server: DiscordServer, guild: Guild) -> None:
        self._users = {user.id: user.name for user in server.world.users.values()}
        self._roles = {role.id: role.name.removeprefix("@") for role in guild.roles.values()}
        self._channels = {channel.id: channel.name for channel in server.channels}
        self._server = server
        self._guild = guild

    def user(self, number: int) -> str | None:
        return self._users.get(number)

    def role(self, number: int) -> str | None:
        return self._roles.get(number)

    def channel(self, number: int) -> str | None:
        return self._channels.get(number)

    def command(self, name: str, locale: str) -> tuple[str, dict[str, dict[str, Any]]]:
        """The command as it is called in the client language `locale`, and its options by base name.

        Raises `ActionError` where there is no such command.
        """
        root, path = self._server.world.commands.resolve(name, self._guild)
        words = [localized_name(node, locale) for node in [root, *path]]
        node = path[-1] if path else root
        return "/" + " ".join(words), {option["name"]: option for option in node.get("options") or []}


def localized_name(node: dict[str, Any], locale: str) -> str:
    """The name of a command, an option or a choice in the client language `locale`."""
    return str((node.get("name_localizations") or {}).get(locale) or node["name"])


def initials(name: str) -> str:
    """The initials of a person; a country before the name is left out: “Mali – Awa Traoré” is AT."""
    words = re.findall(r"[^\W\d_]+", name.split("–")[-1])
    return "".join(word[0] for word in words[:2]).upper() or "?"


def colour(name: str) -> int:
    """A number below `COLOURS`, always the same for a name."""
    return zlib.crc32(name.encode()) % COLOURS


def channel_label(channel: Channel) -> str:
    return f"#{channel.name}" if not channel.is_voice else channel.name
