"""The channels of a workshop that messages are posted in."""

from __future__ import annotations

import discord

from bot.chat import channel_bindings
from bot.outbox.errors import DeliveryFailed
from bot.outbox.posting import CHANNEL_GONE
from bot.workshop.context import WorkshopContext


def require_text_channel(client: discord.Client, context: WorkshopContext, purpose: str) -> discord.TextChannel:
    """The text channel of this purpose, such as `plenary`. Raises `DeliveryFailed` if the server has none."""
    guild = client.get_guild(context.guild or 0)
    channel = guild and channel_bindings.text_channel(context, guild, purpose)
    if not channel:
        name = channel_bindings.channel_names(context)[purpose]
        raise DeliveryFailed(f"{CHANNEL_GONE}:#{name}", lasting=True)
    return channel
