"""Sends messages to a workshop's channels, and finds them again after a crash."""

from collections.abc import Container
from datetime import datetime
from typing import Protocol

import discord

from bot.chat import channel_bindings
from bot.outbox import posting
from bot.outbox.messages import DeliveryFailed, FoundMessage, OutgoingMessage
from bot.workshop.context import WorkshopContext


class ChannelSender(Protocol):
    """Where the channels of a workshop are, and how to send to them."""

    def channel(self, context: WorkshopContext, purpose: str) -> int:
        """The Discord id of the channel of that purpose. Raises `DeliveryFailed` if there is none."""

    def role(self, context: WorkshopContext, which: str) -> int | None:
        """The Discord id of a role: organiser, facilitator or coordinator."""

    async def send(self, context: WorkshopContext, key: str, message: OutgoingMessage) -> FoundMessage:
        """Send it. Discord sends it once for each `key` within a few minutes. Raises `DeliveryFailed`."""

    async def find(
        self, context: WorkshopContext, channel: int, print_: str, since: datetime, known: Container[int]
    ) -> FoundMessage | None:
        """Our message with that hash (`print_`), sent after `since` and not among `known`. Raises `DeliveryFailed`."""


class DiscordChannelSender:
    """The `ChannelSender` that sends at Discord."""

    def __init__(self, client: discord.Client) -> None:
        self._client = client

    def channel(self, context: WorkshopContext, purpose: str) -> int:
        posting.require_server(self._client, context)  # while it is out of reach, no channel is missing
        return posting.require_text_channel(self._client, context, purpose).id

    def role(self, context: WorkshopContext, which: str) -> int | None:
        role = channel_bindings.role(context, posting.require_server(self._client, context), which)
        return role.id if role else None

    async def send(self, context: WorkshopContext, key: str, message: OutgoingMessage) -> FoundMessage:
        channel = posting.require_server(self._client, context).get_channel(message.channel)
        if not isinstance(channel, discord.TextChannel):
            raise DeliveryFailed(f"{posting.CHANNEL_GONE}:{message.channel}", lasting=True)
        posted = await posting.post(channel, message.post, posting.nonce_of(context.id, key), context.id)
        # Without waiting: after several messages at once discord.py returns only when the channel's rate limit has
        # passed.
        return FoundMessage(posted.id, posted.created_at, channel.id)

    async def find(
        self, context: WorkshopContext, channel: int, print_: str, since: datetime, known: Container[int]
    ) -> FoundMessage | None:
        place = posting.require_server(self._client, context).get_channel(channel)
        if not isinstance(place, discord.TextChannel):
            return None  # the channel was deleted, and the message with it
        return await posting.find(self._client, place, print_, since, known)
