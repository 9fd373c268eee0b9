"""The bot's commands, as registered.

https://discord.com/developers/docs/interactions/application-commands#registering-a-command
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fakecord.errors import Json, NotPossible
from fakecord.rules.commands import CHAT_INPUT, GROUP, SUB_COMMAND

if TYPE_CHECKING:
    from fakecord.model.guild import Guild
    from fakecord.world import World

DEFAULTS: Json = {
    "type": CHAT_INPUT,
    "name_localizations": None,
    "description": "",
    "description_localizations": None,
    "default_member_permissions": None,
    "nsfw": False,
    "options": [],
}


class CommandRegistry:
    """Commands of every scope: None for global ones, a guild's id for its own."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._scopes: dict[int | None, dict[int, Json]] = {}

    def __len__(self) -> int:
        return sum(map(len, self._scopes.values()))

    def of(self, scope: int | None) -> list[Json]:
        return list(self._scopes.get(scope, {}).values())

    def find(self, scope: int | None, number: int) -> Json | None:
        return self._scopes.get(scope, {}).get(number)

    def replace(self, scope: int | None, commands: list[Json]) -> list[Json]:
        """The whole scope anew; a command of the same name and type keeps its id."""
        old = {(c["name"], c["type"]): c for c in self.of(scope)}
        self._scopes[scope] = {}
        for command in commands:
            before = old.get((command["name"], command.get("type", CHAT_INPUT)))
            self.put(scope, command, int(before["id"]) if before else None)
        self._world.signal.changed()
        return self.of(scope)

    def put(self, scope: int | None, command: Json, number: int | None = None) -> Json:
        number = number or self._world.ids.next()
        kept = DEFAULTS | command | {
            "id": str(number),
            "application_id": str(self._world.bot.id),
            "version": str(self._world.ids.next()),
        }  # fmt: skip
        if kept["default_member_permissions"] is not None:
            kept["default_member_permissions"] = str(kept["default_member_permissions"])
        kept["integration_types"] = kept.get("integration_types") or [0]
        if scope is None:
            contexts = kept.setdefault("contexts", None)
            kept.setdefault("dm_permission", contexts is None or 1 in contexts)
        else:
            kept["guild_id"] = str(scope)
        self._scopes.setdefault(scope, {})[number] = kept
        return kept

    def remove(self, scope: int | None, number: int) -> None:
        del self._scopes[scope][number]

    def resolve(self, name: str, guild: Guild | None) -> tuple[Json, list[Json]]:
        """The command called `name` (base names, words apart) and its path of sub-commands.

        A guild's own command comes before a global one.
        """
        first, *rest = name.lstrip("/").split()
        scopes = ([guild.id] if guild else []) + [None]
        for scope in scopes:
            for command in self.of(scope):
                if command["name"] == first and command["type"] == CHAT_INPUT:
                    return command, _path(command, rest, name)
        raise NotPossible(f"there is no command /{name}")


def _path(command: Json, words: list[str], name: str) -> list[Json]:
    path: list[Json] = []
    node = command
    for word in words:
        found = [o for o in node.get("options") or [] if o["name"] == word and o["type"] in (SUB_COMMAND, GROUP)]
        if not found:
            raise NotPossible(f"there is no command /{name}")
        node = found[0]
        path.append(node)
    if any(o["type"] in (SUB_COMMAND, GROUP) for o in node.get("options") or []):
        raise NotPossible(f"/{name} needs one of its sub-commands")
    return path
