"""A client of discord.py that is connected to nothing, in one server."""

from typing import Any

import aiohttp
import discord
import pytest
from discord.gateway import DiscordWebSocket

GUILD, CHANNEL, BOT, PERSON = 1, 2, 3, 4
INTERACTION: dict[str, Any] = {
    "id": "5", "application_id": str(BOT), "type": 3, "token": "secret", "version": 1, "guild_id": str(GUILD),
    "channel_id": str(CHANNEL), "channel": {"id": str(CHANNEL), "type": 0}, "attachment_size_limit": 10_000_000,
    "data": {"custom_id": "signin", "component_type": 2},
}  # fmt: skip
"""A pressed button, without the message and the member, which these tests have no need of."""


USER: Any = {"id": BOT, "username": "Atelier", "discriminator": "0", "avatar": None}


class OfflineClient(discord.Client):
    """Records the events that it would dispatch."""

    def __init__(self) -> None:
        super().__init__(intents=discord.Intents.none(), member_cache_flags=discord.MemberCacheFlags.none())
        self.dispatched: list[str] = []
        self.state: Any = self._connection
        self.state.user = discord.ClientUser(state=self.state, data=USER)
        self._reconnect = True

    def dispatch(self, event: str, /, *args: Any, **kwargs: Any) -> None:
        self.dispatched.append(event)


@pytest.fixture
async def client() -> OfflineClient:
    return OfflineClient()


@pytest.fixture
def guild(client: OfflineClient) -> discord.Guild:
    channel = {"id": str(CHANNEL), "type": 0, "name": "plenary", "position": 0, "permission_overwrites": []}
    everyone = {"id": str(GUILD), "name": "@everyone", "permissions": "0", "position": 0}
    data = {"id": str(GUILD), "name": "A-CIP", "roles": [everyone], "channels": [channel], "members": []}
    added: discord.Guild = client.state._add_guild_from_data(data)
    return added


class Frames:
    """A WebSocket on which these frames are waiting."""

    def __init__(self, *frames: str) -> None:
        self._frames = list(frames)

    async def receive(self, **options: Any) -> Any:
        return aiohttp.WSMessage(aiohttp.WSMsgType.TEXT, self._frames.pop(0), None)


def websocket(client: OfflineClient, *frames: str) -> DiscordWebSocket:
    socket: Any = Frames(*frames)
    made = DiscordWebSocket(socket, loop=client.loop)
    made._max_heartbeat_timeout, made.shard_id = 60.0, 0
    made._discord_parsers = client.state.parsers
    return made
