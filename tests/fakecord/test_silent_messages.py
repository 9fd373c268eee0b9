"""Messages with SUPPRESS_NOTIFICATIONS: which requests take the flag, and what it changes."""

import discord
import pytest

from fakecord import DiscordServer, Guild, Person
from tests.fakecord.conftest import BareClient, running


async def test_a_silent_message_stays_silent_and_still_counts_as_a_mention(
    server: DiscordServer, guild: Guild, person: Person
) -> None:
    client = BareClient()
    async with running(client, server):
        general = client.text("general")
        quiet = await general.send(person.mention, silent=True)
        loud = await general.send("hello")
        flags = [quiet.flags.silent, loud.flags.silent]
        route = discord.http.Route("PATCH", "/channels/{c}/messages/{m}", c=general.id, m=quiet.id)
        await client.http.request(route, json={"content": "said", "flags": 0})
        route = discord.http.Route("PATCH", "/channels/{c}/messages/{m}", c=general.id, m=loud.id)
        await client.http.request(route, json={"content": "hush", "flags": 1 << 12})
    shown = [(m.text, m.silent, m.pinged_users) for m in guild.channel("general").history]
    assert (flags, shown) == ([True, False], [("said", True, [person.user]), ("hush", False, [])])


@pytest.mark.parametrize("ephemeral", [True, False])
async def test_an_answer_may_be_silent_but_not_its_deferral(
    server: DiscordServer, guild: Guild, person: Person, ephemeral: bool
) -> None:
    client = BareClient()
    refused: list[int] = []

    async def answer(interaction: discord.Interaction, defer: bool) -> None:
        if not defer:
            await interaction.response.send_message("said", ephemeral=ephemeral, silent=True)
            return
        route = discord.http.Route("POST", f"/interactions/{interaction.id}/{interaction.token}/callback")
        try:
            await client.http.request(route, json={"type": 5, "data": {"flags": 1 << 12}})
        except discord.HTTPException as error:
            refused.append(error.code)

    client.tree.command(name="say", description="d")(answer)
    async with running(client, server):
        said = await person.slash("say", defer=False)
        await person.slash("say", defer=True)
        await server.until(lambda: refused)
    assert said.reply
    assert (said.reply.silent, said.reply.ephemeral, refused) == (True, ephemeral, [50035])
