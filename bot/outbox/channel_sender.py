"""Whoever posts what is to be said once: posts it, and finds it again after a crash."""

from __future__ import annotations

from collections.abc import Container
from datetime import datetime

import discord

from bot.chat import channel_bindings as places
from bot.chat.posts import Post
from bot.outbox import posting as messenger
from bot.outbox.errors import DeliveryFailed
from bot.outbox.messages import FoundMessage, OutgoingMessage
from bot.outbox.nonce import nonce_of
from bot.workshop.context import WorkshopContext


class Speaker:
    def __init__(self, client: discord.Client) -> None:
        self.client = client

    async def say(self, context: WorkshopContext, key: str, wording: OutgoingMessage) -> int:
        assert isinstance(wording.said, Post)
        channel = self.guild(context).get_channel(wording.channel)
        if not isinstance(channel, discord.TextChannel):
            raise DeliveryFailed(f"{messenger.CHANNEL_GONE}:{wording.channel}", lasting=True)
        return (await messenger.post(channel, wording.said, nonce_of(context.id, key))).id

    async def find(
        self, context: WorkshopContext, channel: int, print_: str, since: datetime, known: Container[int]
    ) -> FoundMessage | None:
        assert self.client.user is not None
        place = self.guild(context).get_channel(channel)
        if not isinstance(place, discord.TextChannel):
            return None  # deleted since: nobody reads it there any more
        return await messenger.find(place, self.client.user.id, print_, since, known)

    def guild(self, context: WorkshopContext) -> discord.Guild:
        """The room's server. Raises `DeliveryFailed` while it is out of reach."""
        guild = self.client.get_guild(context.guild or 0)
        if guild is None or guild.unavailable:
            raise DeliveryFailed(f"{messenger.UNREACHABLE}:{context.guild}", lasting=False)
        return guild

    def channel(self, context: WorkshopContext, purpose: str) -> discord.TextChannel:
        """The room's channel of that purpose. Raises `DeliveryFailed` where it is gone."""
        channel = places.text_channel(context, self.guild(context), purpose)
        if channel is None:
            name = places.channel_names(context)[purpose]
            raise DeliveryFailed(f"{messenger.CHANNEL_GONE}:#{name}", lasting=True)
        return channel
