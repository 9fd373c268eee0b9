"""Questions as they stand in plenary: posted once, counted as the answers come, closed in sight of all."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence

import discord

from bot.chat import channel_bindings as places
from bot.chat.live_messages import Refresher
from bot.chat.posts import Post
from bot.core.errors import UnknownPrompt
from bot.features.announcements.model import nonce_of
from bot.features.announcements.sending import CannotSay, Found
from bot.features.interpreters.feed import Booth
from bot.features.prompts import service as prompts
from bot.features.prompts.post import as_post
from bot.features.prompts.service import Prompt
from bot.outbox import posting as messenger
from bot.workshop.context import Room

log = logging.getLogger(__name__)


class PromptBoard:
    def __init__(self, client: discord.Client, refresher: Refresher, booth: Booth) -> None:
        self._client = client
        self._refresher = refresher
        self._booth = booth

    async def begin(self, room: Room) -> None:
        """Post what was asked and not posted, bring the others up to date, and follow what closes by itself."""
        room.on_change(lambda: self._refresher.ask((room.id, "prompts"), lambda: self._show_closed(room)))
        for prompt in await prompts.asked(room):
            if prompt.is_open and prompt.message_id is None:
                await self.post(room, prompt, again=True)
            elif prompt.is_open:
                self.refresh(room, prompt.id)
        await self._show_closed(room)

    def plenary(self, room: Room) -> discord.TextChannel:
        """The channel questions are put in; `CannotSay` where there is none."""
        guild = self._client.get_guild(room.guild or 0)
        channel = guild and places.text_channel(room, guild, "plenary")
        if not channel:
            raise CannotSay(f"{messenger.CHANNEL_GONE}:#{room.workshop.channels.plenary}", lasting=True)
        return channel

    async def post(self, room: Room, prompt: Prompt, *, again: bool = False) -> None:
        """Put the question's message in plenary; `again` after a restart: it is looked for there first."""
        channel, post = self.plenary(room), await as_post(room, prompt)
        found = await self._posted_before(channel, post, prompt) if again else None
        it = found or await self._posted_now(room, channel, post, prompt)
        await prompts.posted(room, prompt.id, channel.id, it.message, it.at)
        self._booth.wake(room)

    async def _posted_now(self, room: Room, channel: discord.TextChannel, post: Post, prompt: Prompt) -> Found:
        message = await messenger.post_while_waited_for(channel, post, _nonce(room, prompt))
        return Found(message.id, room.now())

    async def _posted_before(self, channel: discord.TextChannel, post: Post, prompt: Prompt) -> Found | None:
        assert self._client.user is not None
        return await messenger.find(channel, self._client.user.id, post.print, prompt.opened_at)

    def refresh(self, room: Room, prompt: str) -> None:
        """Bring its counts up to date, soon."""
        self._refresher.ask((room.id, "prompt", prompt), lambda: self._edit(room, prompt))

    async def remove(self, room: Room, prompt: Prompt) -> None:
        """Take a discarded question's message away; one already gone is gone."""
        await messenger.take_away(self._message(room, prompt), prompt.id)

    async def publish(self, room: Room, posts: Iterable[Post], key: str) -> None:
        """Post in plenary, in this order."""
        plenary = self.plenary(room)
        for number, post in enumerate(posts):
            await messenger.post_while_waited_for(plenary, post, nonce_of(room.id, f"{key}/{number}"))

    def link(self, room: Room, prompt: Prompt) -> str:
        """The address of its message; empty where it has none."""
        message = self._message(room, prompt)
        return message.jump_url if message else ""

    async def _show_closed(self, room: Room) -> None:
        """Those that have just closed, by whatever hand."""
        closed: Sequence[Prompt] = await prompts.closed_unshown(room)
        for prompt in closed:
            self.refresh(room, prompt.id)

    async def _edit(self, room: Room, id: str) -> None:
        try:
            prompt = await prompts.find(room, id)
        except UnknownPrompt:
            return
        message = self._message(room, prompt)
        if message:
            try:
                await message.edit(**(await as_post(room, prompt)).edited())
            except discord.NotFound:
                log.warning("The message of %s is gone: it cannot be brought up to date", id)
        if not prompt.is_open:
            await prompts.shown_closed(room, id)

    def _message(self, room: Room, prompt: Prompt) -> discord.PartialMessage | None:
        return messenger.posted(self._client, room.guild, prompt.channel_id, prompt.message_id)


def _nonce(room: Room, prompt: Prompt) -> str:
    return nonce_of(room.id, f"{prompt.id}/prompt/{prompt.opened_at.isoformat()}")
