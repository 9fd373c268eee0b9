"""Reads the history of a channel, so that “not found” really means “deleted”."""

from collections.abc import AsyncIterator
from datetime import datetime

import discord


class HistoryNotReadable(Exception):
    """The bot may not read the history of a channel, so it cannot tell whether a message is there."""


def is_readable(channel: discord.TextChannel | discord.DMChannel) -> bool:
    """Whether the bot may read the history: a direct channel needs no permission for it."""
    return isinstance(channel, discord.DMChannel) or channel.permissions_for(channel.guild.me).read_message_history


async def find_message(channel: discord.TextChannel, id: int) -> discord.Message | None:
    """The message `id`; None if it was deleted, or stands elsewhere. Raises `HistoryNotReadable`."""
    async for message in read_history(channel, limit=1, after=discord.Object(id - 1), oldest_first=True):
        return message if message.id == id else None
    return None


async def read_history(
    channel: discord.TextChannel | discord.DMChannel,
    *,
    limit: int | None,
    after: datetime | discord.Object | None = None,
    oldest_first: bool | None = None,
) -> AsyncIterator[discord.Message]:
    """As discord.py's `history`. Raises `HistoryNotReadable` at the first message.

    Without *Read Message History* Discord returns an empty list, not an error (Get Channel Messages).
    """
    if not is_readable(channel):
        raise HistoryNotReadable(channel.id)
    async for message in channel.history(limit=limit, after=after, oldest_first=oldest_first):
        yield message
