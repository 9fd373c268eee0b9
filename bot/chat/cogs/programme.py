"""/programme, /now and /help: for everyone."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.app_commands import locale_str as L  # noqa: N812 - the mark that pybabel extracts
from discord.ext import commands

from bot.chat.call import Call
from bot.chat.posts import Post
from bot.chat.presenters import help as helping
from bot.chat.presenters import programme
from bot.domain.errors import UnknownSession


class ProgrammeCog(commands.Cog):
    @app_commands.command(name=L("programme"), description=L("The agenda, in your language and on your clock"))
    @app_commands.describe(day=L("The day's number: 1 is the first; all days where you leave it out"))
    async def programme(
        self, interaction: discord.Interaction, day: app_commands.Range[int, 1, 31] | None = None
    ) -> None:
        call = Call.of(interaction)
        dates = call.room.schedule.dates()
        if day is not None and day > len(dates):
            raise UnknownSession(str(day))
        wanted = dates if day is None else [dates[day - 1]]
        blocks = [programme.day_agenda(call._, call.formats, call.room.schedule, each) for each in wanted]
        await call.reply(post=Post.of(*blocks, programme.clocks(call._, call.formats)))

    @app_commands.command(name=L("now"), description=L("What is on, and what comes next"))
    async def now(self, interaction: discord.Interaction) -> None:
        call = Call.of(interaction)
        await call.reply(programme.now_and_next(call._, call.formats, call.room.schedule, call.room.now()))

    @app_commands.command(name=L("help"), description=L("What you can do here"))
    async def help(self, interaction: discord.Interaction) -> None:
        call = Call.of(interaction)
        await call.reply(
            *helping.help_for(call._, call.person, joined=bool(call.room.participant(call.person.discord_id)))
        )
