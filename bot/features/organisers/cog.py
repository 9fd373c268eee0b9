"""/workshop: organisers set the server up, see how things stand, take a changed file in, pause and go on."""

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
from bot.chat.escaping import code_block, escape_inline
from bot.chat.posts import Post, button, buttons, shortened
from bot.chat.router import Pressed
from bot.core.programme import Workshop
from bot.faults import Fault
from bot.features.announcements import service as notices
from bot.features.announcements.list_text import trouble_lines
from bot.features.attendance import service as attendance
from bot.features.evaluations import service as evaluations
from bot.features.evaluations.text import responses
from bot.features.organisers import pause_service as pause
from bot.features.organisers import text as words
from bot.features.organisers.reload_service import reload
from bot.features.organisers.server_faults import faults as missing
from bot.features.organisers.setup import set_up
from bot.features.programme.schedule_text import reloaded
from bot.features.programme.scheduled_events import EventKeeper
from bot.outbox import direct_messages
from bot.workshop import bindings as places

SHOWN = 8
"""How many announcements to come, and how many in trouble, the status names."""
FAULTS = 1_500

Reread = Callable[[str], tuple[Workshop | None, list[Fault]]]
"""Reads the workshop of that id from its file again: the workshop, or the faults of the files."""


@app_commands.default_permissions(manage_guild=True)
class WorkshopCog(
    commands.GroupCog, group_name=L("workshop"), group_description=L("Set the workshop up and watch over it")
):
    def __init__(self, client: Atelier, events: EventKeeper, reread: Reread) -> None:
        self._events = events
        self._reread = reread
        self._setting_up = asyncio.Lock()
        client.router.on("workshop:resume:{say|skip}", self.press_resume, ORGANISER)

    @app_commands.command(
        name=L("setup"),
        description=L("Make the roles, channels and events that are missing"),
        extras=FOR_ORGANISERS,
    )
    async def setup(self, interaction: discord.Interaction) -> None:
        call = Call.of(interaction)
        await call.defer()
        async with self._setting_up:  # two at once would each make what is missing
            report = await set_up(call.context, call.guild, self._events)
            await places.noted(call.context, call.person.name, report.made)
        await call.reply(words.setup(call._, call.formats, report))

    @app_commands.command(
        name=L("status"), description=L("How the workshop stands, at a glance"), extras=FOR_ORGANISERS
    )
    async def status(self, interaction: discord.Interaction) -> None:
        call = Call.of(interaction)
        context, current = call.context, call.context.schedule.in_progress()
        roll = await attendance.roll(context, current) if current else None
        ahead = await notices.ahead(context, SHOWN)
        faults = missing(call._, context, call.guild) + trouble_lines(
            call._, call.formats, await notices.in_trouble(context, SHOWN)
        )
        if deaf := await direct_messages.unreachable(context):
            names = call.formats.joined([escape_inline(who.name) for who in deaf[:SHOWN]])
            faults.append(call._("Direct messages do not reach: %(names)s.", names=names))
        if context.paused_at is not None:
            faults.insert(
                0, call._("The workshop is paused: nothing opens or is said by itself until /workshop resume.")
            )
        blocks = words.status(call._, call.formats, roll, context.schedule.upcoming(context.now()), ahead, faults)
        if counted := await evaluations.responses(context):
            blocks.insert(-1, responses(call._, counted))
        await call.reply(*blocks)

    @app_commands.command(name=L("reload"), description=L("Take in the changed workshop file"), extras=FOR_ORGANISERS)
    async def reload(self, interaction: discord.Interaction) -> None:
        call = Call.of(interaction)
        workshop, faults = await asyncio.to_thread(self._reread, call.context.id)
        if workshop is None:
            listed = shortened("\n".join(call._.said(fault.worded()) for fault in faults), FAULTS)
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
        await pause.pause(call.context, call.person.name)
        await call.reply(call._("Paused: nothing opens, closes or is announced by itself. /workshop resume goes on."))

    @app_commands.command(name=L("resume"), description=L("Go on after a pause"), extras=FOR_ORGANISERS)
    async def resume(self, interaction: discord.Interaction) -> None:
        call = Call.of(interaction)
        waiting = await pause.held_back(call.context)
        if not waiting:
            await pause.resume(call.context, call.person.name, say=True)
            await call.reply(call._("The workshop goes on."))
            return
        view = buttons(
            [
                button(call._("Say them now"), "workshop:resume:say", discord.ButtonStyle.primary),
                button(call._("Leave them unsaid"), "workshop:resume:skip"),
            ]
        )
        await call.reply(post=Post.of(words.held_back(call._, call.formats, waiting), view=view))

    async def press_resume(self, pressed: Pressed) -> None:
        await pause.resume(pressed.call.context, pressed.call.person.name, say=pressed.rest[0] == "say")
        await pressed.call.replace(pressed.call._("The workshop goes on."))
