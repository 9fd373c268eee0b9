"""/programme, /now, /calendar and /help: for everyone."""

from __future__ import annotations

import io

import discord
from discord import app_commands
from discord.app_commands import locale_str as L  # noqa: N812 - the mark that pybabel extracts
from discord.ext import commands

from bot.chat import channel_bindings as places
from bot.chat import wording as programme
from bot.chat.call import Call
from bot.chat.posts import Post
from bot.core.errors import OutOfRange
from bot.features.help import text as helping
from bot.features.programme.calendar_file import Venue, calendar
from bot.features.programme.calendar_service import sequences


class ProgrammeCog(commands.Cog):
    @app_commands.command(name=L("programme"), description=L("The agenda, in your language and on your clock"))
    @app_commands.describe(day=L("The day's number: 1 is the first; all days if left out"))
    async def programme(
        self, interaction: discord.Interaction, day: app_commands.Range[int, 1, 31] | None = None
    ) -> None:
        call = Call.of(interaction)
        dates = call.context.schedule.dates()
        if day is not None and day > len(dates):
            raise OutOfRange(1, len(dates))
        wanted = dates if day is None else [dates[day - 1]]
        blocks = [programme.day_agenda(call._, call.formats, call.context.schedule, each) for each in wanted]
        await call.reply(post=Post.of(*blocks, programme.clock_note(call._, call.formats)))

    @app_commands.command(name=L("now"), description=L("What is on, and what comes next"))
    async def now(self, interaction: discord.Interaction) -> None:
        call = Call.of(interaction)
        await call.reply(programme.now_and_next(call._, call.formats, call.context.schedule, call.context.now()))

    @app_commands.command(name=L("calendar"), description=L("The programme as a file for your own calendar"))
    async def calendar(self, interaction: discord.Interaction) -> None:
        call = Call.of(interaction)
        context = call.context
        numbers = await sequences(context)
        text = calendar(call._, context.schedule, numbers, call.guild.id, _venue(call), context.now())
        said = call._(
            "Open this file to put the programme into your calendar. When sessions move, ask for it again: "
            "it takes the place of the old one."
        )
        await call.reply(post=Post((said,), files=(discord.File(io.BytesIO(text), f"{context.id}.ics"),)))

    @app_commands.command(name=L("help"), description=L("What you can do here"))
    async def help(self, interaction: discord.Interaction) -> None:
        call = Call.of(interaction)
        await call.reply(
            *helping.help_for(call._, call.person, joined=bool(call.context.participant(call.person.discord_id)))
        )


def _venue(call: Call) -> Venue:
    """The stage, else the plenary, else the server itself."""
    found = places.channel(call.context, call.guild, "stage") or places.channel(call.context, call.guild, "plenary")
    if found is None:
        return Venue(f"Discord, {call.guild.name}", f"https://discord.com/channels/{call.guild.id}")
    return Venue(f"Discord, {call.guild.name}, {found.name}", found.jump_url)
