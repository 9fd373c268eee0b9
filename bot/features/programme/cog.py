"""/programme, /now and /calendar: for everyone."""

import io

import discord
from discord import app_commands
from discord.ext import commands

from bot.chat import channel_bindings, wording
from bot.chat.call import Call
from bot.chat.command import L, command
from bot.chat.posts import Post
from bot.core.errors import OutOfRange
from bot.features.programme import calendar_file, calendar_service
from bot.features.programme.calendar_file import Venue


class ProgrammeCog(commands.Cog):
    @command(L("programme"), L("The agenda, in your language and in your local time"))
    @app_commands.describe(day=L("The day's number: 1 is the first; all days if left out"))
    async def programme(self, call: Call, day: app_commands.Range[int, 1, 31] | None = None) -> None:
        dates = call.context.schedule.dates()
        if day is not None and day > len(dates):
            raise OutOfRange(1, len(dates))
        wanted = dates if day is None else [dates[day - 1]]
        blocks = [wording.day_agenda(call._, call.formats, call.context.schedule, each) for each in wanted]
        await call.reply(post=Post.of(*blocks, wording.clock_note(call._, call.formats)))

    @command(L("now"), L("The session in progress and the next one"))
    async def now(self, call: Call) -> None:
        await call.reply(wording.now_and_next(call._, call.formats, call.context.schedule, call.context.now()))

    @command(L("calendar"), L("The programme as a file for your own calendar"))
    async def calendar(self, call: Call) -> None:
        context = call.context
        numbers = await calendar_service.sequence_numbers(context)
        content = calendar_file.render(call._, context.schedule, numbers, call.guild.id, _venue(call), context.now())
        note = call._(
            "Open this file to put the programme into your calendar. When sessions move, ask for it again: "
            "it replaces the old one."
        )
        await call.reply(post=Post((note,), files=(discord.File(io.BytesIO(content), f"{context.id}.ics"),)))


def _venue(call: Call) -> Venue:
    """The channel of the stage, else of the plenary, else the server itself."""
    purposes = ("stage", "plenary")
    channels = (channel_bindings.channel(call.context, call.guild, purpose) for purpose in purposes)
    found = next((channel for channel in channels if channel), None)
    if found is None:
        return Venue(f"Discord, {call.guild.name}", f"https://discord.com/channels/{call.guild.id}")
    return Venue(f"Discord, {call.guild.name}, {found.name}", found.jump_url)
