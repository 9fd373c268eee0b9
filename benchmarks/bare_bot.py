"""The measure: a discord.py bot with one command, `/ok`, that answers "ok".

Its intents are Atelier's (a test holds them together: importing them would load Atelier); all else, the cache of
members among it, is as discord.py has it.
"""

from __future__ import annotations

import os

import discord
import yarl
from discord import app_commands
from discord.gateway import DiscordWebSocket
from discord.http import Route


def intents() -> discord.Intents:
    wanted = discord.Intents.none()
    wanted.guilds = wanted.members = wanted.voice_states = wanted.guild_scheduled_events = True
    return wanted


class BareBot(discord.Client):
    def __init__(self) -> None:
        super().__init__(intents=intents())
        self.tree = app_commands.CommandTree(self)
        self.tree.command(name="ok", description="Answers ok")(answer)

    async def setup_hook(self) -> None:
        await self.tree.sync()
        _shards, url, *_rest = await self.http.get_bot_gateway()
        DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(url)


async def answer(interaction: discord.Interaction) -> None:
    await interaction.response.send_message("ok", ephemeral=True)


if __name__ == "__main__":
    Route.BASE = os.environ["DISCORD_API_URL"]
    BareBot().run(os.environ["DISCORD_TOKEN"], log_handler=None)
