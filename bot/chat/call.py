"""One interaction from its arrival to its answer: who calls, in which workshop, in which language.

Discord requires one response within 3 seconds (Discord, Receiving and Responding). If ours takes longer, it is deferred
in time, and the answer follows as another message.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import cast

import discord

from bot.chat import access, custom_ids
from bot.chat.concurrency_limit import ConcurrencyLimit, Permit
from bot.chat.first_response import follow_up, is_deferred, respond_once
from bot.chat.forms import print_of
from bot.chat.in_flight import InFlight
from bot.chat.input_cleaning import cleaned
from bot.chat.posts import Post
from bot.core.people import Participant, Person
from bot.i18n.catalogue import Phrases, phrases, read_by
from bot.i18n.formats import Formats
from bot.workshop.context import WorkshopContext

DEFER_AFTER = 1.8
"""Seconds after which an unanswered call is deferred: well before Discord's 3."""
_EXTRA = "call"
"""The key under which an interaction's `extras` hold its call."""


class Call:
    def __init__(self, interaction: discord.Interaction, context: WorkshopContext, in_flight: InFlight) -> None:
        """The call of `interaction`, which stores a reference to it. Cleans what the person typed."""
        interaction.data = cleaned(interaction.data)
        interaction.extras[_EXTRA] = self
        self.interaction = interaction
        self.context = context
        self.person: Person = access.person_of(interaction, context)
        language = context.language_of(self.person)
        self._: Phrases = phrases(language)
        # People who run the meeting read times in the workshop's zone, a coordinator in that of their administration.
        runs_it = self.person.organiser or self.person.facilitator
        reader = None if runs_it else context.participant(self.person.discord_id)
        self.formats = Formats(language, context.zone_of(reader))
        self._in_flight = in_flight
        self._responding = asyncio.Lock()
        self._has_responded = False
        self._defer_timer: asyncio.TimerHandle | None = None
        self._deferring: asyncio.Task[None] | None = None
        self._permit: Permit | None = None

    @classmethod
    def of(cls, interaction: discord.Interaction) -> Call:
        """The call of an interaction that the client has accepted."""
        return cast(Call, interaction.extras[_EXTRA])

    @classmethod
    def find(cls, interaction: discord.Interaction) -> Call | None:
        """The call of any interaction; None if it was refused before it had one."""
        return cast("Call | None", interaction.extras.get(_EXTRA))

    @property
    def client(self) -> discord.Client:
        return self.interaction.client

    @property
    def guild(self) -> discord.Guild:
        assert self.interaction.guild is not None
        return self.interaction.guild

    @property
    def language(self) -> str:
        return self._.language

    def coordinator(self) -> Participant:
        """The person as a participant. Raises `NotJoined`, or `AwaitingApproval`."""
        return access.coordinator(self.context, self.person)

    def require(self, needs: str) -> None:
        """Raises `NotAllowed`, or what `coordinator` raises, if the person lacks the role that is needed."""
        access.require(self.context, self.person, needs)

    def defer_in_time(self) -> None:
        """Defer the response if it takes too long from now on."""
        self._defer_timer = asyncio.get_running_loop().call_later(DEFER_AFTER, self._begin_to_defer)

    def _begin_to_defer(self) -> None:
        self._deferring = asyncio.create_task(self._defer_in_flight())

    async def _defer_in_flight(self) -> None:
        with self._in_flight.track():
            await self.defer()

    async def wait_in_line(self, limit: ConcurrencyLimit) -> None:
        """Wait for this person's turn; the response may be deferred meanwhile. Raises `TooManyCalls`."""
        self._permit = await limit.acquire(self.person.discord_id)

    async def defer(self) -> None:
        """Tell the person that the answer takes a moment; it will be private."""
        response = self.interaction.response
        async with self._responding:
            if not self.has_responded:
                await self._respond(lambda: response.defer(ephemeral=True, thinking=True))

    async def reply(self, *blocks: str, post: Post | None = None) -> None:
        """Answer privately."""
        post = self._for_reader(post or Post.of(*blocks))
        response = self.interaction.response
        await self._answer(lambda: response.send_message(**post.new(self.context.id), ephemeral=True), post)

    async def replace(self, *blocks: str, post: Post | None = None) -> None:
        """Replace the private message whose button was pressed with an answer. A public message is not changed."""
        post, message = self._for_reader(post or Post.of(*blocks)), self.interaction.message
        if message is None or not message.flags.ephemeral:
            await self.reply(post=post)
            return
        response = self.interaction.response
        await self._answer(lambda: response.edit_message(**post.edited(self.context.id)), post)

    def _for_reader(self, post: Post) -> Post:
        return replace(post, client=read_by(self.interaction.locale.value))

    async def _answer(self, send: Callable[[], Awaitable[object]], post: Post) -> None:
        """Respond with `send`.

        If there is a response already, or if only the deferral arrived, send `post` as a followup.
        """
        async with self._responding:
            self._cancel_defer_timer()
            if self.has_responded or (not await self._respond(send) and await is_deferred(self.interaction)):
                await follow_up(self.interaction, post, self.context.id)

    async def form(self, form: discord.ui.Modal) -> None:
        """Open `form`. discord.py does not remember it: its submission is routed by its custom id."""
        form.custom_id = custom_ids.named_form(self.context.id, form.custom_id, print_of(form))
        form.stop()
        async with self._responding:
            self._cancel_defer_timer()
            if not self.has_responded:
                await self._respond(lambda: self.interaction.response.send_modal(form))
                return
        await self.reply(self._("Sorry, that took too long. Please try again."))

    @property
    def has_responded(self) -> bool:
        return self._has_responded or self.interaction.response.is_done()

    async def _respond(self, send: Callable[[], Awaitable[object]]) -> bool:
        """Give the first response. False if Discord says that there was one already."""
        is_first = await respond_once(send)
        self._has_responded = True
        return is_first

    def _cancel_defer_timer(self) -> None:
        if self._defer_timer:
            self._defer_timer.cancel()

    def close(self) -> None:
        """The call is over, answered or not. The next call can be served."""
        self._cancel_defer_timer()
        if self._permit:
            self._permit.release()
