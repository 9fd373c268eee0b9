"""/export: organisers take everything away, as data and as a report."""

from __future__ import annotations

import asyncio
import tempfile
import zipfile
from collections.abc import Awaitable, Callable
from pathlib import Path

import discord
from discord import app_commands
from discord.app_commands import locale_str as L  # noqa: N812 - the mark that pybabel extracts
from discord.ext import commands

from bot.chat.access import FOR_ORGANISERS
from bot.chat.call import Call
from bot.chat.multilingual import language_name
from bot.chat.posts import Post
from bot.features.organisers import export_service as exports
from bot.i18n.catalogue import available
from bot.workshop.context import WorkshopContext

Exporter = Callable[[WorkshopContext, str, str, Path], Awaitable[int]]
"""Writes a room's data in a format, its headings in a language, to a path; returns its size in bytes."""

SUFFIX = {"csv": "zip"}
"""What a file's name ends in, where that is not its format."""
FORMATS = [
    app_commands.Choice(name=L("xlsx: a spreadsheet"), value="xlsx"),
    app_commands.Choice(name=L("csv: a zip of plain tables"), value="csv"),
    app_commands.Choice(name=L("json: for programs"), value="json"),
]
REPORTS = [
    app_commands.Choice(name=L("docx: to edit in Word"), value="docx"),
    app_commands.Choice(name=L("html: to read and print"), value="html"),
]
LANGUAGES = [app_commands.Choice(name=language_name(code), value=code) for code in sorted(available())]


@app_commands.default_permissions(manage_guild=True)
class ExportCog(commands.GroupCog, group_name=L("export"), group_description=L("Take the workshop's data away")):
    def __init__(self, exporter: Exporter) -> None:
        self._exporter = exporter

    @app_commands.command(name=L("data"), description=L("Everything, as a file"), extras=FOR_ORGANISERS)
    @app_commands.describe(format=L("The kind of file"))
    @app_commands.choices(format=FORMATS)
    async def data(self, interaction: discord.Interaction, format: str) -> None:
        call = Call.of(interaction)
        name = f"{call.context.id}.{SUFFIX.get(format, format)}"
        await self._hand_over(
            call, "data", format, call.language, name, call._("Here is everything, as it stands now.")
        )

    @app_commands.command(
        name=L("report"), description=L("A draft article and what it rests on"), extras=FOR_ORGANISERS
    )
    @app_commands.describe(format=L("The kind of file"), language=L("The language of the report"))
    @app_commands.choices(format=REPORTS, language=LANGUAGES)
    async def report(self, interaction: discord.Interaction, format: str, language: str) -> None:
        call = Call.of(interaction)
        spoken = call.context.workshop.languages
        if language not in spoken:
            names = call.formats.joined([language_name(code) for code in spoken])
            await call.reply(call._("This workshop is held in these languages: %(languages)s.", languages=names))
            return
        said = call._(
            "Here is the draft report, written from the data as it stands now. Read it before you send it on."
        )
        await self._hand_over(call, "report", format, language, f"{call.context.id}.report.{language}.{format}", said)

    async def _hand_over(self, call: Call, what: str, format: str, language: str, name: str, said: str) -> None:
        """Write the file and send it; where Discord does not take it, say where it can be had."""
        await call.defer()
        await exports.taken(call.context, call.person.name, what, f"{format} {language}")
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / name
            limit = call.interaction.filesize_limit
            if await self._exporter(call.context, format, language, path) > limit:
                path = await asyncio.to_thread(_zipped, path)
            if path.stat().st_size > limit:
                await call.reply(_too_large(call, format, language, name))
                return
            await call.reply(post=Post((said,), files=(discord.File(path),)))


def _zipped(path: Path) -> Path:
    """A tenth of the size, for a page or JSON; what is a zip already stays as large."""
    zipped = path.with_name(f"{path.name}.zip")
    with zipfile.ZipFile(zipped, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(path, path.name)
    return zipped


def _too_large(call: Call, format: str, language: str, name: str) -> str:
    return call._(
        "The file is larger than Discord takes here. Whoever runs the bot can make it with: %(command)s",
        command=f"`python run.py export --workshop {call.context.id} --format {format} --language {language} "
        f"--output {name}`",
    )
