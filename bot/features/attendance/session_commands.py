"""/session code and /session status. They are part of the group `/session`, which the programme's cog creates."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.app_commands import locale_str as L  # noqa: N812 - the mark that pybabel extracts

from bot.chat import suggestions
from bot.chat.access import FOR_FACILITATORS
from bot.chat.call import Call
from bot.core.errors import SessionIsOver
from bot.core.schedule import SessionState
from bot.features.attendance import service, sign_in_codes
from bot.features.attendance import session_posts as session_text


def add_session_commands(group: app_commands.Group) -> None:
    """Add attendance's commands to the group `/session`."""
    group.add_command(
        app_commands.Command(
            name=L("code"),
            description=L("The sign-in code of the moment, to show in the session"),
            callback=show_code,
            extras=FOR_FACILITATORS,
        )
    )
    group.add_command(
        app_commands.Command(
            name=L("status"), description=L("How a session stands"), callback=show_status, extras=FOR_FACILITATORS
        )
    )


@app_commands.describe(session=L("The session"))
@app_commands.autocomplete(session=suggestions.sessions_ahead_or_open)
async def show_code(interaction: discord.Interaction, session: str | None = None) -> None:
    call = Call.of(interaction)
    state = _session(call, session)
    if not (state.is_ahead or state.is_open):
        raise SessionIsOver(state.id)
    await call.reply(session_text.code_message(call._, state, sign_in_codes.current_code(call.context, state.id)))


@app_commands.describe(session=L("The session"))
@app_commands.autocomplete(session=suggestions.sessions)
async def show_status(interaction: discord.Interaction, session: str | None = None) -> None:
    call = Call.of(interaction)
    attendance = await service.session_attendance(call.context, _session(call, session))
    await call.reply(session_text.status_message(call._, call.formats, attendance))


def _session(call: Call, id: str | None) -> SessionState:
    """The session of that id; without an id, the one in progress or the closest one."""
    schedule = call.context.schedule
    return schedule[id] if id else schedule.default(call.context.now())
