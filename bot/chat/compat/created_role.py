"""discord.py 2.7.1 does not put a role that we create into its cache: only the gateway's event does, some time later.

Until then `guild.get_role` knows nothing of it. Channels that are created are put there at once.

Upstream: no issue found.
Needed as long as this passes: tests/chat/compat/test_created_role.py
"""

import discord


def remember(role: discord.Role) -> None:
    """Put `role`, as Discord answered it, where its server's roles are looked up."""
    if role.guild.get_role(role.id) is None:
        role.guild._add_role(role)
