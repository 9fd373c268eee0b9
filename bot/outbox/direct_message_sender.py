"""Sends direct messages at Discord, and finds them again after a crash."""

from collections.abc import Awaitable, Container
from datetime import datetime
from typing import TypeVar

import aiohttp
import discord

from bot.chat.posts import Post
from bot.outbox import posting
from bot.outbox.direct_messages import DirectMessage
from bot.outbox.messages import DeliveryFailed, FoundMessage

T = TypeVar("T")

CLOSED = frozenset({10_013, 50_007, 50_278})
"""Unknown user; accepts no messages from us; shares no server with us (Opcodes and Status Codes, JSON). Other refusals
may be temporary, such as 40003: direct channels opened too fast."""


class DiscordDirectMessageSender:
    """The `DirectMessageSender` that sends at Discord."""

    def __init__(self, client: discord.Client) -> None:
        self._client = client

    async def send(self, message: DirectMessage, nonce: str) -> FoundMessage:
        async def post() -> FoundMessage:
            channel = await self._channel(message)
            posted = await channel.send(**Post.of(message.text).new(), nonce=nonce)
            return FoundMessage(posted.id, posted.created_at, channel.id)

        return await _attempt(post())

    async def find(self, message: DirectMessage, since: datetime, known: Container[int]) -> FoundMessage | None:
        async def look() -> FoundMessage | None:
            channel, print_ = await self._channel(message), Post.of(message.text).print
            return await posting.look(self._client, channel, print_, since, known)

        return await _attempt(look())

    async def _channel(self, message: DirectMessage) -> discord.DMChannel:
        assert message.recipient.discord_id is not None
        return await self._client.create_dm(discord.Object(message.recipient.discord_id))


async def _attempt(sending: Awaitable[T]) -> T:
    try:
        return await sending
    except discord.HTTPException as refused:
        raise DeliveryFailed(str(refused), lasting=refused.code in CLOSED) from refused
    except (TimeoutError, aiohttp.ClientError, OSError) as unreachable:
        raise DeliveryFailed(f"{posting.UNREACHABLE}:{unreachable}", lasting=False) from unreachable
