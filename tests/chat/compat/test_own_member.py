"""compat/own_member.py"""

from typing import Any

import discord
import pytest

from bot.chat.compat.own_member import fetch_own_member, is_made_up
from tests.chat.compat.conftest import BOT, INTERACTION, USER, OfflineClient

ROLE = 9
MEMBER = {"user": USER, "roles": [str(ROLE)], "joined_at": None, "flags": 0}


@pytest.fixture
def reachable(client: OfflineClient, guild: discord.Guild, monkeypatch: pytest.MonkeyPatch) -> discord.Guild:
    """The server, whose members can be asked for; an interaction has come from it."""
    data: Any = INTERACTION
    discord.Interaction(data=data, state=client.state)
    role: Any = {"id": str(ROLE), "name": "Atelier", "permissions": "8", "position": 1}
    guild._add_role(discord.Role(guild=guild, state=client.state, data=role))

    async def get_member(guild_id: int, member_id: int) -> Any:
        return MEMBER

    monkeypatch.setattr(client.http, "get_member", get_member)
    return guild


async def test_discord_py_makes_up_a_member_without_roles(reachable: discord.Guild) -> None:
    assert is_made_up(reachable)
    assert reachable.me.roles == [reachable.default_role]


async def test_what_is_fetched_does_not_replace_it(reachable: discord.Guild) -> None:
    assert (await reachable.fetch_member(BOT)).guild_permissions.administrator
    assert is_made_up(reachable)


async def test_ours_does(reachable: discord.Guild) -> None:
    await fetch_own_member(reachable, BOT)
    assert not is_made_up(reachable)
    assert reachable.me.guild_permissions.administrator
