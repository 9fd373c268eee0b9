"""discord.py 2.7.1 drops the event that a member changed if that member is not in its cache.

We cache no members, and need to know when someone has accepted the rules of a server that screens its members. The
event `uncached_member_update` carries such a member as they are now.

Upstream: https://github.com/Rapptz/discord.py/issues/5829 (asks for raw events of members)
Needed as long as this passes: tests/chat/compat/test_uncached_member_update.py
"""

from collections.abc import Mapping
from functools import partial
from typing import Any

import discord


def patch(client: discord.Client) -> None:
    parsers = client._connection.parsers
    parsers["GUILD_MEMBER_UPDATE"] = partial(_member_update, client, parsers["GUILD_MEMBER_UPDATE"])


def _member_update(client: discord.Client, parse: Any, data: Mapping[str, Any]) -> None:
    guild = client.get_guild(int(data["guild_id"]))
    if guild and guild.get_member(int(data["user"]["id"])) is None:
        completed: Any = {"joined_at": None, "flags": 0, **data}
        client.dispatch("uncached_member_update", discord.Member(data=completed, guild=guild, state=client._connection))
    parse(data)
