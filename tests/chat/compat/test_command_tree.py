"""compat/command_tree.py"""

from typing import Any

import discord
import pytest
from discord import app_commands

from tests.chat.compat.conftest import INTERACTION, OfflineClient


class CheckedTree(app_commands.CommandTree[OfflineClient]):
    """Its check fails. It records the errors that reach its public error handler."""

    errors: list[Exception]

    async def interaction_check(self, interaction: discord.Interaction[OfflineClient], /) -> bool:
        raise ValueError("the check failed")

    async def on_error(
        self, interaction: discord.Interaction[OfflineClient], error: app_commands.AppCommandError, /
    ) -> None:
        self.errors.append(error)


async def test_an_error_of_the_check_reaches_no_public_place(client: OfflineClient, guild: discord.Guild) -> None:
    tree = CheckedTree(client)
    tree.errors = []
    data: Any = INTERACTION
    with pytest.raises(ValueError, match="the check failed"):
        await tree._call(discord.Interaction(data=data, state=client.state))
    assert tree.errors == []
