"""Questions as they stand in plenary: posted once, counted as the answers come, closed in sight of all."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence

import discord

from bot.chat import channel_bindings as places
from bot.chat.live_messages import Refresher
from bot.chat.posts import Post
from bot.features.prompts import service as prompts
from bot.features.prompts.errors import UnknownPrompt
from bot.features.prompts.post import as_post
from bot.features.prompts.service import Prompt
from bot.outbox import posting as messenger
from bot.outbox.errors import DeliveryFailed
from bot.outbox.messages import FoundMessage
from bot.outbox.nonce import nonce_of
from bot.workshop.context import WorkshopContext

log = logging.getLogger(__name__)


class PromptBoard:
    def __init__(self, client: discord.Client, refresher: Refresher) -> None:
        self._client = client
        self._refresher = refresher

    async def begin(self, context: WorkshopContext) -> None:
        """Post what was asked and not posted, bring the others up to date, and follow what closes by itself."""
        context.on_change(lambda _: self._refresher.ask((context.id, "prompts"), lambda: self._show_closed(context)))
        for prompt in await prompts.asked(context):
            if prompt.is_open and prompt.message_id is None:
                await self.post(context, prompt, again=True)
            elif prompt.is_open:
                self.refresh(context, prompt.id)
        await self._show_closed(context)

    def plenary(self, context: WorkshopContext) -> discord.TextChannel:
        """The channel questions are put in; `DeliveryFailed` where there is none."""
        guild = self._client.get_guild(context.guild or 0)
        channel = guild and places.text_channel(context, guild, "plenary")
        if not channel:
            raise DeliveryFailed(f"{messenger.CHANNEL_GONE}:#{context.workshop.channels.plenary}", lasting=True)
        return channel

    async def post(self, context: WorkshopContext, prompt: Prompt, *, again: bool = False) -> None:
        """Put the question's message in plenary; `again` after a restart: it is looked for there first."""
        channel, post = self.plenary(context), await as_post(context, prompt)
        found = await self._posted_before(channel, post, prompt) if again else None
        it = found or await self._posted_now(context, channel, post, prompt)
        await prompts.posted(context, prompt.id, channel.id, it.message, it.at)

    async def _posted_now(
        self, context: WorkshopContext, channel: discord.TextChannel, post: Post, prompt: Prompt
    ) -> FoundMessage:
        message = await messenger.post_while_waited_for(channel, post, _nonce(context, prompt))
        return FoundMessage(message.id, context.now(), channel.id)

    async def _posted_before(self, channel: discord.TextChannel, post: Post, prompt: Prompt) -> FoundMessage | None:
        assert self._client.user is not None
        return await messenger.find(channel, self._client.user.id, post.print, prompt.opened_at)

    def refresh(self, context: WorkshopContext, prompt: str) -> None:
        """Bring its counts up to date, soon."""
        self._refresher.ask((context.id, "prompt", prompt), lambda: self._edit(context, prompt))

    async def remove(self, context: WorkshopContext, prompt: Prompt) -> None:
        """Take a discarded question's message away; one already gone is gone."""
        await messenger.take_away(self._message(context, prompt), prompt.id)

    async def publish(self, context: WorkshopContext, posts: Iterable[Post], key: str) -> None:
        """Post in plenary, in this order."""
        plenary = self.plenary(context)
        for number, post in enumerate(posts):
            await messenger.post_while_waited_for(plenary, post, nonce_of(context.id, f"{key}/{number}"))

    def link(self, context: WorkshopContext, prompt: Prompt) -> str:
        """The address of its message; empty where it has none."""
        message = self._message(context, prompt)
        return message.jump_url if message else ""

    async def _show_closed(self, context: WorkshopContext) -> None:
        """Those that have just closed, by whatever hand."""
        closed: Sequence[Prompt] = await prompts.closed_unshown(context)
        for prompt in closed:
            self.refresh(context, prompt.id)

    async def _edit(self, context: WorkshopContext, id: str) -> None:
        try:
            prompt = await prompts.find(context, id)
        except UnknownPrompt:
            return
        message = self._message(context, prompt)
        if message:
            try:
                await message.edit(**(await as_post(context, prompt)).edited())
            except discord.NotFound:
                log.warning("The message of %s is gone: it cannot be brought up to date", id)
        if not prompt.is_open:
            await prompts.shown_closed(context, id)

    def _message(self, context: WorkshopContext, prompt: Prompt) -> discord.PartialMessage | None:
        return messenger.posted(self._client, context.guild, prompt.channel_id, prompt.message_id)


def _nonce(context: WorkshopContext, prompt: Prompt) -> str:
    return nonce_of(context.id, f"{prompt.id}/prompt/{prompt.opened_at.isoformat()}")
