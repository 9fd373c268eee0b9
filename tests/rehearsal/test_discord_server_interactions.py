"""What people do, and the one answer within three seconds."""

from __future__ import annotations

import discord

from bot.rehearsal.discord_server import DiscordServer, Person

from .conftest import BareClient, running


async def test_a_command_is_answered_privately(server: DiscordServer, person: Person) -> None:
    client = BareClient()

    @client.tree.command(description="Greets")
    async def hello(interaction: discord.Interaction, name: str) -> None:
        await interaction.response.send_message(f"Hello {name}", ephemeral=True)

    async with running(client, server):
        await server.ready()
        exchange = await person.slash("hello", name="Ada")

    assert exchange.text == "Hello Ada"
    assert exchange.reply is not None
    assert exchange.reply.ephemeral_for is person.user
    assert exchange.latency_ms < 3000
    assert server.violations == []
