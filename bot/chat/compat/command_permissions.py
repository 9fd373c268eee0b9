"""discord.py 2.7.1 can ask for the permissions of one command only, and gets 404 for each that has nothing set.

Discord returns what a server's settings allow and forbid for all of our commands in one answer (Get Guild Application
Command Permissions). discord.py's HTTP client has that request, but nothing public calls it.

Upstream: no issue found
Needed as long as this test passes: tests/chat/compat/test_command_permissions.py
"""

import discord
from discord import app_commands


async def command_permissions(
    client: discord.Client, guild: discord.Guild
) -> dict[int, list[app_commands.AppCommandPermissions]]:
    """The permissions by command id. Those for all commands have our application's id.

    Raises `discord.HTTPException`.
    """
    found = await client.http.get_guild_application_command_permissions(client.application_id or 0, guild.id)
    return {
        int(each["id"]): [
            app_commands.AppCommandPermissions(data=one, guild=guild, state=client._connection)
            for one in each["permissions"]
        ]
        for each in found
    }
