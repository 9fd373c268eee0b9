"""Gives the first response to an interaction exactly once, even if Discord or the network fails.

Discord accepts one response and refuses the next one as “already acknowledged” (Discord, JSON Error Codes, 40060). If
the confirmation of our first attempt was lost (a 5xx, or a broken connection), this refusal shows that the first
attempt arrived.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable

import aiohttp
import discord

from bot.chat.posts import Post

ALREADY_ACKNOWLEDGED = 40060
ATTEMPTS = 3
RETRY_AFTER = (1.0, 3.0, 10.0)
"""Seconds after a first, second, … failure to send a follow-up. Discord accepts them for 15 minutes."""


async def respond_once(send: Callable[[], Awaitable[object]]) -> bool:
    """Run `send`, again if there is no complete answer. False if Discord says that there was a response already.

    discord.py itself repeats it after a 5xx. Other refusals of Discord are raised.
    """
    for attempts_left in reversed(range(ATTEMPTS)):
        try:
            await send()
            return True
        except discord.HTTPException as refused:
            if refused.code != ALREADY_ACKNOWLEDGED:
                raise
            return False
        except (aiohttp.ClientConnectionError, ConnectionError, json.JSONDecodeError):
            if not attempts_left:
                raise
    raise AssertionError("the last attempt returns or raises")


async def is_deferred(interaction: discord.Interaction) -> bool:
    """Whether the response that Discord has is only a deferral: the person reads “thinking…”."""
    return (await interaction.original_response()).flags.loading


async def follow_up(interaction: discord.Interaction, post: Post, workshop: str) -> None:
    """Send `post` after the response, again if Discord fails: reading it twice is better than never.

    A post with files is sent once, since a file can be read only once.
    """
    for seconds in () if post.files else RETRY_AFTER:
        try:
            await interaction.followup.send(**post.new(workshop), ephemeral=True)
            return
        except (aiohttp.ClientError, OSError, discord.DiscordServerError):
            await asyncio.sleep(seconds)
    await interaction.followup.send(**post.new(workshop), ephemeral=True)
