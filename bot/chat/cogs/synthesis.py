"""/synthesis: organisers gather the key messages."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.app_commands import locale_str as L  # noqa: N812 - the mark that pybabel extracts
from discord.ext import commands

from bot.chat.access import FOR_ORGANISERS
from bot.chat.call import Call
from bot.chat.presenters import key_messages as words
from bot.services import key_messages


@app_commands.default_permissions(manage_guild=True)
class SynthesisCog(
    commands.GroupCog, group_name=L("synthesis"), group_description=L("Gather, translate and publish key messages")
):
    @app_commands.command(
        name=L("status"), description=L("Who has sent key messages, who has not"), extras=FOR_ORGANISERS
    )
    async def status(self, interaction: discord.Interaction) -> None:
        call = Call.of(interaction)
        await call.reply(words.coverage(call._, call.formats, await key_messages.coverage(call.room)))
