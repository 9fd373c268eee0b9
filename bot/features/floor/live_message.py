"""The floor's panel in plenary, kept up to date; on a stage, the one who has the floor is invited to speak."""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict

import discord

from bot.chat import channel_bindings as places
from bot.chat.call import Call
from bot.chat.live_messages import Refresher
from bot.chat.posts import Post, button, buttons
from bot.core.people import Participant
from bot.features.announcements.model import nonce_of
from bot.features.announcements.publisher import in_all_languages
from bot.features.announcements.sending import CannotSay, Found
from bot.features.floor import service as floors
from bot.features.floor import text as words
from bot.features.floor.model import Floor, Request
from bot.features.floor.service import Given, Panel
from bot.features.interpreters.text import in_each
from bot.features.prompts.post import label
from bot.i18n.catalogue import Phrases, mark
from bot.outbox import posting as messenger
from bot.workshop.context import Room

log = logging.getLogger(__name__)


class FloorBoard:
    def __init__(self, client: discord.Client, refresher: Refresher) -> None:
        self._client = client
        self._refresher = refresher
        self._shown: dict[tuple[str, str], str] = {}
        self._putting: defaultdict[tuple[str, str], asyncio.Lock] = defaultdict(asyncio.Lock)

    async def begin(self, room: Room) -> None:
        """Follow what changes, and bring the panels up to date."""
        room.on_change(lambda: self._refresher.ask((room.id, "floors"), lambda: self._bring_up_to_date(room)))
        await floors.see(room, self.in_stage(room))
        await self._bring_up_to_date(room)
        for session, speaking in await floors.uncalled(room):
            await self._call(room, session, speaking, again=True)

    def in_stage(self, room: Room) -> list[int]:
        """The Discord ids of those in the stage now."""
        stage = self.stage(room)
        return list(stage.voice_states) if stage else []

    def stage(self, room: Room) -> discord.VoiceChannel | discord.StageChannel | None:
        guild = self._client.get_guild(room.guild or 0)
        stage = guild and places.channel(room, guild, "stage")
        return stage if isinstance(stage, discord.VoiceChannel | discord.StageChannel) else None

    def plenary(self, room: Room) -> discord.TextChannel:
        guild = self._client.get_guild(room.guild or 0)
        channel = guild and places.text_channel(room, guild, "plenary")
        if not channel:
            raise CannotSay(f"{messenger.CHANNEL_GONE}:#{room.workshop.channels.plenary}", lasting=True)
        return channel

    async def put(self, room: Room, session: str, key: str, *, anew: bool) -> None:
        """Have a panel in plenary; `anew` at the bottom, in place of the one further up. One alone, whoever asks."""
        async with self._putting[room.id, session]:
            await self._put(room, session, key, anew=anew)

    async def _put(self, room: Room, session: str, key: str, *, anew: bool) -> None:
        before = await floors.panel_of(room, session)
        if before and not anew:
            return
        post = self._as_post(room, await floors.of(room, session))
        message = await messenger.post_while_waited_for(self.plenary(room), post, nonce_of(room.id, key))
        await floors.shown(room, session, message.channel.id, message.id)
        self._shown[room.id, session] = post.print
        if before:
            await self._remove(room, before)

    async def give(self, call: Call, given: Given) -> None:
        """Tell the facilitator, the room, and the one who is called; the room also where the reply is lost."""
        try:
            await call.reply(words.given(call._, given.speaking, lambda it: named(call.room, it, call._)))
        finally:
            if given.before:
                await self._let_speak(call.room, given.before, False)
            if given.speaking:
                await self._call(call.room, given.floor.session, given.speaking)

    async def _call(self, room: Room, session: str, speaking: Request, *, again: bool = False) -> None:
        """Tell the room who has the floor; `again` after a restart: it is looked for there first."""
        who, plenary = person_of(room, speaking), self.plenary(room)
        if who is None or who.discord_id is None:
            return
        mention = f"<@{who.discord_id}>"
        blocks = in_all_languages(room, lambda _, f: words.called(_, mention, country_of(room, speaking, _)))
        post = Post(("\n".join(blocks),), ping_users=(who.discord_id,))
        if not (again and await self._called_before(plenary, post, speaking)):
            key = nonce_of(room.id, f"{session}/floor/{speaking.id}")
            await messenger.post_while_waited_for(plenary, post, key)
        await floors.called(room, speaking)
        await self._let_speak(room, speaking, True)

    async def _called_before(self, plenary: discord.TextChannel, post: Post, speaking: Request) -> Found | None:
        assert self._client.user is not None
        assert speaking.given_at is not None
        return await messenger.find(plenary, self._client.user.id, post.print, speaking.given_at)

    async def fall_silent(self, room: Room, request: Request) -> None:
        """Who gave the floor back listens again."""
        await self._let_speak(room, request, False)

    async def _let_speak(self, room: Room, request: Request, speaks: bool) -> None:
        """On a stage: invite to speak, or back among those who listen."""
        stage, who = self.stage(room), person_of(room, request)
        if not isinstance(stage, discord.StageChannel) or who is None or who.discord_id not in stage.voice_states:
            return
        try:
            member = await stage.guild.fetch_member(who.discord_id)
            await member.edit(suppress=not speaks)
        except discord.HTTPException as refused:
            log.warning("Participant %s could not be invited to speak: %s", who.id, refused)

    async def _bring_up_to_date(self, room: Room) -> None:
        """Edit the panels that no longer say how things stand."""
        for panel in await floors.panels(room):
            if panel.session not in room.schedule.slots:
                continue
            post = self._as_post(room, await floors.of(room, panel.session))
            if self._shown.get((room.id, panel.session)) == post.print:
                continue
            message = self._message(room, panel)
            if message:
                try:
                    await message.edit(**post.edited())
                except discord.NotFound:
                    log.info("The panel of %s was deleted: /session floor open posts it again", panel.session)
            self._shown[room.id, panel.session] = post.print

    async def _remove(self, room: Room, panel: Panel) -> None:
        await messenger.take_away(self._message(room, panel), panel.session)

    def _message(self, room: Room, panel: Panel) -> discord.PartialMessage | None:
        return messenger.posted(self._client, room.guild, panel.channel, panel.message)

    def _as_post(self, room: Room, floor: Floor) -> Post:
        slot = room.schedule[floor.session]

        def name(request: Request) -> str:
            return named(room, request)

        blocks = in_all_languages(room, lambda _, f: words.state(_, slot, floor, name))
        queue = words.queue(floor, name, label(room, mark("away")))
        view = _view(room, floor) if slot.is_open or slot.is_ahead else None
        return Post.of(*blocks, *([queue] if queue else []), view=view)


def _view(room: Room, floor: Floor) -> discord.ui.View:
    """For coordinators above, for facilitators below."""
    theirs, ours = [], []
    if floor.is_open:
        theirs.append(button(label(room, mark("Ask for the floor")), "floor:request", discord.ButtonStyle.primary))
    if floor.is_open or floor.requests:
        theirs.append(button(label(room, mark("Withdraw")), "floor:withdraw"))
        current = floor.speaking.id if floor.speaking else 0
        ours.append(button(label(room, mark("Next")), f"floor:next:{floor.session}:{current}"))
    if floor.is_open:
        ours.append(button(label(room, mark("Close the queue")), f"floor:close:{floor.session}"))
    return buttons(*(row for row in (theirs, ours) if row))


def person_of(room: Room, request: Request) -> Participant | None:
    return next((person for person in room.people.values() if person.id == request.participant), None)


def country_of(room: Room, request: Request, _: Phrases | None = None) -> str:
    """In one language, or in each."""
    administration = room.workshop.administration(request.administration)
    if administration is None:
        return request.administration
    return _.of(administration.name) if _ else in_each(room, administration.name)


def named(room: Room, request: Request, _: Phrases | None = None) -> str:
    """Country first; in one language, or in each."""
    who = person_of(room, request)
    return words.person(country_of(room, request, _), who.name if who else "")
