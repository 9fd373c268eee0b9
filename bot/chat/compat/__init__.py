"""Every change to discord.py, one file each.

Each file names the version it was written for, its reason, and the test that runs discord.py without the change. When
that test fails after an upgrade, upstream may have solved the problem: delete the file, its test and its line below.

Not here: `command_tree.py`, `no_blind_retries.py` and `no_redirects.py`, which the client is built with, and
`own_member.py`, `created_role.py` and `login_session.py`, which are called where they are needed.
"""

import discord

from bot.chat.compat import (
    api_address,
    callback_response,
    gateway_keep_alive,
    gateway_socket,
    interaction_fields,
    long_rate_limits,
    outdated_servers,
    rate_limits_without_time,
    reconnect_backoff,
    uncached_member_update,
    unreadable_events,
    voice_state_member,
)


def patch(client: discord.Client, api_url: str) -> None:
    """Change discord.py for this process, and for `client`. `api_url`: such as `https://discord.com/api/v10`."""
    api_address.use(api_url)
    callback_response.patch()
    gateway_keep_alive.patch()
    gateway_socket.patch()
    rate_limits_without_time.patch()
    reconnect_backoff.patch()
    long_rate_limits.patch(client)
    parsers = client._connection.parsers
    interaction_fields.patch(parsers)
    voice_state_member.patch(parsers)
    outdated_servers.patch(client)
    uncached_member_update.patch(client)
    unreadable_events.patch(parsers)  # last, so that it covers those above
