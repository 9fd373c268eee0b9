"""/schedule: organisers delay, move and cancel sessions, and see first what it would do."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.app_commands import locale_str as L  # noqa: N812 - the mark that pybabel extracts
from discord.ext import commands

from bot.chat import suggestions
from bot.chat.access import FOR_ORGANISERS, ORGANISER
from bot.chat.call import Call
from bot.chat.client import Atelier
from bot.chat.posts import Post, button, buttons
from bot.chat.router import Pressed
from bot.core.errors import BadTime
from bot.core.typed_times import parse_local
from bot.features.programme import schedule_service as steering
from bot.features.programme import schedule_text as words
from bot.features.programme import session_text as session_words
from bot.features.programme.schedule_service import Proposal


@app_commands.default_permissions(manage_guild=True)
class ScheduleCog(commands.GroupCog, group_name=L("schedule"), group_description=L("Delay, move and cancel sessions")):
    def __init__(self, client: Atelier) -> None:
        client.router.on("schedule:apply:{number}", self.apply, ORGANISER)
        client.router.on("schedule:leave:{number}", self.leave, ORGANISER)

    @app_commands.command(name=L("delay"), description=L("Start a session later"), extras=FOR_ORGANISERS)
    @app_commands.describe(
        minutes=L("How many minutes later; earlier with a minus sign"),
        session=L("The session"),
        cascade=L("Whether that day's later sessions follow; yes if left out"),
    )
    @app_commands.autocomplete(session=suggestions.sessions_ahead_or_open)
    async def delay(
        self,
        interaction: discord.Interaction,
        minutes: app_commands.Range[int, -600, 600],
        session: str | None = None,
        cascade: bool = True,
    ) -> None:
        call = Call.of(interaction)
        meant = session or call.context.schedule.default(call.context.now()).id
        await call.reply(post=await _preview(call, Proposal("delay", meant, minutes, cascade)))

    @app_commands.command(name=L("move"), description=L("Hold a session at another time"), extras=FOR_ORGANISERS)
    @app_commands.describe(session=L("The session"), start=L("14:30, or 2021-03-16 14:30, on the workshop's clock"))
    @app_commands.autocomplete(session=suggestions.sessions_ahead)
    async def move(self, interaction: discord.Interaction, session: str, start: str) -> None:
        call = Call.of(interaction)
        schedule, zone = call.context.schedule, call.context.workshop.zone
        at = parse_local(start, zone, schedule.local_date(schedule[session]))
        if at <= call.context.now():
            raise BadTime(start, "past")
        await call.reply(post=await _preview(call, Proposal("move", session, start=at)))

    @app_commands.command(name=L("cancel"), description=L("Cancel a session"), extras=FOR_ORGANISERS)
    @app_commands.describe(session=L("The session"))
    @app_commands.autocomplete(session=suggestions.sessions_ahead)
    async def cancel(self, interaction: discord.Interaction, session: str) -> None:
        call = Call.of(interaction)
        await call.reply(post=await _preview(call, Proposal("cancel", session)))

    async def apply(self, pressed: Pressed) -> None:
        """Do what was shown, once; where the programme has changed since, show it anew instead."""
        call, id = pressed.call, int(pressed.rest[0])
        try:
            done = await steering.apply(call.context, id, call.person.name)
        except steering.ChangedMeanwhile:
            proposal, _seen = await steering.proposed(call.context, id)
            await steering.leave(call.context, id)
            first = call._("The programme has changed meanwhile. Look again before you apply:")
            await call.replace(post=await _preview(call, proposal, first))
            return
        await call.replace(session_words.changed(call._, call.formats, done))

    async def leave(self, pressed: Pressed) -> None:
        await steering.leave(pressed.call.context, int(pressed.rest[0]))
        await pressed.call.replace(pressed.call._("Left as it was."))


async def _preview(call: Call, proposal: Proposal, *first: str) -> Post:
    """What it would do, with a button to do it."""
    id, it = await steering.propose(call.context, call.person, proposal)
    view = buttons(
        [
            button(call._("Apply"), f"schedule:apply:{id}", discord.ButtonStyle.primary),
            button(call._("Leave"), f"schedule:leave:{id}"),
        ]
    )
    return Post.of(*first, *words.preview(call._, call.formats, it), view=view)
