"""/export: organisers download the workshop's data, or a report."""

import shlex
import tempfile
from pathlib import Path

import discord
from discord import app_commands
from discord.ext import commands

from bot.chat.access import ORGANISER
from bot.chat.call import Call
from bot.chat.command import L, command
from bot.chat.multilingual import language_name
from bot.chat.posts import Post
from bot.core.programme import Registration
from bot.features.organisers.certificates_service import write_certificates
from bot.features.organisers.certificates_text import certificates as certificates_text
from bot.features.organisers.export_service import Export, Exporter, write
from bot.features.organisers.handouts_service import HandoutsWriter, write_handouts
from bot.i18n.catalogue import available

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
class ExportCog(commands.GroupCog, group_name=L("export"), group_description=L("Export the workshop's data")):
    def __init__(self, exporter: Exporter, handouts_writer: HandoutsWriter, database: Path) -> None:
        self._exporter = exporter
        self._database = database
        self._handouts_writer = handouts_writer

    @command(L("data"), L("Everything, as a file"), ORGANISER)
    @app_commands.describe(format=L("The kind of file"))
    @app_commands.choices(format=FORMATS)
    async def data(self, call: Call, format: str) -> None:
        words = call._("Here is everything, as it stands now.")
        await self._reply_with_file(call, Export("data", format, call.language), words)

    @command(L("report"), L("A draft article and the data behind it"), ORGANISER)
    @app_commands.describe(format=L("The kind of file"), language=L("The language of the report"))
    @app_commands.choices(format=REPORTS, language=LANGUAGES)
    async def report(self, call: Call, format: str, language: str) -> None:
        languages = call.context.workshop.languages
        if language not in languages:
            names = call.formats.joined([language_name(code) for code in languages])
            await call.reply(call._("This workshop is held in these languages: %(languages)s.", languages=names))
            return
        words = call._(
            "Here is the draft report, written from the data as it stands now. Read it before you send it on."
        )
        await self._reply_with_file(call, Export("report", format, language), words)

    @command(L("handouts"), L("Invitations with their codes, guides and the programme, to print and send"), ORGANISER)
    @app_commands.describe(invitation=L("The link with which people join this server; else left to be filled in"))
    async def handouts(self, call: Call, invitation: str = "") -> None:
        await call.defer()
        with tempfile.TemporaryDirectory() as folder:
            path = await write_handouts(call.context, self._handouts_writer, invitation, call.person, Path(folder))
            if path.stat().st_size <= call.interaction.filesize_limit:
                await call.reply(post=Post((_handouts_text(call),), files=(discord.File(path),)))
                return
        await call.reply(_too_large(call, _command_for_handouts(call.context.id, invitation.strip())))

    @command(L("certificates"), L("A certificate for each person who was there for long enough"), ORGANISER)
    @app_commands.describe(share=L("The least share of the sessions' time that someone attended, in per cent"))
    async def certificates(self, call: Call, share: app_commands.Range[int, 1, 100] = 75) -> None:
        await call.defer()
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"{call.context.id}.certificates.docx"
            counts = await write_certificates(call.context, self._database, share, call.person, path)
            words = certificates_text(call._, call.formats, counts, share)
            await call.reply(post=Post((words,), files=(discord.File(path),) if counts.people else ()))

    async def _reply_with_file(self, call: Call, export: Export, words: str) -> None:
        """Reply with `words` and the file.

        If the file is too large for Discord, reply with the command that writes it.
        """
        await call.defer()
        with tempfile.TemporaryDirectory() as folder:
            limit = call.interaction.filesize_limit
            path = await write(call.context, self._exporter, export, call.person, Path(folder), limit)
            if path is None:
                await call.reply(_too_large(call, _command_for(call.context.id, export)))
            else:
                await call.reply(post=Post((words,), files=(discord.File(path),)))


def _handouts_text(call: Call) -> str:
    words = call._("Here is all that you hand out, as Word files and as pages to print.")
    if call.context.workshop.registration is Registration.CODE:
        words += " " + call._("Each invitation holds a join code: send each one only to those whom it is for.")
    return words


def _command_for_handouts(workshop: str, address: str) -> str:
    link = f" --invitation {shlex.quote(address)}" if address else ""
    return f"`python run.py handouts --workshop {workshop} --output {workshop}.handouts{link}`"


def _command_for(workshop: str, export: Export) -> str:
    return (
        f"`python run.py export --workshop {workshop} --format {export.format} --language {export.language} "
        f"--output {export.filename(workshop)}`"
    )


def _too_large(call: Call, command: str) -> str:
    return call._(
        "The file is larger than Discord takes here. Whoever runs the bot can make it with: %(command)s",
        command=command,
    )
