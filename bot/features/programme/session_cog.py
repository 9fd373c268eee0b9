"""/session: facilitators start, end and extend a session, and set its link."""

from discord import app_commands
from discord.ext import commands

from bot.chat import suggestions
from bot.chat.access import FACILITATOR
from bot.chat.call import Call
from bot.chat.command import L, command
from bot.core.links import web_address
from bot.core.schedule import SessionState
from bot.features.programme import session_service, text
from bot.features.programme.errors import AnotherInProgress

MAX_LINK = 500
"""Longest link that is accepted, in characters."""


@app_commands.default_permissions(manage_events=True)
class SessionCog(commands.GroupCog, group_name=L("session"), group_description=L("Run a session")):
    @property
    def group(self) -> app_commands.Group:
        """`/session`, to which attendance and the floor add their own commands."""
        assert self.app_command is not None
        return self.app_command

    @command(L("start"), L("Open a session, or reopen one ended by mistake"), FACILITATOR)
    @app_commands.describe(session=L("The session; the next one if left out"))
    @app_commands.autocomplete(session=suggestions.sessions)
    async def start(self, call: Call, session: str | None = None) -> None:
        id = session or _session_to_start(call).id
        state = await session_service.start(call.context, id, call.person)
        await call.reply(text.started(call._, call.formats, state))

    @command(L("end"), L("Close the session in progress"), FACILITATOR)
    @app_commands.describe(session=L("The session; the one in progress if left out"))
    @app_commands.autocomplete(session=suggestions.sessions)
    async def end(self, call: Call, session: str | None = None) -> None:
        state = await session_service.end(call.context, session or _default_session(call).id, call.person)
        await call.reply(text.ended(call._, state))

    @command(L("extend"), L("Give a session more time"), FACILITATOR)
    @app_commands.describe(minutes=L("How many minutes more"), session=L("The session"))
    @app_commands.autocomplete(session=suggestions.sessions_ahead_or_open)
    async def extend(self, call: Call, minutes: app_commands.Range[int, 1, 600], session: str | None = None) -> None:
        id = session or _default_session(call).id
        changed = await session_service.extend(call.context, id, minutes, call.person)
        await call.reply(text.changed(call._, call.formats, changed))

    @command(L("link"), L("The session's new link, announced"), FACILITATOR)
    @app_commands.describe(url=L("Where the session is held: https://…"), session=L("The session"))
    @app_commands.autocomplete(session=suggestions.sessions_ahead_or_open)
    async def link(self, call: Call, url: app_commands.Range[str, 1, MAX_LINK], session: str | None = None) -> None:
        id = session or _default_session(call).id
        state = await session_service.set_link(call.context, id, web_address(url), call.person)
        await call.reply(text.link(call._, state))


def _default_session(call: Call) -> SessionState:
    """The session that a command acts on if none is named."""
    return call.context.schedule.default(call.context.now())


def _session_to_start(call: Call) -> SessionState:
    """The next session, else the default one.

    Raises `AnotherInProgress` while a session is open: an opening is announced to everyone, so the session must be
    named.
    """
    current = call.context.schedule.in_progress()
    if current:
        raise AnotherInProgress(current.session.title)
    return call.context.schedule.upcoming(call.context.now()) or _default_session(call)
