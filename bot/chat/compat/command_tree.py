"""discord.py 2.7.1 has no public place around the whole handling of a command.

`CommandTree.interaction_check` runs before a command, `on_error` after a command that failed; an error raised by the
check reaches neither. We need one place that counts what is in flight, limits the time for suggestions, and answers
every error.

Upstream: https://github.com/Rapptz/discord.py/issues/9399 (closed, “as designed”)
Needed as long as this passes: tests/chat/compat/test_command_tree.py
"""

from typing import TypeVar

import discord
from discord import app_commands

C = TypeVar("C", bound=discord.Client)


class WrappableTree(app_commands.CommandTree[C]):
    """A command tree whose subclasses can wrap `handle`."""

    async def handle(self, interaction: discord.Interaction) -> None:
        """Check and run the command, or its suggestions. Raises what the check raises."""
        await super()._call(interaction)  # type: ignore[arg-type]

    async def _call(self, interaction: discord.Interaction) -> None:
        await self.handle(interaction)
