"""The floor's panel in plenary, kept up to date; on a stage, the one who has the floor is invited to speak."""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict

import discord

from bot.chat import channel_bindings as places
from bot.chat.call import Call
from bot.chat.live_messages import Refresher
from bot.chat.multilingual import in_all_languages, in_each
from bot.chat.posts import Post, button, buttons
from bot.core.people import Participant
from bot.features.floor import service as floors
from bot.features.floor import text as words
from bot.features.floor.model import Floor, Request
from bot.features.floor.service import Given, Panel
from bot.features.prompts.post import label
from bot.i18n.catalogue import Phrases, mark
from bot.outbox import posting as messenger
from bot.outbox.errors import DeliveryFailed
from bot.outbox.messages import FoundMessage
from bot.outbox.nonce import nonce_of
from bot.workshop.context import WorkshopContext

log = logging.getLogger(__name__)


class FloorBoard:
    def __init__(self, client: discord.Client, refresher: Refresher) -> None:
        self._client = client
        self._refresher = refresher
        self._shown: dict[tuple[str, str], str] = {}
        self._putting: defaultdict[tuple[str, str], asyncio.Lock] = defaultdict(asyncio.Lock)

    async def begin(self, context: WorkshopContext) -> None:
        """Follow what changes, and bring the panels up to date."""
        context.on_change(
            lambda _: self._refresher.ask((context.id, "floors"), lambda: self._bring_up_to_date(context))
        )
        await floors.see(context, self.in_stage(context))
        await self._bring_up_to_date(context)
        for session, speaking in await floors.uncalled(context):
            await self._call(context, session, speaking, again=True)

    def in_stage(self, context: WorkshopContext) -> list[int]:
        """The Discord ids of those in the stage now."""
        stage = self.stage(context)
        return list(stage.voice_states) if stage else []

    def stage(self, context: WorkshopContext) -> discord.VoiceChannel | discord.StageChannel | None:
        guild = self._client.get_guild(context.guild or 0)
        stage = guild and places.channel(context, guild, "stage")
        return stage if isinstance(stage, discord.VoiceChannel | discord.StageChannel) else None

    def plenary(self, context: WorkshopContext) -> discord.TextChannel:
        guild = self._client.get_guild(context.guild or 0)
        channel = guild and places.text_channel(context, guild, "plenary")
        if not channel:
            raise DeliveryFailed(f"{messenger.CHANNEL_GONE}:#{context.workshop.channels.plenary}", lasting=True)
        return channel

    async def put(self, context: WorkshopContext, session: str, key: str, *, anew: bool) -> None:
        """Have a panel in plenary; `anew` at the bottom, in place of the one further up. One alone, whoever asks."""
        async with self._putting[context.id, session]:
            await self._put(context, session, key, anew=anew)

    async def _put(self, context: WorkshopContext, session: str, key: str, *, anew: bool) -> None:
        before = await floors.panel_of(context, session)
        if before and not anew:
            return
        post = self._as_post(context, await floors.of(context, session))
        message = await messenger.post_while_waited_for(self.plenary(context), post, nonce_of(context.id, key))
        await floors.shown(context, session, message.channel.id, message.id)
        self._shown[context.id, session] = post.print
        if before:
            await self._remove(context, before)

    async def give(self, call: Call, given: Given) -> None:
        """Tell the facilitator, the room, and the one who is called; the room also where the reply is lost."""
        try:
            await call.reply(words.given(call._, given.speaking, lambda it: named(call.context, it, call._)))
        finally:
            if given.before:
                await self._let_speak(call.context, given.before, False)
            if given.speaking:
                await self._call(call.context, given.floor.session, given.speaking)

    async def _call(self, context: WorkshopContext, session: str, speaking: Request, *, again: bool = False) -> None:
        """Tell the room who has the floor; `again` after a restart: it is looked for there first."""
        who, plenary = person_of(context, speaking), self.plenary(context)
        if who is None or who.discord_id is None:
            return
        mention = f"<@{who.discord_id}>"
        blocks = in_all_languages(context, lambda _, f: words.called(_, mention, country_of(context, speaking, _)))
        post = Post(("\n".join(blocks),), ping_users=(who.discord_id,))
        if not (again and await self._called_before(plenary, post, speaking)):
            key = nonce_of(context.id, f"{session}/floor/{speaking.id}")
            await messenger.post_while_waited_for(plenary, post, key)
        await floors.called(context, speaking)
        await self._let_speak(context, speaking, True)

    async def _called_before(self, plenary: discord.TextChannel, post: Post, speaking: Request) -> FoundMessage | None:
        assert self._client.user is not None
        assert speaking.given_at is not None
        return await messenger.find(plenary, self._client.user.id, post.print, speaking.given_at)

    async def fall_silent(self, context: WorkshopContext, request: Request) -> None:
        """Who gave the floor back listens again."""
        await self._let_speak(context, request, False)

    async def _let_speak(self, context: WorkshopContext, request: Request, speaks: bool) -> None:
        """On a stage: invite to speak, or back among those who listen."""
        stage, who = self.stage(context), person_of(context, request)
        if not isinstance(stage, discord.StageChannel) or who is None or who.discord_id not in stage.voice_states:
            return
        try:
            member = await stage.guild.fetch_member(who.discord_id)
            await member.edit(suppress=not speaks)
        except discord.HTTPException as refused:
            log.warning("Participant %s could not be invited to speak: %s", who.id, refused)

    async def _bring_up_to_date(self, context: WorkshopContext) -> None:
        """Edit the panels that no longer say how things stand."""
        for panel in await floors.panels(context):
            if panel.session not in context.schedule.states:
                continue
            post = self._as_post(context, await floors.of(context, panel.session))
            if self._shown.get((context.id, panel.session)) == post.print:
                continue
            message = self._message(context, panel)
            if message:
                try:
                    await message.edit(**post.edited())
                except discord.NotFound:
                    log.info("The panel of %s was deleted: /session floor open posts it again", panel.session)
            self._shown[context.id, panel.session] = post.print

    async def _remove(self, context: WorkshopContext, panel: Panel) -> None:
        await messenger.take_away(self._message(context, panel), panel.session)

    def _message(self, context: WorkshopContext, panel: Panel) -> discord.PartialMessage | None:
        return messenger.posted(self._client, context.guild, panel.channel, panel.message)

    def _as_post(self, context: WorkshopContext, floor: Floor) -> Post:
        state = context.schedule[floor.session]

        def name(request: Request) -> str:
            return named(context, request)

        blocks = in_all_languages(context, lambda _, f: words.floor_state(_, state, floor, name))
        queue = words.queue(floor, name, label(context, mark("away")))
        view = _view(context, floor) if state.is_open or state.is_ahead else None
        return Post.of(*blocks, *([queue] if queue else []), view=view)


def _view(context: WorkshopContext, floor: Floor) -> discord.ui.View:
    """For coordinators above, for facilitators below."""
    theirs, ours = [], []
    if floor.is_open:
        theirs.append(button(label(context, mark("Ask for the floor")), "floor:request", discord.ButtonStyle.primary))
    if floor.is_open or floor.requests:
        theirs.append(button(label(context, mark("Withdraw")), "floor:withdraw"))
        current = floor.speaking.id if floor.speaking else 0
        ours.append(button(label(context, mark("Next")), f"floor:next:{floor.session}:{current}"))
    if floor.is_open:
        ours.append(button(label(context, mark("Close the queue")), f"floor:close:{floor.session}"))
    return buttons(*(row for row in (theirs, ours) if row))


def person_of(context: WorkshopContext, request: Request) -> Participant | None:
    return next((person for person in context.people.values() if person.id == request.participant), None)


def country_of(context: WorkshopContext, request: Request, _: Phrases | None = None) -> str:
    """In one language, or in each."""
    administration = context.workshop.administration(request.administration)
    if administration is None:
        return request.administration
    return _.of(administration.name) if _ else in_each(context, administration.name)


def named(context: WorkshopContext, request: Request, _: Phrases | None = None) -> str:
    """Country first; in one language, or in each."""
    who = person_of(context, request)
    return words.person(country_of(context, request, _), who.name if who else "")
