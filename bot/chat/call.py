"""One interaction, from its first moment to its answer: who calls, in which room, in which language.

Discord wants an answer within 3 seconds, once (Discord, Receiving and Responding). Where ours takes longer,
the call is deferred in time, and the reply follows.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, cast

import discord

from bot.chat import access
from bot.chat.concurrency_limit import Permit
from bot.chat.first_response import first_answer, follow_up, is_a_promise
from bot.chat.input_cleaning import cleaned
from bot.chat.posts import Post, shortened
from bot.core.errors import NotHere, NoWorkshop
from bot.core.people import Participant, Person
from bot.i18n.catalogue import Phrases, phrases
from bot.i18n.formats import Formats
from bot.workshop.context import WorkshopContext

if TYPE_CHECKING:
    from bot.chat.client import Atelier

DEFER_AFTER = 1.8
"""Seconds after which an unanswered call is deferred: well before Discord's 3."""

log = logging.getLogger(__name__)


class Call:
    def __init__(self, interaction: discord.Interaction, context: WorkshopContext) -> None:
        self.interaction = interaction
        self.context = context
        self.person: Person = access.person_of(interaction, context)
        language = context.language_of(self.person)
        self._: Phrases = phrases(language)
        self.formats = Formats(language, context.workshop.zone)
        self._answering = asyncio.Lock()
        self._acknowledged = False
        self._guard: asyncio.TimerHandle | None = None
        self._permit: Permit | None = None
        self._deferring: asyncio.Task[None] | None = None

    @classmethod
    def of(cls, interaction: discord.Interaction) -> Call:
        """The call that `interaction` is; `NoWorkshop` where its server has none, `NotHere` where it is in none."""
        existing = interaction.extras.get("call")
        if existing:
            return cast(Call, existing)
        if interaction.guild is None:
            raise NotHere
        context = client_of(interaction).context_of(interaction.guild.id)
        if not context:
            raise NoWorkshop
        interaction.data = cleaned(interaction.data)
        call = cls(interaction, context)
        interaction.extras["call"] = call
        return call

    @property
    def client(self) -> Atelier:
        return client_of(self.interaction)

    @property
    def guild(self) -> discord.Guild:
        assert self.interaction.guild is not None
        return self.interaction.guild

    @property
    def language(self) -> str:
        return self._.language

    def coordinator(self) -> Participant:
        """Who calls, as a participant; `NotJoined` where they are none."""
        return access.coordinator(self.context, self.person)

    def require(self, needs: str) -> None:
        access.require(self.context, self.person, needs)

    def watch(self) -> None:
        """From now on, see to it that the call is acknowledged in time."""
        self._guard = asyncio.get_running_loop().call_later(DEFER_AFTER, self._defer_in_time)

    async def acquire_permit(self) -> None:
        """Wait until those who came earlier have been served; the call may be deferred meanwhile."""
        self._permit = await self.client.concurrency_limit.acquire()

    def _defer_in_time(self) -> None:
        self._deferring = asyncio.create_task(self._defer_meanwhile())

    async def _defer_meanwhile(self) -> None:
        with self.client.under_way.one():
            await self.defer()

    async def defer(self) -> None:
        """Say that the answer takes a moment; it will be private."""
        response = self.interaction.response
        async with self._answering:
            if not self._is_acknowledged:
                await self._first(lambda: response.defer(ephemeral=True, thinking=True))

    async def reply(self, *blocks: str, post: Post | None = None) -> None:
        """Answer privately."""
        post = post or Post.of(*blocks)
        response = self.interaction.response
        await self._answer(lambda: response.send_message(**post.new(), ephemeral=True), post)

    async def replace(self, *blocks: str, post: Post | None = None) -> None:
        """Put an answer in place of the private message whose button was pressed; never of a public one."""
        post, message = post or Post.of(*blocks), self.interaction.message
        if message is None or not message.flags.ephemeral:
            await self.reply(post=post)
            return
        response = self.interaction.response
        await self._answer(lambda: response.edit_message(**post.edited()), post)

    async def _answer(self, give: Callable[[], Awaitable[object]], post: Post) -> None:
        """Give the first answer; where Discord has one already, or only the promise of one, `post` follows."""
        async with self._answering:
            self._stop_watching()
            if self._is_acknowledged or (not await self._first(give) and await is_a_promise(self.interaction)):
                await follow_up(self.interaction, post)

    async def form(self, form: discord.ui.Modal) -> None:
        """Open `form`. It is not remembered: its submission is handled by its custom id."""
        form.title = shortened(form.title, 45)
        form.stop()
        async with self._answering:
            self._stop_watching()
            if not self._is_acknowledged:
                await self._first(lambda: self.interaction.response.send_modal(form))
                return
        await self.reply(self._("That took too long, sorry. Please do it once more."))

    @property
    def _is_acknowledged(self) -> bool:
        return self._acknowledged or self.interaction.response.is_done()

    async def _first(self, give: Callable[[], Awaitable[object]]) -> bool:
        """Give the first answer; False where Discord says that it had one already."""
        given = await first_answer(give)
        self._acknowledged = True
        return given

    def _stop_watching(self) -> None:
        if self._guard:
            self._guard.cancel()

    @staticmethod
    def over(interaction: discord.Interaction) -> None:
        """The call that `interaction` was, if it was one, is over, answered or not."""
        call = interaction.extras.get("call")
        if isinstance(call, Call):
            call._stop_watching()
            if call._permit:
                call._permit.release()


def client_of(interaction: discord.Interaction) -> Atelier:
    return cast("Atelier", interaction.client)
