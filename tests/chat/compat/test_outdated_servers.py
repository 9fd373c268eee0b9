"""compat/outdated_servers.py"""

from typing import Any

import discord

from bot.chat.compat import outdated_servers
from tests.chat.compat.conftest import BOT, PERSON, USER

SERVER, OTHER, STAGE = 1 << 22, 2 << 22, 5


class OfflineShards(discord.AutoShardedClient):
    """Records the events that it would dispatch."""

    def __init__(self) -> None:
        super().__init__(
            intents=discord.Intents.none(),
            member_cache_flags=discord.MemberCacheFlags.none(),
            shard_count=1,
            shard_ids=[0],
        )
        self.dispatched: list[str] = []
        self.state: Any = self._connection
        self.state.user = discord.ClientUser(state=self.state, data=USER)
        for id in (SERVER, OTHER):
            self.receive("GUILD_CREATE", server(id, PERSON))

    def dispatch(self, event: str, /, *args: Any, **kwargs: Any) -> None:
        self.dispatched.append(event)

    def receive(self, event: str, data: dict[str, Any]) -> None:
        self.state.parsers[event](data)

    def in_stage(self) -> list[int]:
        guild = self.get_guild(SERVER)
        assert guild
        return [id for channel in guild.voice_channels for id in channel.voice_states]


def server(id: int, *people: int) -> dict[str, Any]:
    """A server with a voice channel, unless nobody is in it."""
    stage = {
        "id": str(STAGE),
        "type": 2,
        "name": "Plenary",
        "position": 0,
        "permission_overwrites": [],
        "bitrate": 64000,
        "user_limit": 0,
    }
    states = [{"channel_id": str(STAGE), "user_id": str(each), "session_id": "x"} for each in people]
    flags = dict.fromkeys(("deaf", "mute", "self_deaf", "self_mute", "suppress"), False)
    return {
        "id": str(id), "name": "A-CIP", "unavailable": False, "roles": [], "members": [],
        "channels": [stage] if people else [], "voice_states": [{**state, **flags} for state in states],
    }  # fmt: skip


def session(*servers: int) -> dict[str, Any]:
    """READY."""
    guilds = [{"id": str(id), "unavailable": True} for id in servers]
    return {"v": 10, "user": {**USER, "id": str(BOT)}, "guilds": guilds, "shard": [0, 1], "session_id": "x"}


def outage(client: OfflineShards) -> None:
    """Everyone leaves during an outage, and the channel is deleted."""
    client.receive("GUILD_DELETE", {"id": str(SERVER), "unavailable": True})
    client.receive("GUILD_CREATE", server(SERVER))


async def test_discord_py_keeps_who_was_in_voice_before_an_outage() -> None:
    client = OfflineShards()
    outage(client)
    assert client.in_stage() == [PERSON]


async def test_ours_knows_only_what_discord_sends_after_an_outage() -> None:
    client = OfflineShards()
    outdated_servers.patch(client)
    outage(client)
    assert client.in_stage() == []
    client.receive("GUILD_CREATE", server(SERVER, PERSON))
    assert client.in_stage() == [PERSON]
    client.receive("GUILD_CREATE", {"id": str(SERVER), "unavailable": True})  # Discord may send this in an outage
    assert client.in_stage() == [PERSON]


async def test_discord_py_keeps_a_server_that_the_bot_was_removed_from_meanwhile() -> None:
    client = OfflineShards()
    client.receive("READY", session(OTHER))
    assert {guild.id for guild in client.guilds} == {SERVER, OTHER}


async def test_ours_forgets_it_and_says_so() -> None:
    client = OfflineShards()
    outdated_servers.patch(client)
    client.dispatched.clear()
    client.receive("READY", session(OTHER))
    assert {guild.id for guild in client.guilds} == {OTHER}
    assert client.dispatched == ["guild_remove", "connect", "shard_connect"]
