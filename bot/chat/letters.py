"""Direct messages: only to those who take them, one a second, and never a reason for anything else to fail."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from datetime import timedelta

import discord

from bot.chat.posts import Post
from bot.scheduling.clock import Clock
from bot.services.people import Participant, Preference
from bot.services.room import Room

log = logging.getLogger(__name__)

PACE = timedelta(seconds=1)
"""Many at once would look like spam to Discord."""


def takes_letters(room: Room, who: Participant) -> bool:
    """Whether this person switched direct messages on, with /language."""
    return room.preferences.get(who.discord_id or 0, Preference()).direct_messages


class Letters:
    def __init__(self, client: discord.Client, clock: Clock) -> None:
        self._client = client
        self._clock = clock
        self._waiting: deque[tuple[int, Post]] = deque()
        self._at_work: asyncio.Task[None] | None = None
        self.unreachable: set[int] = set()
        """Who takes letters, by Discord id, and could not be given the last one."""

    def send(self, room: Room, who: Participant, *blocks: str) -> bool:
        """Have a letter sent, soon; False where this person takes none."""
        if who.discord_id is None or not takes_letters(room, who):
            return False
        self._waiting.append((who.discord_id, Post(blocks)))
        if self._at_work is None or self._at_work.done():
            self._at_work = asyncio.create_task(self._work(), name="letters")
        return True

    async def stop(self) -> None:
        if self._at_work:
            self._at_work.cancel()
            await asyncio.gather(self._at_work, return_exceptions=True)

    async def _work(self) -> None:
        while self._waiting:
            discord_id, post = self._waiting.popleft()
            try:
                channel = await self._client.create_dm(discord.Object(discord_id))
                await channel.send(**post.new())
                self.unreachable.discard(discord_id)
            except (discord.HTTPException, OSError) as refused:
                self.unreachable.add(discord_id)
                log.info("A direct message could not be delivered: %s", refused)
            await self._clock.wait_until(self._clock.now() + PACE)
