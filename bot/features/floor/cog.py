"""/floor and the panel's buttons: asking for the floor, giving it; who drops out keeps the place for a moment."""

from __future__ import annotations

from collections.abc import Iterator

import discord
from discord import app_commands
from discord.app_commands import locale_str as L  # noqa: N812 - the mark that pybabel extracts
from discord.ext import commands

from bot.chat.access import COORDINATOR, FACILITATOR, FOR_COORDINATORS
from bot.chat.call import Call
from bot.chat.client import Atelier
from bot.chat.router import Pressed
from bot.features.floor import service as floors
from bot.features.floor import text as words
from bot.features.floor.live_message import FloorBoard, named
from bot.workshop.context import WorkshopContext


class FloorCog(commands.GroupCog, group_name=L("floor"), group_description=L("Ask for the floor")):
    def __init__(self, client: Atelier, board: FloorBoard) -> None:
        self._client = client
        self._board = board
        client.router.on("floor:request", self.press_request, COORDINATOR)
        client.router.on("floor:withdraw", self.press_withdraw, COORDINATOR)
        client.router.on("floor:next:{id}:{number}", self.press_next, FACILITATOR)
        client.router.on("floor:close:{id}", self.press_close, FACILITATOR)

    @app_commands.command(name=L("request"), description=L("Ask for the floor"), extras=FOR_COORDINATORS)
    async def request(self, interaction: discord.Interaction) -> None:
        await self._request(Call.of(interaction))

    @app_commands.command(
        name=L("withdraw"), description=L("Leave the queue, or give the floor back"), extras=FOR_COORDINATORS
    )
    async def withdraw(self, interaction: discord.Interaction) -> None:
        await self._withdraw(Call.of(interaction))

    @app_commands.command(name=L("list"), description=L("Who speaks, and who waits"), extras=FOR_COORDINATORS)
    async def list(self, interaction: discord.Interaction) -> None:
        call = Call.of(interaction)
        state = floors.session(call.context)
        floor = await floors.of(call.context, state.id)
        own = floor.of(call.coordinator().id)
        await call.reply(*words.listing(call._, state, floor, own, lambda it: named(call.context, it, call._)))

    async def press_request(self, pressed: Pressed) -> None:
        await self._request(pressed.call)

    async def _request(self, call: Call) -> None:
        here = call.person.discord_id in self._board.in_stage(call.context)
        asked = await floors.request(call.context, call.coordinator(), in_voice=here)
        await call.reply(words.asked(call._, asked))

    async def press_withdraw(self, pressed: Pressed) -> None:
        await self._withdraw(pressed.call)

    async def _withdraw(self, call: Call) -> None:
        withdrawn = await floors.withdraw(call.context, call.coordinator())
        await call.reply(words.withdrawn(call._, withdrawn))
        if withdrawn.given_at:
            await self._board.fall_silent(call.context, withdrawn)

    async def press_next(self, pressed: Pressed) -> None:
        """The button knows who had the floor when it was shown: pressed twice, it goes on once."""
        call, (session, speaking) = pressed.call, pressed.rest
        await self._board.give(call, await floors.give_to_next(call.context, session, call.person.name, int(speaking)))

    async def press_close(self, pressed: Pressed) -> None:
        call = pressed.call
        await floors.set_open(call.context, pressed.rest[0], False, call.person.name)
        await call.reply(call._("No more requests are taken. Those who wait keep their places."))

    # who is there

    @commands.Cog.listener()
    async def on_voice_state_update(
        self, member: discord.Member, before: discord.VoiceState, after: discord.VoiceState
    ) -> None:
        for context in self._rooms(member.guild.id):
            stage = self._board.stage(context)
            was, is_ = (stage is not None and state.channel == stage for state in (before, after))
            if is_ and not was:
                await floors.came(context, member.id)
            elif was and not is_:
                await floors.left(context, member.id, from_voice=True)

    @commands.Cog.listener()
    async def on_raw_member_remove(self, event: discord.RawMemberRemoveEvent) -> None:
        for context in self._rooms(event.guild_id):
            await floors.left(context, event.user.id, from_voice=False)

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """After the connection was away."""
        for context in self._client.registry:
            await floors.see(context, self._board.in_stage(context))

    def _rooms(self, guild: int) -> Iterator[WorkshopContext]:
        return (context for context in self._client.registry if context.guild == guild)
