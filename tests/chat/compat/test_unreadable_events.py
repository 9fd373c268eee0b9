"""compat/unreadable_events.py"""

import json

import pytest

from bot.chat.compat import unreadable_events
from tests.chat.compat.conftest import OfflineClient, websocket

ODD = json.dumps({"op": 0, "t": "GUILD_UPDATE", "s": 1, "d": {}})
"""An event that lacks all that discord.py looks for in it."""


async def test_discord_py_raises_what_its_parser_raises(client: OfflineClient) -> None:
    with pytest.raises(KeyError):
        await websocket(client, ODD).poll_event()


async def test_ours_leaves_the_event_out(client: OfflineClient, caplog: pytest.LogCaptureFixture) -> None:
    unreadable_events.patch(client.state.parsers)
    await websocket(client, ODD).poll_event()
    assert "GUILD_UPDATE could not be parsed" in caplog.text
