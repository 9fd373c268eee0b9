"""`/session floor`: facilitators open and close the floor and give it to the next."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.app_commands import locale_str as L  # noqa: N812 - the mark that pybabel extracts

from bot.chat.access import FOR_FACILITATORS
from bot.chat.call import Call
from bot.features.floor import service
from bot.features.floor.live_message import FloorBoard

ACTIONS = [
    app_commands.Choice(name=L("open: take requests"), value="open"),
    app_commands.Choice(name=L("next: give the floor to the next"), value="next"),
    app_commands.Choice(name=L("close: take no more requests"), value="close"),
]


def add_session_commands(group: app_commands.Group, panel: FloorBoard) -> None:
    """Add `floor` to `group`, which is `/session`."""

    @app_commands.command(name=L("floor"), description=L("Give the floor, in turn"), extras=FOR_FACILITATORS)
    @app_commands.describe(action=L("open: take requests; next: give the floor; close: take no more requests"))
    @app_commands.choices(action=ACTIONS)
    async def floor(interaction: discord.Interaction, action: str) -> None:
        call = Call.of(interaction)
        session, key = service.session(call.context).id, f"floor/{interaction.id}"
        if action == "next":
            following = await service.give_to_next(call.context, session, call.person.name)
            await panel.put(call.context, session, key, anew=False)
            await panel.give(call, following)
            return
        await service.set_open(call.context, session, action == "open", call.person.name)
        await panel.put(call.context, session, key, anew=action == "open")
        if action == "open":
            await call.reply(call._("The floor can be asked for. The queue is shown in plenary."))
        else:
            await call.reply(call._("No more requests are taken. Those who wait keep their places."))

    group.add_command(floor)
