"""/workshop: organisers set the server up, see the status, reload the workshop file, pause and resume."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import discord
from discord import app_commands
from discord.app_commands import locale_str as L  # noqa: N812 - the mark that pybabel extracts
from discord.ext import commands

from bot.chat.access import FOR_ORGANISERS, ORGANISER
from bot.chat.call import Call
from bot.chat.client import Atelier
from bot.chat.escaping import code_block
from bot.chat.posts import Post, button, buttons, shortened
from bot.chat.router import Pressed
from bot.core.programme import Workshop
from bot.faults import Fault
from bot.features.evaluations import service as evaluations
from bot.features.organisers import pause_service as pauses
from bot.features.organisers import text
from bot.features.organisers.reload_service import reload
from bot.features.organisers.reload_text import reloaded
from bot.features.organisers.server_faults import server_faults
from bot.features.organisers.server_setup import set_up
from bot.features.organisers.status_service import workshop_status
from bot.features.programme.scheduled_events import ScheduledEventSync
from bot.outbox import direct_messages
from bot.workshop import bindings

STATUS_AHEAD, STATUS_TROUBLES = 8, 8
"""How many next announcements, and how many with troubles, the status lists."""
FAULTS_LENGTH = 1_500
"""Most characters of a faulty file's faults shown: the rest of the reply must fit the message too."""

Reread = Callable[[str], tuple[Workshop | None, list[Fault]]]
"""Reads the file of the workshop with this id again. Returns the workshop, or None and the faults of the file."""


@app_commands.default_permissions(manage_guild=True)
class WorkshopCog(
    commands.GroupCog, group_name=L("workshop"), group_description=L("Set the workshop up and watch over it")
):
    def __init__(self, client: Atelier, events: ScheduledEventSync, reread: Reread) -> None:
        self._events = events
        self._reread = reread
        self._setup_lock = asyncio.Lock()
        client.router.on("workshop:resume:{say|skip}", self.press_resume, ORGANISER)

    @app_commands.command(
        name=L("setup"),
        description=L("Make the roles, channels and events that are missing"),
        extras=FOR_ORGANISERS,
    )
    async def setup(self, interaction: discord.Interaction) -> None:
        call = Call.of(interaction)
        await call.defer()
        async with self._setup_lock:  # two setups at once would both create what is missing
            result = await set_up(call.context, call.guild, self._events)
            await bindings.record_setup(call.context, call.person.name, result.created)
        await call.reply(text.setup(call._, call.formats, result))

    @app_commands.command(
        name=L("status"), description=L("How the workshop stands, at a glance"), extras=FOR_ORGANISERS
    )
    async def status(self, interaction: discord.Interaction) -> None:
        call = Call.of(interaction)
        context = call.context
        status = await workshop_status(context, STATUS_AHEAD, STATUS_TROUBLES)
        counts, unreachable = await evaluations.responses(context), await direct_messages.unreachable(context)
        faults = server_faults(call._, context, call.guild)
        await call.reply(*text.status(call._, call.formats, status, counts, unreachable, faults))

    @app_commands.command(name=L("reload"), description=L("Take in the changed workshop file"), extras=FOR_ORGANISERS)
    async def reload(self, interaction: discord.Interaction) -> None:
        call = Call.of(interaction)
        workshop, faults = await asyncio.to_thread(self._reread, call.context.id)
        if workshop is None:
            listed = shortened("\n".join(call._.said(fault.worded()) for fault in faults), FAULTS_LENGTH)
            await call.reply(
                call._("The file has faults, so nothing was changed. Fix them and reload:"), code_block(listed)
            )
            return
        await call.reply(reloaded(call._, call.formats, await reload(call.context, workshop, call.person.name)))

    @app_commands.command(
        name=L("pause"), description=L("Hold back automatic announcements and openings"), extras=FOR_ORGANISERS
    )
    async def pause(self, interaction: discord.Interaction) -> None:
        call = Call.of(interaction)
        await pauses.pause(call.context, call.person.name)
        await call.reply(call._("Paused: nothing opens, closes or is announced by itself. /workshop resume goes on."))

    @app_commands.command(name=L("resume"), description=L("Go on after a pause"), extras=FOR_ORGANISERS)
    async def resume(self, interaction: discord.Interaction) -> None:
        call = Call.of(interaction)
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
