"""The welcome message in each announcements' channel: posted by `/workshop setup`, and kept up to date from then on."""

import logging

import discord

from bot.chat import channel_bindings
from bot.chat.history import find_message
from bot.chat.live_messages import Refresher
from bot.chat.multilingual import marked, phrase_in_each
from bot.chat.posts import Post, button, buttons, message_print
from bot.features.roster import welcome_text
from bot.i18n.catalogue import mark, phrases
from bot.i18n.formats import Formats
from bot.outbox import posting
from bot.outbox.messages import DeliveryFailed
from bot.workshop.bindings import bind
from bot.workshop.context import WorkshopContext

log = logging.getLogger(__name__)


class WelcomeMessages:
    def __init__(self, client: discord.Client, refresher: Refresher) -> None:
        self._client = client
        self._refresher = refresher
        self._shown: dict[tuple[str, str], str] = {}
        """The hash of each message as it stands, by workshop and language."""

    async def begin(self, context: WorkshopContext) -> None:
        """Bring the messages that were posted up to date, now and after each change."""
        context.on_change(lambda: self._ask(context))
        await self._refresh(context)

    def _ask(self, context: WorkshopContext) -> None:
        self._refresher.ask((context.id, "welcome"), lambda: self._refresh(context))

    async def post(self, context: WorkshopContext, guild: discord.Guild) -> list[str]:
        """Post the message in each channel that has none. Returns the names of these channels.

        Raises `DeliveryFailed`.
        """
        posted = []
        for language in context.workshop.channels.announcement_languages():
            channel = channel_bindings.text_channel(context, guild, channel_bindings.announcements(language))
            if channel is not None and not await self._is_there(context, channel, language):
                await self._post(context, channel, language)
                posted.append(channel.name)
        return posted

    async def _post(self, context: WorkshopContext, channel: discord.TextChannel, language: str) -> None:
        post, before = welcome_post(context, language), context.bindings.get(_binding(language))
        found = await posting.find(
            self._client, channel, post.print, context.loaded_at
        )  # a crash may have happened in between
        if found is None:
            nonce = posting.nonce_of(context.id, f"welcome/{language}/{before}/{post.print}")
            sent = await posting.post_while_waited_for(channel, post, nonce, context.id)
        await bind(context, _binding(language), found.message if found else sent.id)
        self._shown[context.id, language] = post.print

    async def _refresh(self, context: WorkshopContext) -> None:
        """Edit the messages that are outdated."""
        guild = self._client.get_guild(context.guild or 0)
        if guild is None:
            return
        for language in context.workshop.channels.announcement_languages():
            channel = channel_bindings.text_channel(context, guild, channel_bindings.announcements(language))
            is_shown = self._shown.get((context.id, language)) == welcome_post(context, language).print
            try:
                if channel is not None and not is_shown:
                    await self._is_there(context, channel, language)
            except DeliveryFailed as refused:
                log.warning("The welcome of %s could not be brought up to date: %s", context.id, refused.why)
                if not refused.lasting:
                    self._ask(context)

    async def _is_there(self, context: WorkshopContext, channel: discord.TextChannel, language: str) -> bool:
        """Whether the message is in this channel. If so, it is brought up to date. Raises `DeliveryFailed`."""
        post, id = welcome_post(context, language), context.bindings.get(_binding(language))
        message = await posting.attempt(find_message(channel, id), f"#{channel.name}") if id else None
        if message is None:
            return False
        if message_print(message) != post.print:
            await posting.attempt(message.edit(**post.edited(context.id)), f"#{channel.name}")
        self._shown[context.id, language] = post.print
        return True


def welcome_post(context: WorkshopContext, language: str) -> Post:
    """The message in one language, or in all if `language` is empty. It is silent: people find it when they arrive."""
    workshop = context.workshop
    languages = (language,) if language else workshop.languages
    blocks = marked(
        languages, (welcome_text.welcome(phrases(it), Formats(it, workshop.zone), workshop) for it in languages)
    )
    if not welcome_text.has_button(workshop):
        return Post(blocks, silent=True)
    label = phrases(language)("Join") if language else phrase_in_each(context, mark("Join"))
    return Post(blocks, buttons([button(label, "join", discord.ButtonStyle.primary)]), silent=True)


def _binding(language: str) -> str:
    return f"message:welcome:{language}"
