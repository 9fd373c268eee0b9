"""The bot that Atelier is compared with: a discord.py bot that answers "ok" to `/ok` and to a button.

`/post` posts the message with the button. The intents are Atelier's (a test compares them: an import would load
Atelier). Everything else, also the cache of members, is discord.py's default.
"""

import os
from typing import Any

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
        self.tree.command(name="post", description="Posts a text with a button")(post)

    async def setup_hook(self) -> None:
        self.add_view(OkView())
        await self.tree.sync()
        _shards, url, *_rest = await self.http.get_bot_gateway()
        DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(url)


class OkView(discord.ui.View):
    def __init__(self) -> None:
        super().__init__(timeout=None)

    @discord.ui.button(label="ok", custom_id="ok")
    async def press(self, interaction: discord.Interaction, _button: discord.ui.Button[Any]) -> None:
        await answer_ok(interaction)


async def answer(interaction: discord.Interaction) -> None:
    await answer_ok(interaction)


async def post(interaction: discord.Interaction, text: str) -> None:
    assert isinstance(interaction.channel, discord.TextChannel)
    await interaction.channel.send(text, view=OkView())
    await answer_ok(interaction)


async def answer_ok(interaction: discord.Interaction) -> None:
    await interaction.response.send_message("ok", ephemeral=True)


if __name__ == "__main__":
    Route.BASE = os.environ["DISCORD_API_URL"]
    BareBot().run(os.environ["DISCORD_TOKEN"], log_handler=None)
