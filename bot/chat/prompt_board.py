"""Questions as they stand in plenary: posted once, counted as the answers come, closed in sight of all."""

from __future__ import annotations

import discord

from bot.chat import messenger, places
from bot.chat.herald import in_all_languages
from bot.chat.posts import Post, button, buttons, menu
from bot.chat.presenters import prompts as words
from bot.chat.refresher import Refresher
from bot.domain.announcements import nonce_of
from bot.domain.errors import UnknownPrompt
from bot.domain.programme import PromptKind, Question
from bot.i18n.catalogue import phrases
from bot.services import prompts
from bot.services.announcing import CannotSay
from bot.services.prompts import Prompt
from bot.services.room import Room


class PromptBoard:
    def __init__(self, client: discord.Client, refresher: Refresher) -> None:
        self._client = client
        self._refresher = refresher

    def plenary(self, room: Room) -> discord.TextChannel:
        """The channel questions are put in; `CannotSay` where there is none."""
        guild = self._client.get_guild(room.guild or 0)
        channel = guild and places.text_channel(room, guild, "plenary")
        if not channel:
            raise CannotSay(f"{messenger.CHANNEL_GONE}:#{room.workshop.channels.plenary}", lasting=True)
        return channel

    async def post(self, room: Room, prompt: Prompt) -> None:
        """Put the question's message in plenary, once: one that was cut off half-way is found again."""
        channel, post = self.plenary(room), await self._as_post(room, prompt)
        assert self._client.user is not None
        found = await messenger.find(channel, self._client.user.id, post.print, prompt.opened_at)
        message = found.message if found else (await messenger.post(channel, post, _nonce(room, prompt))).id
        await prompts.posted(room, prompt.id, channel.id, message)

    async def post_missing(self, room: Room) -> None:
        """After a restart: post what was asked and not posted, and bring the others up to date."""
        for prompt in await prompts.asked(room):
            if prompt.is_open and prompt.message_id is None:
                await self.post(room, prompt)
            elif prompt.is_open:
                self.refresh(room, prompt.id)

    def refresh(self, room: Room, prompt: str) -> None:
        """Bring its counts up to date, soon."""
        self._refresher.ask((room.id, "prompt", prompt), lambda: self._edit(room, prompt))

    async def remove(self, room: Room, prompt: Prompt) -> None:
        """Take a discarded question's message away."""
        message = self._message(room, prompt)
        if message:
            await message.delete()

    async def publish(self, room: Room, post: Post, key: str) -> None:
        await messenger.post(self.plenary(room), post, nonce_of(room.id, key))

    async def _edit(self, room: Room, id: str) -> None:
        try:
            prompt = await prompts.find(room, id)
        except UnknownPrompt:
            return
        message = self._message(room, prompt)
        if message:
            await message.edit(**(await self._as_post(room, prompt)).edited())

    def _message(self, room: Room, prompt: Prompt) -> discord.PartialMessage | None:
        guild = self._client.get_guild(room.guild or 0)
        channel = guild and guild.get_channel(prompt.channel_id or 0)
        if not isinstance(channel, discord.TextChannel) or prompt.message_id is None:
            return None
        return channel.get_partial_message(prompt.message_id)

    async def _as_post(self, room: Room, prompt: Prompt) -> Post:
        answers, administrations = await prompts.counts(room, prompt.id)
        if prompt.question.anonymous:
            administrations = 0
        questions = in_all_languages(room, lambda _, f: words.question(_, prompt.question))
        counts = in_all_languages(
            room, lambda _, f: words.counted(_, answers, administrations, closed=not prompt.is_open)
        )
        view = answer_view(prompt.question, room.workshop.languages) if prompt.is_open else None
        return Post.of(*questions, " · ".join(dict.fromkeys(counts)), view=view)


def answer_view(question: Question, languages: tuple[str, ...]) -> discord.ui.View:
    """How a question is answered: a button that opens a form, a menu, or five buttons."""
    match question.kind:
        case PromptKind.OPEN | PromptKind.ROUND:
            label = " / ".join(phrases(language)("Answer") for language in languages)
            return buttons([button(label, f"prompt:answer:{question.id}", discord.ButtonStyle.primary)])
        case PromptKind.SCALE:
            return buttons([button(str(n), f"prompt:rate:{question.id}:{n}") for n in range(1, 6)])
        case PromptKind.CHOICE | PromptKind.MULTIPLE:
            options = [
                (" / ".join(dict.fromkeys(option.text[language] for language in languages)), option.id)
                for option in question.options
            ]
            most = len(options) if question.kind is PromptKind.MULTIPLE else 1
            placeholder = " / ".join(phrases(language)("Choose") for language in languages)
            return buttons([menu(f"prompt:pick:{question.id}", options, placeholder=placeholder, most=most)])


def _nonce(room: Room, prompt: Prompt) -> str:
    return nonce_of(room.id, f"{prompt.id}/prompt/{prompt.opened_at.isoformat()}")
