"""/schedule: organisers delay, move and cancel sessions; they see a preview and confirm it."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.chat import suggestions
from bot.chat.access import ORGANISER
from bot.chat.call import Call
from bot.chat.client import Atelier
from bot.chat.command import L, command
from bot.chat.posts import Post, button, buttons
from bot.chat.router import Pressed
from bot.core.errors import BadTime
from bot.core.typed_times import parse_local
from bot.features.programme import schedule_service, text
from bot.features.programme.errors import ChangedMeanwhile
from bot.features.programme.model import Proposal, ProposedAction


@app_commands.default_permissions(manage_guild=True)
class ScheduleCog(commands.GroupCog, group_name=L("schedule"), group_description=L("Delay, move and cancel sessions")):
    def __init__(self, client: Atelier) -> None:
        client.router.on("schedule:apply:{number}", self.apply, ORGANISER)
        client.router.on("schedule:leave:{number}", self.discard, ORGANISER)

    @command(L("delay"), L("Start a session later"), ORGANISER)
    @app_commands.describe(
        minutes=L("How many minutes later; earlier with a minus sign"),
        session=L("The session"),
        cascade=L("Whether that day's later sessions follow; yes if left out"),
    )
    @app_commands.autocomplete(session=suggestions.sessions_ahead_or_open)
    async def delay(
        self,
        call: Call,
        minutes: app_commands.Range[int, -600, 600],
        session: str | None = None,
        cascade: bool = True,
    ) -> None:
        delayed = session or call.context.schedule.default(call.context.now()).id
        await call.reply(post=await _preview(call, Proposal(ProposedAction.DELAY, delayed, minutes, cascade)))

    @command(L("move"), L("Hold a session at another time"), ORGANISER)
    @app_commands.describe(session=L("The session"), start=L("14:30, or 2021-03-16 14:30, in the workshop's time zone"))
    @app_commands.autocomplete(session=suggestions.sessions_ahead)
    async def move(self, call: Call, session: str, start: str) -> None:
        schedule, zone = call.context.schedule, call.context.workshop.zone
        at = parse_local(start, zone, schedule.local_date(schedule[session]))
        if at <= call.context.now():
            raise BadTime(start, "past")
        await call.reply(post=await _preview(call, Proposal(ProposedAction.MOVE, session, start=at)))

    @command(L("cancel"), L("Cancel a session"), ORGANISER)
    @app_commands.describe(session=L("The session"))
    @app_commands.autocomplete(session=suggestions.sessions_ahead)
    async def cancel(self, call: Call, session: str) -> None:
        await call.reply(post=await _preview(call, Proposal(ProposedAction.CANCEL, session)))

    async def apply(self, pressed: Pressed) -> None:
        """Apply the change that was shown. If the programme has changed since then, show a new preview instead."""
        call, id = pressed.call, int(pressed.rest[0])
        try:
            done = await schedule_service.apply(call.context, id, call.person)
        except ChangedMeanwhile:
            stored = await schedule_service.find(call.context, id)
            await schedule_service.discard(call.context, id)
            first = call._("The programme has changed meanwhile. Look again before you apply:")
            await call.replace(post=await _preview(call, stored.proposal, first))
            return
        await call.replace(text.changed(call._, call.formats, done))

    async def discard(self, pressed: Pressed) -> None:
        await schedule_service.discard(pressed.call.context, int(pressed.rest[0]))
        await pressed.call.replace(pressed.call._("Nothing was changed."))


async def _preview(call: Call, proposal: Proposal, *first: str) -> Post:
    """The preview of a proposal, below the lines `first`, with buttons to apply and to discard it."""
    id, preview = await schedule_service.propose(call.context, call.person, proposal)
    view = buttons(
        [
            button(call._("Apply"), f"schedule:apply:{id}", discord.ButtonStyle.primary),
            button(call._("Do nothing"), f"schedule:leave:{id}"),
        ]
    )
    return Post.of(*first, *text.preview_blocks(call._, call.formats, preview), view=view)
