"""The first answer to an interaction, given once: also where Discord, or the way to it, stumbles.

Discord takes one first answer and refuses the next as “already acknowledged” (Discord, JSON Error Codes, 40060).
Where its word that it took the first was lost, by a 5xx or a connection cut, that refusal is how we hear of it.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import aiohttp
import discord

ALREADY_ACKNOWLEDGED = 40060
TRIES = 3


async def first_answer(give: Callable[[], Awaitable[object]]) -> bool:
    """Have `give` send it, again where the connection is cut; False where Discord says that it had one already.

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
        except (aiohttp.ClientConnectionError, ConnectionError):
            if not tries_left:
                raise
    raise AssertionError("the last try returns or raises")


async def is_a_promise(interaction: discord.Interaction) -> bool:
    """Whether what Discord has is only our deferral: the person reads “thinking…”."""
    return (await interaction.original_response()).flags.loading
