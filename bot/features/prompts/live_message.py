"""The messages of prompts in plenary: posted once, edited when answers come, without buttons once closed."""

import logging

import discord

from bot.chat.live_messages import Refresher
from bot.chat.posts import Post
from bot.features.prompts import answer_service, answer_store, service, store
from bot.features.prompts.errors import UnknownPrompt
from bot.features.prompts.model import Prompt
from bot.features.prompts.posts import prompt_post
from bot.outbox import posting
from bot.outbox.messages import FoundMessage
from bot.workshop.context import WorkshopContext

log = logging.getLogger(__name__)


class PromptMessages:
    def __init__(self, client: discord.Client, refresher: Refresher) -> None:
        self._client = client
        self._refresher = refresher

    async def begin(self, context: WorkshopContext) -> None:
        """Post the prompts that have no message, bring the other messages up to date, and watch for closed prompts."""
        context.on_change(lambda: self._refresher.ask((context.id, "prompts"), lambda: self._show_closed(context)))
        for prompt in await service.all_prompts(context):
            if prompt.is_open and prompt.message_id is None:
                await self.post(context, prompt, may_be_posted=True)
            elif prompt.is_open:
                self.refresh(context, prompt.id)
        await self._show_closed(context)

    def plenary(self, context: WorkshopContext) -> discord.TextChannel:
        """The channel for prompts. Raises `DeliveryFailed` if the server has none."""
        return posting.require_text_channel(self._client, context, "plenary")

    async def post(self, context: WorkshopContext, prompt: Prompt, *, may_be_posted: bool = False) -> None:
        """Post the message of a prompt. Raises `DeliveryFailed`.

        After a restart the message may be in the channel already (`may_be_posted`). Then it is looked for first.
        """
        channel, post = self.plenary(context), await _current_post(context, prompt)
        message = None
        if may_be_posted:
            message = await posting.find(self._client, channel, post.print, prompt.opened_at)
        if message is None:
            sent = await posting.post_while_waited_for(channel, post, _nonce(context, prompt), context.id)
            message = FoundMessage(sent.id, context.now(), channel.id)
        await service.record_message(context, prompt.id, channel.id, message.message, message.at)

    def refresh(self, context: WorkshopContext, prompt: str) -> None:
        """Bring the message of this prompt up to date soon."""
        self._refresher.ask((context.id, "prompt", prompt), lambda: self._edit(context, prompt))

    async def delete(self, context: WorkshopContext, prompt: Prompt) -> None:
        """Delete the message of a discarded prompt, if it still exists."""
        await posting.take_away(self._message(context, prompt), prompt.id)

    def link(self, context: WorkshopContext, prompt: Prompt) -> str:
        """The web address of the prompt's message; empty if it has none."""
        message = self._message(context, prompt)
        return message.jump_url if message else ""

    async def _show_closed(self, context: WorkshopContext) -> None:
        """Edit the messages of prompts that have closed, by a command or by themselves."""
        for prompt in await context.read(store.closed_but_shown_open, context.id):
            self.refresh(context, prompt.id)

    async def _edit(self, context: WorkshopContext, id: str) -> None:
        try:
            prompt = await service.find(context, id)
        except UnknownPrompt:
            return  # discarded meanwhile
        message = self._message(context, prompt)
        if message and not await posting.edited(message, await _current_post(context, prompt), context.id):
            log.warning("The message of %s is gone: it cannot be brought up to date", id)
        if not prompt.is_open:
            await context.write(store.set_shown_closed, context.id, id)

    def _message(self, context: WorkshopContext, prompt: Prompt) -> discord.PartialMessage | None:
        return posting.posted(self._client, context.guild, prompt.channel_id, prompt.message_id)


async def _current_post(context: WorkshopContext, prompt: Prompt) -> Post:
    counts = await answer_service.counts(context, prompt.id)
    current = await context.read(store.find_round, context.id, prompt.id)
    answered = await context.read(answer_store.administrations, context.id, prompt.id) if current.turns else ()
    return prompt_post(context, prompt, counts, current, answered)


def _nonce(context: WorkshopContext, prompt: Prompt) -> str:
    """A prompt that was discarded and asked again has another nonce, so Discord posts it again."""
    return posting.nonce_of(context.id, f"{prompt.id}/prompt/{prompt.opened_at.isoformat()}")
