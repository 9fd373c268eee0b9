"""/attendance: show who attended, correct it, import a report of a meeting held elsewhere."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.chat import suggestions
from bot.chat.access import FACILITATOR, ORGANISER
from bot.chat.call import Call
from bot.chat.client import Atelier
from bot.chat.command import L, command
from bot.chat.input_cleaning import name_of
from bot.chat.posts import Post, button, buttons
from bot.chat.router import Pressed
from bot.chat.uploads import content_of
from bot.core.errors import NotAnOption, NotInWorkshop, UnknownParticipant
from bot.core.people import Participant
from bot.features.attendance import import_menus, import_service, service, text
from bot.features.attendance import import_posts as import_text
from bot.features.attendance import session_posts as session_text
from bot.features.attendance.import_model import ImportDraft
from bot.features.attendance.model import AttendanceRecord, AttendanceStatus

MAX_REASON = 300
"""Longest reason of a mark, in characters."""
STATUSES = [
    app_commands.Choice(name=L("present"), value=AttendanceStatus.PRESENT.value),
    app_commands.Choice(name=L("late"), value=AttendanceStatus.LATE.value),
    app_commands.Choice(name=L("absent"), value=AttendanceStatus.ABSENT.value),
    app_commands.Choice(name=L("excused"), value=AttendanceStatus.EXCUSED.value),
]


@app_commands.default_permissions(manage_events=True)
class AttendanceCog(commands.GroupCog, group_name=L("attendance"), group_description=L("Attendance and corrections")):
    def __init__(self, client: Atelier) -> None:
        client.router.on("attendance:unmark:{number}:{id}", self.press_unmark, ORGANISER)
        client.router.on("attendance:apply:{number}", self.press_apply, ORGANISER)
        client.router.on("attendance:leave:{number}", self.press_discard, ORGANISER)
        client.router.on("attendance:settle:{number}:{number}", self.pick_person, ORGANISER)
        client.router.on("attendance:settle:{number}:{number}:{number}", self.pick_person, ORGANISER)
        client.router.on("attendance:lines:{number}:{number}", self.press_change, ORGANISER)
        client.router.on("attendance:line:{number}:{number}", self.pick_line, ORGANISER)
        client.router.on("attendance:preview:{number}", self.press_back, ORGANISER)
        client.router.on("attendance:zone:{number}", self.press_zone, ORGANISER)
        client.router.on("attendance:zoned:{number}", self.submit_zone, ORGANISER)

    # Translators: name of a command: show
    @command(L("show"), L("Attendance by group"), FACILITATOR)
    @app_commands.describe(session=L("The session; the one in progress if left out"))
    @app_commands.autocomplete(session=suggestions.sessions)
    async def show(self, call: Call, session: str | None = None) -> None:
        schedule = call.context.schedule
        state = schedule[session] if session else schedule.default(call.context.now())
        attendance = await service.session_attendance(call.context, state)
        administrations = call.context.workshop.administrations
        await call.reply(post=session_text.attendance_post(call._, call.formats, attendance, administrations))

    @command(L("mark"), L("Correct someone's attendance, and say why"), ORGANISER)
    @app_commands.describe(
        member=L("The person"),
        session=L("The session"),
        status=L("Their attendance"),
        reason=L("Reason; it is recorded and the person can see it"),
    )
    @app_commands.choices(status=STATUSES)
    @app_commands.autocomplete(session=suggestions.sessions)
    async def mark(
        self,
        call: Call,
        member: discord.User,
        session: str,
        status: str,
        reason: app_commands.Range[str, 1, MAX_REASON],
    ) -> None:
        participant = call.context.participant(member.id)
        if participant is None:
            raise NotInWorkshop(name_of(member))
        record = await service.mark(call.context, session, participant, AttendanceStatus(status), reason, call.person)
        undo = button(call._("Undo the correction"), f"attendance:unmark:{participant.id}:{session}")
        await call.reply(post=Post.of(_marked(call, record), view=buttons([undo])))

    async def press_unmark(self, pressed: Pressed) -> None:
        call, (id, session) = pressed.call, pressed.rest
        record = await service.unmark(call.context, session, _participant(call, int(id)), call.person)
        await call.replace(call._("The correction is undone."), _marked(call, record))

    @command(L("import"), L("Count those who were in Zoom, KUDO or Teams"), ORGANISER)
    @app_commands.describe(
        session=L("The session"), file=L("The participants report of Zoom, KUDO, Teams, Webex or Meet, as CSV")
    )
    @app_commands.autocomplete(session=suggestions.sessions)
    async def import_report(self, call: Call, session: str, file: discord.Attachment) -> None:
        state = call.context.schedule[session]
        content = await content_of(file)
        draft = await import_service.create_draft(call.context, state.id, content, call.person.discord_id)
        await call.reply(post=_preview(call, draft))

    async def pick_person(self, pressed: Pressed) -> None:
        """The organiser picked, in a menu of the preview, the person for a name of the report."""
        call, (id, line, *_page) = pressed.call, pressed.rest
        if pressed.choice == import_menus.ANY_ADMINISTRATION:
            draft = await import_service.find_draft(call.context, int(id))
            administrations = call.context.workshop.administrations
            await call.replace(
                post=import_menus.administration_menus(call._, call.formats, administrations, draft, int(line))
            )
            return
        draft = await import_service.settle(call.context, int(id), int(line), pressed.choice)
        await call.replace(post=_preview(call, draft))

    async def press_change(self, pressed: Pressed) -> None:
        """Show the settled lines: each can be changed before the report is applied."""
        call, (id, page) = pressed.call, pressed.rest
        draft = await import_service.find_draft(call.context, int(id))
        await call.replace(post=import_menus.settled_lines(call._, draft, int(page)))

    async def pick_line(self, pressed: Pressed) -> None:
        call, choice = pressed.call, pressed.choice
        draft = await import_service.find_draft(call.context, int(pressed.rest[0]))
        if choice not in map(str, draft.settled):
            raise NotAnOption
        people, administrations = _people(call), call.context.workshop.administrations
        await call.replace(
            post=import_menus.line_post(call._, call.formats, draft, int(choice), people, administrations)
        )

    async def press_back(self, pressed: Pressed) -> None:
        draft = await import_service.find_draft(pressed.call.context, int(pressed.rest[0]))
        await pressed.call.replace(post=_preview(pressed.call, draft))

    async def press_zone(self, pressed: Pressed) -> None:
        draft = await import_service.find_draft(pressed.call.context, int(pressed.rest[0]))
        await pressed.call.form(import_menus.zone_form(pressed.call._, draft))

    async def submit_zone(self, pressed: Pressed) -> None:
        draft = await import_service.set_zone(pressed.call.context, int(pressed.rest[0]), pressed.text("zone"))
        await pressed.call.replace(post=_preview(pressed.call, draft))

    async def press_apply(self, pressed: Pressed) -> None:
        call = pressed.call
        result = await import_service.apply(call.context, int(pressed.rest[0]), call.person)
        await call.replace(import_text.applied(call._, call.formats, result))

    async def press_discard(self, pressed: Pressed) -> None:
        await import_service.discard(pressed.call.context, int(pressed.rest[0]))
        await pressed.call.replace(pressed.call._("Nothing was counted."))


def _marked(call: Call, record: AttendanceRecord) -> str:
    administration = call.context.workshop.administration(record.participant.administration)
    return text.marked(call._, call.formats, record, administration)


def _preview(call: Call, draft: ImportDraft) -> Post:
    context = call.context
    return import_text.preview(
        call._, call.formats, draft, context.schedule[draft.session], _people(call), context.workshop.administrations
    )


def _people(call: Call) -> dict[int, Participant]:
    return {participant.id: participant for participant in call.context.all_participants()}


def _participant(call: Call, id: int) -> Participant:
    """The participant with that number. Raises `UnknownParticipant`."""
    found = _people(call).get(id)
    if found is None:
        raise UnknownParticipant(str(id))
    return found
