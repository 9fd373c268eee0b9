"""/workshop: organisers set the server up, see the status, reload the workshop file, pause and resume."""

import asyncio

import discord
from discord import app_commands
from discord.ext import commands

from bot.chat.access import ORGANISER
from bot.chat.call import Call
from bot.chat.client import Atelier
from bot.chat.command import L, command
from bot.chat.posts import Post, button, buttons
from bot.chat.router import Pressed
from bot.features.evaluations import service as evaluations
from bot.features.organisers import pause_service as pauses
from bot.features.organisers import text
from bot.features.organisers.reload_cog import Reloading, Reread, TakeIn
from bot.features.organisers.server_faults import server_faults
from bot.features.organisers.server_setup import set_up
from bot.features.organisers.status_service import workshop_status
from bot.features.programme.scheduled_events import ScheduledEventSync
from bot.outbox import direct_messages
from bot.workshop import bindings

STATUS_AHEAD, STATUS_TROUBLES = 8, 8
"""How many next announcements, and how many with troubles, the status lists."""


@app_commands.default_permissions(manage_guild=True)
class WorkshopCog(
    commands.GroupCog, group_name=L("workshop"), group_description=L("Set the workshop up and watch over it")
):
    def __init__(self, client: Atelier, events: ScheduledEventSync, reread: Reread, take_in: TakeIn) -> None:
        self._events = events
        self._reloading = Reloading(client, reread, take_in)
        self._setup_lock = asyncio.Lock()
        client.router.on("workshop:resume:{say|skip}", self.press_resume, ORGANISER)

    @command(L("setup"), L("Make the roles, channels and events that are missing"), ORGANISER)
    async def setup(self, call: Call) -> None:
        await call.defer()
        async with self._setup_lock:  # two setups at once would both create what is missing
            result = await set_up(call.context, call.guild, self._events)
            await bindings.record_setup(call.context, call.person.name, result.created)
        await call.reply(text.setup(call._, call.formats, result))

    @command(L("status"), L("How the workshop stands, at a glance"), ORGANISER)
    async def status(self, call: Call) -> None:
        context = call.context
        status = await workshop_status(context, STATUS_AHEAD, STATUS_TROUBLES)
        counts, unreachable = await evaluations.responses(context), await direct_messages.unreachable(context)
        faults = server_faults(call._, context, call.guild)
        await call.reply(*text.status(call._, call.formats, status, counts, unreachable, faults))

    @command(L("reload"), L("Take in the changed workshop file"), ORGANISER)
    async def reload(self, call: Call) -> None:
        await self._reloading.ask(call)

    @command(L("pause"), L("Hold back automatic announcements and openings"), ORGANISER)
    async def pause(self, call: Call) -> None:
        await pauses.pause(call.context, call.person.name)
        await call.reply(call._("Paused: nothing opens, closes or is announced by itself. /workshop resume goes on."))

    @command(L("resume"), L("Go on after a pause"), ORGANISER)
    async def resume(self, call: Call) -> None:
        held_back = await pauses.held_back(call.context)
        if not held_back:
            await pauses.resume(call.context, call.person.name, say=True)
            await call.reply(call._("The workshop goes on."))
            return
        view = buttons(
            [
                button(call._("Say them now"), "workshop:resume:say", discord.ButtonStyle.primary),
                button(call._("Leave them unsaid"), "workshop:resume:skip"),
            ]
        )
        await call.reply(post=Post.of(text.held_back(call._, call.formats, held_back), view=view))

    async def press_resume(self, pressed: Pressed) -> None:
        await pauses.resume(pressed.call.context, pressed.call.person.name, say=pressed.rest[0] == "say")
        await pressed.call.replace(pressed.call._("The workshop goes on."))
