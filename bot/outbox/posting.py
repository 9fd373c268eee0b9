"""Post messages at Discord. Each refusal becomes `DeliveryFailed`, with a reason for organisers."""

import asyncio
import hashlib
import json
import logging
from collections.abc import Awaitable, Container
from datetime import datetime, timedelta
from typing import TypeVar

import aiohttp
import discord

from bot.chat import channel_bindings
from bot.chat.history import HistoryNotReadable, read_history
from bot.chat.posts import Post, message_print
from bot.outbox.messages import DeliveryFailed, FoundMessage
from bot.workshop.context import WorkshopContext

T = TypeVar("T")
log = logging.getLogger(__name__)

LOOK_BACK = timedelta(minutes=2)
"""How far before a claim its message is looked for: our clock and Discord's may differ."""
SHORT_PAUSES = (0.1, 0.5)
"""Real seconds before a second and a third attempt while people wait."""
MOST_SEARCHED = 1_000
"""How many messages of a channel are searched at most."""
CHANNEL_GONE, NOT_PERMITTED, REFUSED, UNREACHABLE = "channel gone", "not permitted", "refused", "unreachable"
RATE_LIMITED = "rate limited"
"""The reasons of a `DeliveryFailed`, as the database stores them: `reason:where`."""


async def post(channel: discord.TextChannel, what: Post, nonce: str, workshop: str) -> discord.Message:
    """Post `what`. Discord posts it once for each `nonce` within a few minutes. Its buttons name `workshop`.

    Raises `DeliveryFailed`.
    """
    return await attempt(channel.send(**what.new(workshop), nonce=nonce), f"#{channel.name}")


async def post_while_waited_for(channel: discord.TextChannel, what: Post, nonce: str, workshop: str) -> discord.Message:
    """As `post`, for a message that people wait for: a temporary failure is tried again at once."""
    for pause in SHORT_PAUSES:
        try:
            return await post(channel, what, nonce, workshop)
        except DeliveryFailed as refused:
            if refused.lasting:
                raise
        await asyncio.sleep(pause)
    return await post(channel, what, nonce, workshop)


async def find(
    client: discord.Client, channel: discord.TextChannel, print_: str, since: datetime, known: Container[int] = ()
) -> FoundMessage | None:
    """What `look` finds. Raises `DeliveryFailed`."""
    return await attempt(look(client, channel, print_, since, known), f"#{channel.name}")


async def look(
    client: discord.Client,
    channel: discord.TextChannel | discord.DMChannel,
    print_: str,
    since: datetime,
    known: Container[int],
) -> FoundMessage | None:
    """Our message with that hash (`print_`) in `channel`, sent after `since` and not among `known`.

    Nonces cannot be used here: the history does not contain them.
    """
    async for message in read_history(channel, limit=MOST_SEARCHED, after=since - LOOK_BACK, oldest_first=True):
        if message.author == client.user and message.id not in known and message_print(message) == print_:
            return FoundMessage(message.id, message.created_at, channel.id)
    return None


def posted(
    client: discord.Client, guild: int | None, channel: int | None, message: int | None
) -> discord.PartialMessage | None:
    """A message with known ids, to edit or delete it. None if its channel was deleted, or if it was never posted."""
    server = client.get_guild(guild or 0)
    place = server and server.get_channel(channel or 0)
    return place.get_partial_message(message) if message and isinstance(place, discord.TextChannel) else None


async def edited(message: discord.PartialMessage, what: Post, workshop: str) -> bool:
    """Make `message` show `what`. False if it was deleted. Raises what else discord.py raises."""
    try:
        await message.edit(**what.edited(workshop))
    except discord.NotFound:
        return False
    return True


async def take_away(message: discord.PartialMessage | None, what: str) -> None:
    """Delete `message`, which is about `what`. A refusal of Discord is only logged."""
    try:
        if message:
            await message.delete()
    except discord.HTTPException as refused:
        log.warning("The message of %s could not be deleted: %s", what, refused)


async def attempt(doing: Awaitable[T], where: str) -> T:
    """The result of `doing`. Raises `DeliveryFailed`, which is `lasting` if a channel or a permission is missing."""
    try:
        return await doing
    except discord.NotFound as gone:
        raise DeliveryFailed(f"{CHANNEL_GONE}:{where}", lasting=True) from gone
    except (discord.Forbidden, HistoryNotReadable) as refused:
        raise DeliveryFailed(f"{NOT_PERMITTED}:{where}", lasting=True) from refused
    except discord.HTTPException as refused:
        if refused.status == 429:
            raise DeliveryFailed(f"{RATE_LIMITED}:{where}", lasting=False) from refused
        lasting = 400 <= refused.status < 500 and refused.status != 401  # with a valid token it can be sent
        raise DeliveryFailed(f"{REFUSED}:{where} ({refused.status}/{refused.code})", lasting=lasting) from refused
    except (TimeoutError, aiohttp.ClientError, OSError, json.JSONDecodeError) as unreachable:
        raise DeliveryFailed(f"{UNREACHABLE}:{where}", lasting=False) from unreachable


def require_server(client: discord.Client, context: WorkshopContext) -> discord.Guild:
    """The workshop's server. Raises `DeliveryFailed` while it is out of reach."""
    guild = client.get_guild(context.guild or 0)
    if guild is None or guild.unavailable:
        raise DeliveryFailed(f"{UNREACHABLE}:{context.guild}", lasting=False)
    return guild


def require_text_channel(client: discord.Client, context: WorkshopContext, purpose: str) -> discord.TextChannel:
    """The text channel of this purpose, such as `plenary`. Raises `DeliveryFailed` if the server has none."""
    guild = client.get_guild(context.guild or 0)
    channel = guild and channel_bindings.text_channel(context, guild, purpose)
    if not channel:
        name = channel_bindings.channel_names(context)[purpose]
        raise DeliveryFailed(f"{CHANNEL_GONE}:#{name}", lasting=True)
    return channel


def nonce_of(workshop: str, key: str) -> str:
    """25 characters that stand for `key`; Discord takes no more (Create Message, `nonce`)."""
    return hashlib.sha256(f"{workshop}\n{key}".encode()).hexdigest()[:25]
