"""The first response to an interaction, given once although Discord, or the way to it, may fail.

Discord takes one response and refuses the next one as “already acknowledged” (Discord, JSON Error Codes, 40060). When
its confirmation of the first one was lost, to a 5xx or a broken connection, that refusal tells us that it arrived.
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
    """Run `send`, again if no whole answer comes; False if Discord says that it had a response already.

    discord.py itself repeats it after a 5xx. Raises what Discord refuses for another reason.
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
    """Send `post` after the response, again if Discord fails: one person may read it twice, which is better than never.

    A post with files is sent once, since a file can be read only once.
    """
    for seconds in () if post.files else RETRY_AFTER:
        try:
            await interaction.followup.send(**post.new(workshop), ephemeral=True)
            return
        except (aiohttp.ClientError, OSError, discord.DiscordServerError):
            await asyncio.sleep(seconds)
    await interaction.followup.send(**post.new(workshop), ephemeral=True)
