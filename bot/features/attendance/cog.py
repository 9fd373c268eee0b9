"""/attendance: who was there, and the organisers' corrections."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.app_commands import locale_str as L  # noqa: N812 - the mark that pybabel extracts
from discord.ext import commands

from bot.chat import suggestions
from bot.chat.access import FOR_FACILITATORS, FOR_ORGANISERS, ORGANISER
from bot.chat.call import Call
from bot.chat.client import Atelier
from bot.chat.input_cleaning import name_of
from bot.chat.posts import Post, button, buttons
from bot.chat.router import Pressed
from bot.chat.uploads import content_of
from bot.core.errors import NotAnOption, NotInWorkshop, UnknownParticipant
from bot.core.people import Participant
from bot.features.attendance import import_service as imports
from bot.features.attendance import import_text as report
from bot.features.attendance import service as attendance
from bot.features.attendance import text as words
from bot.features.attendance.model import Standing
from bot.features.attendance.service import Attended

REASON = 300
"""Longest reason taken, in characters."""
STATUSES = [
    app_commands.Choice(name=L("present"), value=Standing.PRESENT.value),
    app_commands.Choice(name=L("late"), value=Standing.LATE.value),
    app_commands.Choice(name=L("absent"), value=Standing.ABSENT.value),
    app_commands.Choice(name=L("excused"), value=Standing.EXCUSED.value),
]


@app_commands.default_permissions(manage_events=True)
class AttendanceCog(
    commands.GroupCog, group_name=L("attendance"), group_description=L("Who was there, and corrections")
):
    def __init__(self, client: Atelier) -> None:
        client.router.on("attendance:unmark:{number}:{id}", self.take_back, ORGANISER)
        client.router.on("attendance:apply:{number}", self.apply, ORGANISER)
        client.router.on("attendance:leave:{number}", self.leave, ORGANISER)
        client.router.on("attendance:settle:{number}:{number}", self.settle, ORGANISER)
        client.router.on("attendance:settle:{number}:{number}:{number}", self.settle, ORGANISER)

    @app_commands.command(name=L("show"), description=L("Who was there, by administration"), extras=FOR_FACILITATORS)
    @app_commands.describe(session=L("The session; the one in progress if left out"))
    @app_commands.autocomplete(session=suggestions.sessions)
    async def show(self, interaction: discord.Interaction, session: str | None = None) -> None:
        call = Call.of(interaction)
        schedule = call.context.schedule
        state = schedule[session] if session else schedule.default(call.context.now())
        roll = await attendance.roll(call.context, state)
        await call.reply(post=words.roll(call._, call.formats, roll, call.context.workshop.administrations))

    @app_commands.command(
        name=L("mark"), description=L("Say what someone's attendance was, and why"), extras=FOR_ORGANISERS
    )
    @app_commands.describe(
        member=L("The person"),
        session=L("The session"),
        status=L("What their attendance was"),
        reason=L("Why; it is kept, and the person sees it"),
    )
    @app_commands.choices(status=STATUSES)
    @app_commands.autocomplete(session=suggestions.sessions)
    async def mark(
        self,
        interaction: discord.Interaction,
        member: discord.User,
        session: str,
        status: str,
        reason: app_commands.Range[str, 1, REASON],
    ) -> None:
        call = Call.of(interaction)
        who = call.context.participant(member.id)
        if who is None:
            raise NotInWorkshop(name_of(member))
        it = await attendance.mark(call.context, session, who, Standing(status), reason, call.person.name)
        back = button(call._("Take it back"), f"attendance:unmark:{who.id}:{session}")
        await call.reply(post=Post.of(_marked(call, it), view=buttons([back])))

    async def take_back(self, pressed: Pressed) -> None:
        call, (number, session) = pressed.call, pressed.rest
        it = await attendance.unmark(call.context, session, _numbered(call, int(number)), call.person.name)
        await call.replace(call._("The mark is taken back."), _marked(call, it))

    @app_commands.command(
        name=L("import"), description=L("Count those who were in Zoom or KUDO"), extras=FOR_ORGANISERS
    )
    @app_commands.describe(session=L("The session"), file=L("The participants report of Zoom or KUDO, as CSV"))
    @app_commands.autocomplete(session=suggestions.sessions)
    async def bring_in(self, interaction: discord.Interaction, session: str, file: discord.Attachment) -> None:
        call = Call.of(interaction)
        state = call.context.schedule[session]
        draft = await imports.draft(call.context, state.id, await content_of(file), call.person.discord_id)
        await call.reply(post=report.preview(call._, call.formats, call.context, draft))

    async def settle(self, pressed: Pressed) -> None:
        """One of the doubtful names was given a person, an administration, or nobody."""
        call, (id, number, *_page) = pressed.call, pressed.rest
        if pressed.choice == report.ELSEWHERE:
            draft = await imports.find(call.context, int(id))
            if int(number) >= len(draft.lines):
                raise NotAnOption
            await call.replace(post=report.administrations(call._, call.formats, call.context, draft, int(number)))
            return
        draft = await imports.settle(call.context, int(id), int(number), pressed.choice)
        await call.replace(post=report.preview(call._, call.formats, call.context, draft))

    async def apply(self, pressed: Pressed) -> None:
        call = pressed.call
        applied = await imports.apply(call.context, int(pressed.rest[0]), call.person.name)
        await call.replace(report.applied(call._, call.formats, applied))

    async def leave(self, pressed: Pressed) -> None:
        await imports.leave(pressed.call.context, int(pressed.rest[0]))
        await pressed.call.replace(pressed.call._("Nothing was counted."))


def _marked(call: Call, it: Attended) -> str:
    administration = call.context.workshop.administration(it.who.administration)
    name = call._.of(administration.name) if administration else it.who.administration
    return words.marked(call._, call.formats, it, name)


def _numbered(call: Call, number: int) -> Participant:
    found = next((p for p in call.context.all_participants() if p.id == number), None)
    if found is None:
        raise UnknownParticipant(str(number))
    return found
