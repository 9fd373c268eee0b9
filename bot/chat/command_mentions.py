"""Names commands in messages so that readers find them: as mentions, `</session start:123>`.

Discord's client lists commands by their names in its own language, whatever the language we write in. A mention works
in every client. But it shows the name exactly as it is written, and only the English name works
(https://github.com/discord/discord-api-docs/issues/5518). So the name in the reader's language is kept, and the mention
follows it. A group, such as /session, cannot be mentioned. It is shown with the name that the reader's client lists.

Discord shows mentions in a message's content and embeds only: buttons, menus, forms and files keep plain names.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from discord import app_commands

from bot.i18n.catalogue import SOURCE, available, phrases

Command = app_commands.Command[Any, ..., Any] | app_commands.Group
_NO_NAME = r"```.*?```|`[^`\n]+`|https?://\S+|/[\w -]+ \(</[^<>]+>\)|/[\w-]+ \(/[\w-]+\)"
"""Where commands are not linked: code, addresses, and names that already have a mention beside them."""
_BEFORE, _AFTER = r"(?<![\w/\\.:<-])/", r"(?![\w/-])"
"""A command does not count within a word or a path, if it is escaped (`escaping.py`), or in a mention."""


@dataclass(frozen=True, slots=True)
class _Known:
    """A command with its name in each language. `id` is its id at Discord, None for a group."""

    names: Mapping[str, str]
    id: int | None

    def named(self, written: str, client: str | None) -> str:
        shown = self.names[SOURCE]
        if self.id is not None:
            mention = f"</{shown}:{self.id}>"
            return mention if written == shown else f"/{written} ({mention})"
        listed = self.names.get(client, shown) if client else shown
        return f"/{written}" if written == listed else f"/{written} (/{listed})"


class CommandMentions:
    """Before `learn` is called, texts stay as they are."""

    def __init__(self) -> None:
        self._known: dict[str, _Known] = {}
        self._names: re.Pattern[str] | None = None

    def learn(self, commands: Iterable[Command], ids: Mapping[str, int]) -> None:
        """Store `commands` with their groups, and Discord's `ids` by the first word of their names."""
        self._known = {}
        for command in commands:
            words = command.qualified_name.split()
            names = {language: " ".join(map(phrases(language), words)) for language in available()}
            known = _Known(names, None if isinstance(command, app_commands.Group) else ids[words[0]])
            self._known |= dict.fromkeys(names.values(), known)
        longest_first = sorted(map(re.escape, self._known), key=len, reverse=True)
        pattern = f"{_NO_NAME}|{_BEFORE}(?P<name>{'|'.join(longest_first)}){_AFTER}"
        self._names = re.compile(pattern, re.DOTALL) if longest_first else None

    def linked(self, text: str, client: str | None = None) -> str:
        """`text` with its commands as mentions. `client`: the language of the reader's client, if it is known.

        A text that was linked already stays as it is.
        """
        if self._names is None:
            return text
        return self._names.sub(
            lambda found: self._known[found["name"]].named(found["name"], client) if found["name"] else found[0], text
        )


MENTIONS = CommandMentions()
"""The mentions of the commands that this process has registered: an application has one set."""
