"""/export: organisers take everything away."""

from __future__ import annotations

import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path

import discord
from discord import app_commands
from discord.app_commands import locale_str as L  # noqa: N812 - the mark that pybabel extracts
from discord.ext import commands

from bot.chat.access import FOR_ORGANISERS
from bot.chat.call import Call
from bot.chat.posts import Post
from bot.services.room import Room

Exporter = Callable[[Room, str, str, Path], Awaitable[int]]
"""Writes a room's data in a format, its headings in a language, to a path; returns its size in bytes."""

SUFFIX = {"xlsx": "xlsx", "csv": "zip", "json": "json"}
FORMATS = [
    app_commands.Choice(name=L("xlsx: a spreadsheet"), value="xlsx"),
    app_commands.Choice(name=L("csv: a zip of plain tables"), value="csv"),
    app_commands.Choice(name=L("json: for programs"), value="json"),
]


@app_commands.default_permissions(manage_guild=True)
class ExportCog(commands.GroupCog, group_name=L("export"), group_description=L("Take the workshop's data away")):
    def __init__(self, exporter: Exporter) -> None:
        self._exporter = exporter

    @app_commands.command(name=L("data"), description=L("Everything, as a file"), extras=FOR_ORGANISERS)
    @app_commands.describe(format=L("The kind of file"))
    @app_commands.choices(format=FORMATS)
    async def data(self, interaction: discord.Interaction, format: str) -> None:
        call = Call.of(interaction)
        await call.defer()
        name = f"{call.room.id}.{SUFFIX[format]}"
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / name
            size = await self._exporter(call.room, format, call.language, path)
            await self._hand_over(call, path, size)

    async def _hand_over(self, call: Call, path: Path, size: int) -> None:
        if size > call.guild.filesize_limit:
            await call.reply(
                call._(
                    "The file is larger than Discord takes here. Whoever runs the bot can make it with: %(command)s",
                    command=f"`python run.py export --workshop {call.room.id} --format {path.suffix[1:]} "
                    f"--output {path.name}`",
                )
            )
            return
        await call.reply(post=Post((call._("Here is everything, as it stands now."),), files=(discord.File(path),)))
