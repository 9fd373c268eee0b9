"""compat/interaction_fields.py"""

from typing import Any

import discord
import pytest

from bot.chat.compat.interaction_fields import completed
from tests.chat.compat.conftest import CHANNEL, INTERACTION, OfflineClient


def without(field: str) -> Any:
    return {name: value for name, value in INTERACTION.items() if name != field}


async def test_discord_py_insists_on_the_size_limit(client: OfflineClient, guild: discord.Guild) -> None:
    with pytest.raises(KeyError, match="attachment_size_limit"):
        discord.Interaction(data=without("attachment_size_limit"), state=client.state)


async def test_discord_py_does_not_look_at_the_channel_id(client: OfflineClient, guild: discord.Guild) -> None:
    assert discord.Interaction(data=without("channel"), state=client.state).channel is None


@pytest.mark.parametrize("field", ["attachment_size_limit", "channel"])
async def test_ours_needs_neither(client: OfflineClient, guild: discord.Guild, field: str) -> None:
    data: Any = completed(without(field))
    interaction = discord.Interaction(data=data, state=client.state)
    assert interaction.channel == guild.get_channel(CHANNEL)
    assert interaction.filesize_limit > 0
