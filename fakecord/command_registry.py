"""The commands that the bot has registered.

https://discord.com/developers/docs/interactions/application-commands#registering-a-command
"""

from fakecord.errors import Json, NotPossible
from fakecord.model.command_permissions import CommandOverwrite, Overwrites
from fakecord.model.user import User
from fakecord.notifier import ChangeNotifier
from fakecord.rules.commands import CHAT_INPUT, GROUP, SUB_COMMAND
from fakecord.snowflakes import Snowflake, Snowflakes

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
    """Commands by scope: None for global commands, a guild's id for the commands of that guild."""

    def __init__(self, ids: Snowflakes, bot: User, notifier: ChangeNotifier) -> None:
        self._ids = ids
        self._bot = bot
        self._notifier = notifier
        self._scopes: dict[int | None, dict[int, Json]] = {}
        self._overwrites: dict[tuple[int, int], Overwrites] = {}
        """By guild, and command or (for all of them) application."""

    def __len__(self) -> int:
        return sum(map(len, self._scopes.values()))

    def of(self, scope: int | None) -> list[Json]:
        return list(self._scopes.get(scope, {}).values())

    def find(self, scope: int | None, number: int) -> Json | None:
        return self._scopes.get(scope, {}).get(number)

    def replace(self, scope: int | None, commands: list[Json]) -> list[Json]:
        """Replace all commands of the scope. A command of the same name and type keeps its id."""
        old = {(c["name"], c["type"]): c for c in self.of(scope)}
        self._scopes[scope] = {}
        for command in commands:
            before = old.get((command["name"], command.get("type", CHAT_INPUT)))
            self.put(scope, command, int(before["id"]) if before else None)
        self._notifier.notify()
        return self.of(scope)

    def put(self, scope: int | None, command: Json, number: int | None = None) -> Json:
        number = number or self._ids.next()
        stored = DEFAULTS | command | {
            "id": str(number),
            "application_id": str(self._bot.id),
            "version": str(self._ids.next()),
        }  # fmt: skip
        if stored["default_member_permissions"] is not None:
            stored["default_member_permissions"] = str(stored["default_member_permissions"])
        stored["integration_types"] = stored.get("integration_types") or [0]
        if scope is None:
            contexts = stored.setdefault("contexts", None)
            stored.setdefault("dm_permission", contexts is None or 1 in contexts)
        else:
            stored["guild_id"] = str(scope)
        self._scopes.setdefault(scope, {})[number] = stored
        return stored

    def remove(self, scope: int | None, number: int) -> None:
        del self._scopes[scope][number]

    def set_overwrite(self, guild_id: int, command: Json | None, overwrite: CommandOverwrite) -> Json:
        """Set what one target may do with a command, or with all. Returns the payload of the event."""
        number = int(command["id"]) if command else self._bot.id
        self._overwrites.setdefault((guild_id, number), {})[overwrite.key] = overwrite
        return self.permissions_payload(guild_id, number) or {}

    def overwrites(self, guild_id: int, command: Json) -> Overwrites:
        """The overwrites of a command. A command that has none gets those of all commands."""
        own = self._overwrites.get((guild_id, int(command["id"])))
        return own or self._overwrites.get((guild_id, self._bot.id), {})

    def permissions_payload(self, guild_id: int, number: int) -> Json | None:
        """None if nothing was set for this command (or application)."""
        overwrites = self._overwrites.get((guild_id, number))
        if not overwrites:
            return None
        return {
            "id": str(number),
            "application_id": str(self._bot.id),
            "guild_id": str(guild_id),
            "permissions": [each.payload() for each in overwrites.values()],
        }

    def all_permissions(self, guild_id: int) -> list[Json]:
        numbers = [number for guild, number in self._overwrites if guild == guild_id]
        return [payload for n in numbers if (payload := self.permissions_payload(guild_id, n))]

    def resolve(self, name: str, guild: Snowflake | None) -> tuple[Json, list[Json]]:
        """The command called `name` ("schedule delay"), and the group and sub-command that lead to it.

        A command of the guild comes before a global one of the same name. `NotPossible` if there is none.
        """
        first, *rest = name.lstrip("/").split()
        command = self.resolve_root(first, guild)
        return command, _path(command, rest, name)

    def resolve_root(self, name: str, guild: Snowflake | None) -> Json:
        """The command itself, of which `name` is the first word."""
        for scope in ([guild.id] if guild else []) + [None]:
            for command in self.of(scope):
                if command["name"] == name and command["type"] == CHAT_INPUT:
                    return command
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
