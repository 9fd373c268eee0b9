"""Malformed texts and files, in both directions."""

import aiohttp
import discord
import pytest
from discord import app_commands

from fakecord import DiscordServer, File, Guild, NotPossible, Person
from tests.fakecord.conftest import BareClient, running

MEGABYTE = 1024 * 1024


async def test_a_lone_surrogate_reaches_the_bot_and_is_refused_from_it(
    server: DiscordServer, guild: Guild, person: Person
) -> None:
    client, typed = BareClient(), []

    @client.tree.command(name="say", description="says")
    async def say(interaction: discord.Interaction, words: str) -> None:
        typed.append(words)
        await interaction.response.send_message("fine")

    async with running(client, server):
        await person.slash("say", words="a\ud800z")
        headers = {"Authorization": f"Bot {server.token}", "Content-Type": "application/json"}
        url = f"{server.url}/channels/{guild.channel('general').id}/messages"
        async with aiohttp.ClientSession() as session:
            async with session.post(url, data=rb'{"content": "a\ud800z"}', headers=headers) as refused:
                assert refused.status == 500
            async with session.post(url, data=rb'{"content": "\ud83d\ude04"}', headers=headers) as taken:
                assert (await taken.json())["content"] == "\U0001f604"
    assert typed == ["a\ud800z"]


async def test_a_file_may_be_larger_than_it_claims(server: DiscordServer, guild: Guild, person: Person) -> None:
    client, said = BareClient(), []

    @client.tree.command(name="send", description="sends")
    @app_commands.describe(file="a file")
    async def send(interaction: discord.Interaction, file: discord.Attachment) -> None:
        said.append(file.size)
        await interaction.response.send_message(str(len(await file.read())))

    async with running(client, server):
        response = await person.slash("send", file=File("a.csv", b"x" * 1000, times=3, claimed=10))
        with pytest.raises(NotPossible):
            await person.slash("send", file=File("b.csv", b"x" * MEGABYTE, times=501))
    assert said == [10]
    assert response.text == "3000"
