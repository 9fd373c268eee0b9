"""discord.py 2.7.1 invents our own member, without any role, if a server was sent without it.

Our permissions depend on our roles, so everything in `guild.me` would be wrong. `fetch_member` returns the real member,
but does not put it into the cache that `guild.me` reads.

Upstream: no issue found.
Needed as long as these pass: tests/chat/compat/test_own_member.py
"""

import discord


def is_made_up(guild: discord.Guild) -> bool:
    """Whether `guild.me` is missing, or has no role but @everyone. The bot has one of its own in every server."""
    return guild.me is None or len(guild.me.roles) == 1


async def fetch_own_member(guild: discord.Guild, own_id: int) -> None:
    """Ask Discord for our own member of `guild` and keep it as `guild.me`. Raises `discord.HTTPException`."""
    guild._add_member(await guild.fetch_member(own_id))
