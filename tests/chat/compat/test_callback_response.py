"""compat/callback_response.py"""

from typing import Any

import discord
import pytest

from bot.chat.compat.callback_response import LenientCallbackResponse
from tests.chat.compat.conftest import INTERACTION, OfflineClient

NO_BODY: Any = ""
"""What discord.py makes of an answer 204."""


def response(kind: type[discord.InteractionCallbackResponse[Any]], client: OfflineClient) -> Any:
    data: Any = INTERACTION
    parent: Any = discord.Interaction(data=data, state=client.state)
    return kind(data=NO_BODY, parent=parent, state=client.state, type=discord.InteractionResponseType.channel_message)


async def test_discord_py_fails_over_a_confirmation_without_a_body(client: OfflineClient, guild: discord.Guild) -> None:
    with pytest.raises(TypeError):
        response(discord.InteractionCallbackResponse, client)


async def test_ours_does_not(client: OfflineClient, guild: discord.Guild) -> None:
    assert response(LenientCallbackResponse, client).id == int(INTERACTION["id"])
