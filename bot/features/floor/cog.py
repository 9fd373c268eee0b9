"""/floor and the buttons of the panel: ask for the floor and give it. Also sees who leaves the stage or the server."""

from collections.abc import Iterator

import discord
from discord.ext import commands

from bot.chat.access import COORDINATOR, FACILITATOR
from bot.chat.call import Call
from bot.chat.client import Atelier
from bot.chat.command import L, command
from bot.chat.router import Pressed
from bot.features.floor import service, text
from bot.features.floor.live_message import FloorPanel, name_of
from bot.workshop.context import WorkshopContext


class FloorCog(commands.GroupCog, group_name=L("floor"), group_description=L("Ask for the floor")):
    def __init__(self, client: Atelier, panel: FloorPanel) -> None:
        self._client = client
        self._panel = panel
        client.router.on("floor:request", self.press_request, COORDINATOR)
        client.router.on("floor:withdraw", self.press_withdraw, COORDINATOR)
        client.router.on("floor:next:{id}:{number}", self.press_next, FACILITATOR)
        client.router.on("floor:close:{id}", self.press_close, FACILITATOR)

    @command(L("request"), L("Ask for the floor"), COORDINATOR)
    async def request(self, call: Call) -> None:
        await self._request(call)

    @command(L("withdraw"), L("Leave the queue, or give the floor back"), COORDINATOR)
    async def withdraw(self, call: Call) -> None:
        await self._withdraw(call)

    @command(L("list"), L("Who speaks, and who waits"), COORDINATOR)
    async def list(self, call: Call) -> None:
        state = service.current_session(call.context)
        floor = await service.find(call.context, state.id)
        own = floor.request_of(call.coordinator().id)
        await call.reply(*text.own_queue(call._, state, floor, own, lambda each: name_of(call.context, each, call._)))

    async def press_request(self, pressed: Pressed) -> None:
        await self._request(pressed.call)

    async def _request(self, call: Call) -> None:
        in_voice = call.person.discord_id in self._panel.in_stage(call.context)
        result = await service.request(call.context, call.coordinator(), in_voice=in_voice)
        await call.reply(text.requested(call._, result))

    async def press_withdraw(self, pressed: Pressed) -> None:
        await self._withdraw(pressed.call)

    async def _withdraw(self, call: Call) -> None:
        withdrawn = await service.withdraw(call.context, call.coordinator())
        await call.reply(text.withdrawn(call._, withdrawn))
        if withdrawn.given_at:
            await self._panel.allow_to_speak(call.context, withdrawn, False)

    async def press_next(self, pressed: Pressed) -> None:
        """The button carries the request that had the floor when it was shown: two presses call one speaker."""
        call, (session, speaking) = pressed.call, pressed.rest
        following = await service.give_to_next(call.context, session, call.person, int(speaking))
        await self._panel.announce_next(call, following)

    async def press_close(self, pressed: Pressed) -> None:
        call = pressed.call
        await service.set_open(call.context, pressed.rest[0], False, call.person)
        await call.reply(call._("No more requests are taken. Those who wait keep their places."))

    @commands.Cog.listener()
    async def on_voice_state_update(
        self, member: discord.Member, before: discord.VoiceState, after: discord.VoiceState
    ) -> None:
        for context in self._workshops_in(member.guild.id):
            stage = self._panel.stage(context)
            was, is_ = (stage is not None and state.channel == stage for state in (before, after))
            if is_ and not was:
                await service.record_back(context, member.id)
            elif was and not is_:
                await service.record_away(context, member.id, from_voice=True)

    @commands.Cog.listener()
    async def on_raw_member_remove(self, event: discord.RawMemberRemoveEvent) -> None:
        for context in self._workshops_in(event.guild_id):
            await service.record_away(context, event.user.id, from_voice=False)

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """discord.py sends this also after each reconnection: changes in between were not seen."""
        for context in self._client.registry:
            await service.update_presence(context, self._panel.in_stage(context))

    def _workshops_in(self, guild: int) -> Iterator[WorkshopContext]:
        return (context for context in self._client.registry if context.guild == guild)
