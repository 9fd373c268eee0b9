"""Brings letters to people's direct channels, and finds them there again after a crash."""

from __future__ import annotations

from collections.abc import Awaitable, Container
from datetime import datetime
from typing import TypeVar

import aiohttp
import discord

from bot.chat.posts import Post
from bot.outbox import posting as messenger
from bot.outbox.direct_messages import Letter
from bot.outbox.errors import DeliveryFailed

T = TypeVar("T")

CLOSED = frozenset({10_013, 50_007, 50_278})
"""Unknown user; takes no messages from us; shares no server with us (Opcodes and Status Codes, JSON). Any other
refusal may pass: 40003 for instance, direct channels opened too fast."""


class DiscordCourier:
    """The `Courier` that brings letters at Discord."""

    def __init__(self, client: discord.Client) -> None:
        self._client = client

    async def bring(self, letter: Letter, nonce: str) -> int:
        async def send() -> int:
            channel = await self._channel(letter)
            return (await channel.send(**Post.of(letter.text).new(), nonce=nonce)).id

        return await _attempt(send())

    async def find(self, letter: Letter, since: datetime, known: Container[int]) -> int | None:
        async def look() -> int | None:
            assert self._client.user is not None
            channel, print_ = await self._channel(letter), Post.of(letter.text).print
            found = await messenger.look(channel, self._client.user.id, print_, since, known)
            return found.message if found else None

        return await _attempt(look())

    async def _channel(self, letter: Letter) -> discord.DMChannel:
        assert letter.to.discord_id is not None
        return await self._client.create_dm(discord.Object(letter.to.discord_id))


async def _attempt(doing: Awaitable[T]) -> T:
    try:
        return await doing
    except discord.HTTPException as refused:
        raise DeliveryFailed(str(refused), lasting=refused.code in CLOSED) from refused
    except (TimeoutError, aiohttp.ClientError, OSError) as unreachable:
        raise DeliveryFailed(f"{messenger.UNREACHABLE}:{unreachable}", lasting=False) from unreachable
