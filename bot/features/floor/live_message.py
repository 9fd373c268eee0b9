"""The panel of the floor in plenary, which is posted on request and edited at each change, and the calls to speak."""

import contextlib
import logging

import discord

from bot.chat import channel_bindings
from bot.chat.call import Call
from bot.chat.live_messages import Refresher
from bot.chat.multilingual import in_all_languages, in_each, language_blocks, phrase_in_each
from bot.chat.posts import Post, button, buttons
from bot.core.errors import JustDone
from bot.core.people import Participant, Person
from bot.features.floor import service, store, text
from bot.features.floor.model import Floor, FloorRequest, NextSpeaker, PanelMessage
from bot.i18n.catalogue import Phrases, mark
from bot.outbox import posting
from bot.outbox.messages import FoundMessage
from bot.outbox.requested_posts import ChannelPost, RequestedPosts, RequestKind
from bot.workshop.context import WorkshopContext

log = logging.getLogger(__name__)


class FloorPanel:
    def __init__(self, client: discord.Client, refresher: Refresher, requested: RequestedPosts) -> None:
        self._client = client
        self._refresher = refresher
        self._requested = requested
        requested.kinds[service.PANEL] = RequestKind(_compose_panel, self._replace_panel)
        self._shown: dict[tuple[str, str], str] = {}
        """The hash of each panel as it is now, by workshop and session."""

    async def begin(self, context: WorkshopContext) -> None:
        """Update the panels, now and at each change. Call speakers who were not called yet."""
        context.on_change(lambda: self._ask(context))
        await service.update_presence(context, self.in_stage(context))
        self._ask(context)
        for speaking in await context.read(store.not_called, context.id):
            await self._call(context, speaking, may_be_called=True)

    def _ask(self, context: WorkshopContext) -> None:
        self._refresher.ask((context.id, "floors"), lambda: self._refresh(context))

    def in_stage(self, context: WorkshopContext) -> list[int]:
        """The Discord ids of all who are in the stage now."""
        stage = self.stage(context)
        return list(stage.voice_states) if stage else []

    def stage(self, context: WorkshopContext) -> discord.VoiceChannel | discord.StageChannel | None:
        guild = self._client.get_guild(context.guild or 0)
        stage = guild and channel_bindings.channel(context, guild, "stage")
        return stage if isinstance(stage, discord.VoiceChannel | discord.StageChannel) else None

    async def open(self, context: WorkshopContext, session: str, person: Person) -> None:
        """Accept requests, and post a new panel that replaces the old one. Raises `JustDone` or `DeliveryFailed`."""
        await service.set_open(context, session, True, person)
        await self._requested.wait_until_sent(context, service.panel_key(session))

    async def post_if_missing(self, context: WorkshopContext, session: str, person: Person) -> None:
        """Post the panel if there is none. Two calls at once post one panel. Raises `DeliveryFailed`."""
        if await self._find_panel(context, session):
            return
        with contextlib.suppress(JustDone):
            await context.write(lambda tx: service.request_panel(context, tx, session, person))
        await self._requested.wait_until_sent(context, service.panel_key(session))

    async def _find_panel(self, context: WorkshopContext, session: str) -> PanelMessage | None:
        panels = await context.read(store.panels, context.id)
        return next((panel for panel in panels if panel.session == session), None)

    async def _replace_panel(self, context: WorkshopContext, session: str, message: FoundMessage) -> None:
        """Delete the old panel after a new one was posted in plenary."""
        before = await self._find_panel(context, session)
        if before and before.message_id != message.message:
            await posting.take_away(self._message(context, before), session)
        await context.write(store.save_panel, context.id, PanelMessage(session, message.channel, message.message))

    async def announce_next(self, call: Call, following: NextSpeaker) -> None:
        """Tell the facilitator and plenary who speaks; plenary also if the reply fails. Raises `DeliveryFailed`."""
        try:
            await call.reply(text.given(call._, following.speaking, lambda each: name_of(call.context, each, call._)))
        finally:
            if following.before:
                await self.allow_to_speak(call.context, following.before, False)
            if following.speaking and not await self._call(call.context, following.speaking):
                name = name_of(call.context, following.speaking, call._)
                await call.reply(text.not_invited(call._, name))

    async def _call(self, context: WorkshopContext, speaking: FloorRequest, *, may_be_called: bool = False) -> bool:
        """Say in plenary who has the floor.

        With `may_be_called` the message may exist already, and is looked for first. Returns False if Discord did not
        let the bot invite them to speak. Raises `DeliveryFailed`.
        """
        who, plenary = person_of(context, speaking), posting.require_text_channel(self._client, context, "plenary")
        if who is None or who.discord_id is None:
            return True
        mention = f"<@{who.discord_id}>"
        blocks = in_all_languages(context, lambda _, f: text.called(_, mention, country_of(context, speaking, _)))
        post = Post(("\n".join(blocks),), ping_users=(who.discord_id,), silent=True)
        if not (may_be_called and await self._was_called(plenary, post, speaking)):
            nonce = posting.nonce_of(context.id, f"{speaking.session}/floor/{speaking.id}")
            await posting.post_while_waited_for(plenary, post, nonce, context.id)
        await context.write(store.set_called, speaking.id, context.now())
        return await self.allow_to_speak(context, speaking, True)

    async def _was_called(self, plenary: discord.TextChannel, post: Post, speaking: FloorRequest) -> bool:
        assert speaking.given_at is not None
        return await posting.find(self._client, plenary, post.print, speaking.given_at) is not None

    async def allow_to_speak(self, context: WorkshopContext, request: FloorRequest, allowed: bool) -> bool:
        """On a stage, move this person to the speakers or back to the audience. False if Discord refuses it."""
        stage, who = self.stage(context), person_of(context, request)
        if not isinstance(stage, discord.StageChannel) or who is None or who.discord_id not in stage.voice_states:
            return True
        try:
            member = await stage.guild.fetch_member(who.discord_id)
            await member.edit(suppress=not allowed)
        except discord.HTTPException as error:
            log.warning("Participant %s could not be invited to speak: %s", who.id, error)
            return False
        return True

    async def _refresh(self, context: WorkshopContext) -> None:
        """Edit the panels that do not show the current state."""
        for panel in await context.read(store.panels, context.id):
            if panel.session not in context.schedule.states:
                continue
            post = panel_post(context, await service.find(context, panel.session))
            if self._shown.get((context.id, panel.session)) == post.print:
                continue
            message = self._message(context, panel)
            if message and not await posting.edited(message, post, context.id):
                log.info("The panel of %s was deleted: /session floor open posts it again", panel.session)
            self._shown[context.id, panel.session] = post.print

    def _message(self, context: WorkshopContext, panel: PanelMessage) -> discord.PartialMessage | None:
        return posting.posted(self._client, context.guild, panel.channel_id, panel.message_id)


async def _compose_panel(context: WorkshopContext, session: str) -> list[ChannelPost]:
    if session not in context.schedule.states:
        return []
    return [("plenary", panel_post(context, await service.find(context, session)))]


def panel_post(context: WorkshopContext, floor: Floor) -> Post:
    """Who speaks, who waits, and the buttons. Once the session is over, it has no buttons."""
    state = context.schedule[floor.session]

    def name(request: FloorRequest) -> str:
        return name_of(context, request)

    blocks = list(language_blocks(context, lambda _, f: text.floor_status(_, state, floor, name)))
    if queue := text.queue(floor, name, phrase_in_each(context, mark("away"))):
        blocks.append(queue)
    view = _view(context, floor) if state.is_open or state.is_ahead else None
    return Post(tuple(blocks), view, silent=True)


def _view(context: WorkshopContext, floor: Floor) -> discord.ui.View:
    """The first row is for coordinators, the second for facilitators."""
    coordinators, facilitators = [], []
    if floor.is_open:
        label = phrase_in_each(context, mark("Ask for the floor"))
        coordinators.append(button(label, "floor:request", discord.ButtonStyle.primary))
    if floor.is_open or floor.requests:
        coordinators.append(button(phrase_in_each(context, mark("Withdraw")), "floor:withdraw"))
        speaking = floor.speaking.id if floor.speaking else 0
        # Translators: button: the next one speaks
        facilitators.append(button(phrase_in_each(context, mark("Next")), f"floor:next:{floor.session}:{speaking}"))
    if floor.is_open:
        facilitators.append(button(phrase_in_each(context, mark("Close the queue")), f"floor:close:{floor.session}"))
    return buttons(*(row for row in (coordinators, facilitators) if row))


def person_of(context: WorkshopContext, request: FloorRequest) -> Participant | None:
    return next((person for person in context.people.values() if person.id == request.participant), None)


def country_of(context: WorkshopContext, request: FloorRequest, _: Phrases | None = None) -> str:
    """The administration's name in one language, or without `_` in each."""
    administration = context.workshop.administration(request.administration)
    if administration is None:
        return request.administration
    return _.of(administration.name) if _ else in_each(context, administration.name)


def name_of(context: WorkshopContext, request: FloorRequest, _: Phrases | None = None) -> str:
    """The country and the name of the person who asked, in one language, or without `_` in each."""
    who = person_of(context, request)
    return text.person(country_of(context, request, _), who.name if who else "")
