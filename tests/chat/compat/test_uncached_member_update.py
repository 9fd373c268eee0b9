"""compat/uncached_member_update.py"""

from typing import Any

import discord

from bot.chat.compat import uncached_member_update
from tests.chat.compat.conftest import BOT, GUILD, PERSON, USER, OfflineClient


def update(id: int) -> dict[str, Any]:
    """With the promised fields only."""
    return {"guild_id": str(GUILD), "user": {**USER, "id": str(id)}, "roles": [], "joined_at": None}


async def test_discord_py_drops_the_change_of_a_member_that_it_does_not_cache(
    client: OfflineClient, guild: discord.Guild
) -> None:
    client.dispatched.clear()
    client.state.parsers["GUILD_MEMBER_UPDATE"](update(PERSON))
    assert client.dispatched == []


async def test_ours_dispatches_it(client: OfflineClient, guild: discord.Guild) -> None:
    uncached_member_update.patch(client)
    client.dispatched.clear()
    client.state.parsers["GUILD_MEMBER_UPDATE"](update(PERSON))
    assert client.dispatched == ["uncached_member_update"]


async def test_a_cached_member_has_discord_pys_own_event(client: OfflineClient, guild: discord.Guild) -> None:
    uncached_member_update.patch(client)
    own: Any = {**update(BOT), "flags": 0}
    guild._add_member(discord.Member(data=own, guild=guild, state=client.state))
    client.dispatched.clear()
    client.state.parsers["GUILD_MEMBER_UPDATE"](update(BOT))
    assert client.dispatched == ["member_update"]
