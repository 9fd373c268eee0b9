"""The interpreters' feed: questions, written answers and announcements, to be read aloud.

Batched: a message every ten seconds at most. What does not fit waits for the next one.
"""

from __future__ import annotations

import logging
import secrets
from collections import deque
from datetime import timedelta

import discord

from bot.chat import messenger, places
from bot.chat.pages import paged, pieces
from bot.chat.posts import EMBEDS, Post, shortened
from bot.chat.presenters.people import language_name
from bot.chat.refresher import Refresher
from bot.chat.user_text import quiet, quoted
from bot.domain.prompts import WRITTEN
from bot.domain.text import Text
from bot.i18n.catalogue import phrases
from bot.scheduling.clock import Clock
from bot.services.announcing import CannotSay
from bot.services.answers import Kept
from bot.services.people import Participant
from bot.services.room import Room

log = logging.getLogger(__name__)

EVERY = timedelta(seconds=10)
ONE = 3_800
"""Most characters of one block: an embed holds it."""
ABOUT = 80
"""Most characters of the question above an answer: it was read aloud before."""
AT_ONCE = EMBEDS - 500
"""Most characters of one message."""


class InterpretersFeed:
    """What waits to be read aloud, by room. Held in memory: the answers themselves are in the database."""

    def __init__(self, client: discord.Client, clock: Clock) -> None:
        self._client = client
        self._refresher = Refresher(clock, EVERY)
        self._waiting: dict[str, deque[str]] = {}

    async def stop(self) -> None:
        await self._refresher.stop()

    def read_aloud(self, room: Room, *blocks: str) -> None:
        """Have `blocks` shown to the interpreters, soon; nothing where they have no channel."""
        if room.workshop.channels.interpreters is None:
            return
        waiting = self._waiting.setdefault(room.id, deque())
        waiting.extend(piece for block in blocks for piece in pieces(block, ONE))
        self._refresher.ask(room.id, lambda: self._post(room))

    def answer(self, room: Room, who: Participant, kept: Kept) -> None:
        """A written answer, with its country and language; anonymous ones are read to nobody."""
        asked = kept.prompt.question
        if asked.anonymous or asked.kind not in WRITTEN:
            return
        administration = room.workshop.administration(who.administration)
        country = in_each(room, administration.name) if administration else who.administration
        about = quiet(shortened(phrases(who.language).of(asked.text), ABOUT))
        heading = f"**{country}** ({language_name(who.language)}) · {about}"
        self.read_aloud(room, f"{heading}\n{quoted(kept.said.text or '')}")

    async def _post(self, room: Room) -> None:
        waiting = self._waiting[room.id]
        batch = _batch(waiting)
        guild = self._client.get_guild(room.guild or 0)
        channel = guild and places.text_channel(room, guild, "interpreters")
        if not batch:
            return
        if not channel:
            log.warning("The interpreters' channel of %s is missing: /workshop setup makes it", room.id)
            return
        try:
            await messenger.post(channel, Post(tuple(paged(batch, ONE))), secrets.token_hex(12))
        except CannotSay as refused:
            log.warning("The interpreters of %s could not be told: %s", room.id, refused.why)
            if not refused.lasting:
                waiting.extendleft(reversed(batch))
        if waiting:
            self._refresher.ask(room.id, lambda: self._post(room))


def _batch(waiting: deque[str]) -> list[str]:
    """The next ones that fit one message, taken out of the queue."""
    batch: list[str] = []
    while waiting and sum(map(len, batch)) + len(waiting[0]) <= AT_ONCE:
        batch.append(waiting.popleft())
    return batch


def in_each(room: Room, text: Text) -> str:
    """A text in each of the workshop's languages, once where they agree."""
    return " / ".join(dict.fromkeys(text[language] for language in room.workshop.languages))
