"""/session code and /session status. They are part of the group `/session`, which the programme's cog creates."""

from discord import app_commands

from bot.chat import suggestions
from bot.chat.access import FACILITATOR
from bot.chat.call import Call
from bot.chat.command import L, command
from bot.core.errors import SessionIsOver
from bot.core.schedule import SessionState
from bot.features.attendance import service, sign_in_codes
from bot.features.attendance import session_posts as session_text


def add_session_commands(group: app_commands.Group) -> None:
    """Add attendance's commands to the group `/session`."""

    @command(L("code"), L("The current sign-in code, to show in the session"), FACILITATOR)
    @app_commands.describe(session=L("The session"))
    @app_commands.autocomplete(session=suggestions.sessions_ahead_or_open)
    async def code(call: Call, session: str | None = None) -> None:
        state = _session(call, session)
        if not (state.is_ahead or state.is_open):
            raise SessionIsOver(state.id)
        await call.reply(session_text.code_message(call._, state, sign_in_codes.current_code(call.context, state.id)))

    @command(L("status"), L("Status of a session"), FACILITATOR)
    @app_commands.describe(session=L("The session"))
    @app_commands.autocomplete(session=suggestions.sessions)
    async def status(call: Call, session: str | None = None) -> None:
        attendance = await service.session_attendance(call.context, _session(call, session))
        await call.reply(session_text.status_message(call._, call.formats, attendance))

    group.add_command(code)
    group.add_command(status)


def _session(call: Call, id: str | None) -> SessionState:
    """The session of that id; without an id, the one in progress or the closest one."""
    schedule = call.context.schedule
    return schedule[id] if id else schedule.default(call.context.now())
