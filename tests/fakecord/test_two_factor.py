"""Elevated permissions in a guild that requires two-factor authentication of its moderators."""

from typing import Any

import discord
import pytest

from fakecord import DiscordServer, Guild
from tests.fakecord.conftest import Api, BareClient, running


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "/guilds/{guild}/roles", {"name": "Organisers"}),
        ("POST", "/guilds/{guild}/channels", {"name": "plenary"}),
        ("PATCH", "/channels/{channel}", {"position": 3}),
    ],
)
async def test_an_owner_without_it_may_not(
    server: DiscordServer, guild: Guild, api: Api, method: str, path: str, body: dict[str, Any]
) -> None:
    path = path.format(guild=guild.id, channel=guild.channel("general").id)
    guild.require_two_factor()
    assert (await api(method, path, body))[0] < 300
    server.world.portal.owner_has_two_factor = False
    status, answer = await api(method, path, body)
    assert (status, answer["code"]) == (403, 60003)
    guild.require_two_factor(False)
    assert (await api(method, path, body))[0] < 300


async def test_the_bot_learns_of_the_requirement(server: DiscordServer, guild: Guild) -> None:
    client = BareClient()
    async with running(client, server):
        guild.require_two_factor()
        await server.until(lambda: client.home.mfa_level is discord.MFALevel.require_2fa)


async def test_other_permissions_need_none(server: DiscordServer, guild: Guild, api: Api) -> None:
    guild.require_two_factor()
    server.world.portal.owner_has_two_factor = False
    assert (await api("POST", f"/channels/{guild.channel('general').id}/messages", {"content": "x"}))[0] == 200


async def test_the_event_of_a_role_comes_after_its_creation(server: DiscordServer, guild: Guild) -> None:
    client = BareClient()
    async with running(client, server):
        role = await client.home.create_role(name="Organisers")
        assert client.home.get_role(role.id) is None
        await server.until(lambda: client.home.get_role(role.id), 5)
