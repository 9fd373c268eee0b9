"""discord.py 2.7.1 does not put a role that we create into its cache: only the gateway's event does, some time later.

Until then `guild.get_role` does not find it. For created channels discord.py does this at once.

Upstream: no issue found.
Needed as long as this passes: tests/chat/compat/test_created_role.py
"""

import discord


def remember(role: discord.Role) -> None:
    """Put `role`, as Discord returned it, into the cache of its server's roles."""
    if role.guild.get_role(role.id) is None:
        role.guild._add_role(role)
