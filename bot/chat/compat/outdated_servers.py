"""discord.py 2.7.1 keeps what it knew of a server before an outage, and servers that the bot was removed from.

- After an outage Discord sends the server as it is then. discord.py merges that into its old state: people who left a
  voice channel meanwhile stay in it for ever, and deleted channels, stages and events stay too.
- A new session lists the servers that the bot is in. With shards, discord.py also keeps servers that the bot was
  removed from while it was not connected.

Upstream: no issue found.
Needed as long as these pass: tests/chat/compat/test_outdated_servers.py
"""

from collections.abc import Mapping
from functools import partial
from typing import Any

import discord


def patch(client: discord.Client) -> None:
    parsers = client._connection.parsers
    parsers["GUILD_CREATE"] = partial(_guild_create, client, parsers["GUILD_CREATE"])
    parsers["READY"] = partial(_ready, client, parsers["READY"])


def _guild_create(client: discord.Client, parse: Any, data: Mapping[str, Any]) -> None:
    guild = client.get_guild(int(data["id"]))
    if guild and not data.get("unavailable"):
        for known in (
            guild._voice_states,
            guild._channels,
            guild._threads,
            guild._stage_instances,
            guild._scheduled_events,
        ):
            known.clear()
    parse(data)


def _ready(client: discord.Client, parse: Any, data: Mapping[str, Any]) -> None:
    listed = {int(guild["id"]) for guild in data["guilds"]}
    for guild in list(client.guilds):
        if guild.shard_id == data["shard"][0] and guild.id not in listed:
            client._connection._remove_guild(guild)
            client.dispatch("guild_remove", guild)
    parse(data)
