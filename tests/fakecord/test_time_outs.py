"""Members in time-out keep only what Discord leaves them."""

from datetime import timedelta

import discord
import pytest

from fakecord import DiscordServer, Guild, NotAllowed, Permission, Person
from tests.fakecord.conftest import Api, BareClient, running

P = Permission


async def test_who_is_timed_out_reads_and_does_nothing_else(
    server: DiscordServer, guild: Guild, person: Person
) -> None:
    client = BareClient()

    @client.tree.command(description="Offers a button")
    async def offer(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("Here", view=discord.ui.View().add_item(discord.ui.Button(label="Go")))

    async with running(client, server):
        await server.ready()
        general = guild.channel("general")
        general.set_overwrite(person.member, allow=int(P.SEND_MESSAGES))
        offered = (await person.slash("offer")).messages[0]
        guild.time_out(person, server.world.clock.now() + timedelta(hours=1))
        assert person.permissions_in(general) == P.VIEW_CHANNEL | P.READ_MESSAGE_HISTORY
        assert person.sees(general) == [offered]
        with pytest.raises(NotAllowed):
            person.say(general, "Hello")
        with pytest.raises(NotAllowed):
            await person.slash("offer", channel=general)
        with pytest.raises(NotAllowed):
            await person.press(offered)
        guild.time_out(person, server.world.clock.now() - timedelta(seconds=1))
        person.say(general, "I am back")


async def test_administrators_are_exempt(server: DiscordServer, guild: Guild, person: Person) -> None:
    guild.give(person, guild.new_role("Admin", int(P.ADMINISTRATOR)))
    guild.time_out(person, server.world.clock.now() + timedelta(hours=1))
    person.say(guild.channel("general"), "Still here")


async def test_a_bot_in_time_out_cannot_send(server: DiscordServer, guild: Guild, api: Api) -> None:
    guild.time_out(server.bot, server.world.clock.now() + timedelta(hours=1))
    path = f"/channels/{guild.channel('general').id}/messages"
    assert (await api("GET", path))[0] == 200
    assert (await api("POST", path, {"content": "Hello"}))[0] == 403


async def test_a_bot_times_out_for_four_weeks_at_most(
    server: DiscordServer, guild: Guild, person: Person, api: Api
) -> None:
    path, now = f"/guilds/{guild.id}/members/{person.id}", server.world.clock.now()
    week = {"communication_disabled_until": (now + timedelta(weeks=1)).isoformat()}
    assert (await api("PATCH", path, week))[0] == 403
    bot_role = next(role for role in guild.me.roles)
    bot_role.change(permissions=int(bot_role.permissions | P.MODERATE_MEMBERS))
    assert (await api("PATCH", path, week))[0] == 200
    assert person.member.is_timed_out
    too_long = {"communication_disabled_until": (now + timedelta(days=30)).isoformat()}
    assert (await api("PATCH", path, too_long))[0] == 400
    assert (await api("PATCH", path, {"communication_disabled_until": None}))[0] == 200
    assert not person.member.is_timed_out
