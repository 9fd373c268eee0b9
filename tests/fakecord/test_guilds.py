"""Roles, channels, overwrites and members."""

from typing import Any

import discord
import pytest

from fakecord import DiscordServer, Guild, Permission, Person
from tests.fakecord.conftest import BOT_PERMISSIONS, Api, BareClient, running

P = Permission
Overwrites = dict[discord.Role | discord.Member | discord.Object, discord.PermissionOverwrite]


async def code_of(coroutine: Any) -> int:
    """The error code that the request raises."""
    with pytest.raises(discord.HTTPException) as refused:
        await coroutine
    return refused.value.code


async def test_new_roles_land_at_the_bottom(server: DiscordServer, guild: Guild) -> None:
    client = BareClient()
    async with running(client, server):
        first = await client.home.create_role(name="Organisers", permissions=discord.Permissions(manage_guild=True))
        second = await client.home.create_role(name="Coordinators", mentionable=True)
        await client.wait_for("guild_role_update", timeout=1) if second.position != 1 else None
        assert [r.name for r in sorted(guild.roles.values(), key=lambda r: r.position)] == [
            "@everyone", "Coordinators", "Organisers", "Bot"
        ]  # fmt: skip
        await first.edit(name="Secretariat")
        await second.delete()
    assert guild.role("Secretariat").permissions == P.MANAGE_GUILD
    assert server.violations == []


async def test_the_role_hierarchy_is_enforced(server: DiscordServer, guild: Guild, person: Person) -> None:
    client = BareClient()
    above = guild.new_role("Above")
    below = guild.new_role("Below")
    above.move_to(9)
    async with running(client, server):
        member = client.home.get_member(person.id)
        assert member is not None
        await member.add_roles(discord.Object(below.id))
        assert await code_of(member.add_roles(discord.Object(above.id))) == 50013
        assert await code_of(client.home.get_role(above.id).edit(name="x")) == 50013  # type: ignore[union-attr]
        assert await code_of(client.home.self_role.delete()) == 50013  # type: ignore[union-attr]
        assert await code_of(member.add_roles(discord.Object(1))) == 10011
        assert await code_of(client.home.create_role(permissions=discord.Permissions(ban_members=True))) == 50013
    assert person.roles == ["Below"]


async def test_channel_names_and_topics(server: DiscordServer, guild: Guild) -> None:
    client = BareClient()
    async with running(client, server):
        made = await client.home.create_text_channel("Key Messages", topic="t" * 1024)
        assert made.name == "key-messages"
        stage = await client.home.create_voice_channel("Plenary Room")
        assert stage.name == "Plenary Room"
        await client.home.create_text_channel("key-messages")
        assert [c.name for c in guild.channels.values()].count("key-messages") == 2
        assert await code_of(client.home.create_text_channel("x", topic="t" * 1025)) == 50035
        assert await code_of(client.home.create_text_channel("x" * 101)) == 50035
        await made.edit(name="New Name")
        await made.delete()
    assert sorted(c.name for c in guild.channels.values()) == ["Plenary Room", "general", "key-messages"]


async def test_overwrites_need_the_permissions_they_change(server: DiscordServer, guild: Guild, person: Person) -> None:
    client = BareClient()
    async with running(client, server):
        home = client.home
        hidden: Overwrites = {
            home.default_role: discord.PermissionOverwrite(view_channel=False),
            home.me: discord.PermissionOverwrite(view_channel=True),
        }
        made = await home.create_text_channel("organisers", overwrites=hidden)
        assert not person.can_see(guild.channel("organisers"))
        await made.set_permissions(home.get_member(person.id), view_channel=True)  # type: ignore[arg-type]
        assert person.can_see(guild.channel("organisers"))
        lacking: Overwrites = {home.default_role: discord.PermissionOverwrite(ban_members=True)}
        assert await code_of(home.create_text_channel("x", overwrites=lacking)) == 50013
        managing: Overwrites = {home.default_role: discord.PermissionOverwrite(manage_roles=True)}
        assert await code_of(home.create_text_channel("x", overwrites=managing)) == 50013
        blind: Overwrites = {home.default_role: discord.PermissionOverwrite(view_channel=False)}
        lost = await home.create_text_channel("lost", overwrites=blind)
        assert await code_of(lost.send("x")) == 50001


async def test_without_its_permissions_the_bot_can_do_nothing(server: DiscordServer) -> None:
    guild = server.new_guild("Bare")
    server.invite(guild, permissions=0)
    client = BareClient()
    async with running(client, server):
        home = client.home
        assert await code_of(home.create_role(name="x")) == 50013
        assert await code_of(home.create_text_channel("x")) == 50013
        assert await code_of(client.text("general").edit(topic="x")) == 50013
        assert await code_of(home.fetch_member(1)) == 10007
    assert [v.code for v in server.violations] == [50013, 50013, 50013, 10007]


async def test_maximum_numbers_of_roles_and_channels(server: DiscordServer, guild: Guild, api: Api) -> None:
    for n in range(248):
        guild.new_role(str(n))
    for n in range(499):
        guild.new_channel(str(n))
    assert (await api("POST", f"/guilds/{guild.id}/roles", {"name": "x"}))[1]["code"] == 30005
    assert (await api("POST", f"/guilds/{guild.id}/channels", {"name": "x"}))[1]["code"] == 30013


async def test_members_are_found(server: DiscordServer, guild: Guild, person: Person, api: Api) -> None:
    client = BareClient()
    async with running(client, server):
        assert [m.id for m in await client.home.query_members("Malawi", limit=5)] == [person.id]
        assert {m.id async for m in client.home.fetch_members()} == {server.bot.id, guild.owner.id, person.id}
    found = await api("GET", f"/guilds/{guild.id}/members/search?query=mala&limit=5")
    assert [m["user"]["id"] for m in found[1]] == [str(person.id)]


async def test_an_administrator_may_do_everything(server: DiscordServer) -> None:
    guild = server.new_guild("Open")
    server.invite(guild, permissions=int(P.ADMINISTRATOR))
    client = BareClient()
    async with running(client, server):
        blind: Overwrites = {
            client.home.default_role: discord.PermissionOverwrite(view_channel=False, manage_roles=True)
        }
        made = await client.home.create_text_channel("hidden", overwrites=blind)
        await made.send("still here")
        await client.home.create_role(permissions=discord.Permissions(BOT_PERMISSIONS))
    assert server.violations == []


async def test_unknown_paths_are_violations(server: DiscordServer, guild: Guild, api: Api) -> None:
    assert await api("GET", f"/guilds/{guild.id}/stars") == (404, {"message": "404: Not Found", "code": 0})
    assert (await api("PUT", f"/guilds/{guild.id}"))[0] == 405
    assert (await api("GET", "/guilds/1"))[1]["code"] == 10004
    assert [(v.status, v.code) for v in server.violations] == [(404, 0), (405, 0), (404, 10004)]
    assert [(r.method, r.route) for r in server.log] == [("GET", ""), ("PUT", ""), ("GET", "/guilds/{guild_id}")]
