"""The first answer to an interaction, given once: also where Discord, or the way to it, stumbles.

Discord takes one first answer and refuses the next as “already acknowledged” (Discord, JSON Error Codes, 40060).
Where its word that it took the first was lost, by a 5xx or a connection cut, that refusal is how we hear of it.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable

import aiohttp
import discord

from bot.chat.posts import Post

ALREADY_ACKNOWLEDGED = 40060
TRIES = 3
PATIENCE = (1.0, 3.0, 10.0)
"""Seconds after a first, second, … vain attempt to follow up; Discord takes what follows for 15 minutes."""


async def first_answer(give: Callable[[], Awaitable[object]]) -> bool:
    """Have `give` send it, again where no whole answer comes; False where Discord says that it had one already.

    discord.py itself tries again after a 5xx. Raises what Discord refuses for another reason.
    """
    for tries_left in reversed(range(TRIES)):
        try:
            await give()
            return True
        except discord.HTTPException as refused:
            if refused.code != ALREADY_ACKNOWLEDGED:
                raise
            return False
        except (aiohttp.ClientConnectionError, ConnectionError, json.JSONDecodeError):
            if not tries_left:
                raise
    raise AssertionError("the last try returns or raises")


async def is_a_promise(interaction: discord.Interaction) -> bool:
    """Whether what Discord has is only our deferral: the person reads “thinking…”."""
    return (await interaction.original_response()).flags.loading


async def follow_up(interaction: discord.Interaction, post: Post) -> None:
    """Send what was promised, again where Discord stumbles: better read twice, by one person, than never.

    A file can be read once only, and is not sent again.
    """
    for seconds in () if post.files else PATIENCE:
        try:
            await interaction.followup.send(**post.new(), ephemeral=True)
            return
        except (aiohttp.ClientError, OSError, discord.DiscordServerError):
            await asyncio.sleep(seconds)
    await interaction.followup.send(**post.new(), ephemeral=True)
