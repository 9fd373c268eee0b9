"""discord.py 2.7.1 opens an HTTP session for each attempt to log in, and does not close the previous one.

We try until Discord can be reached. There is no public way to close the session without closing the client for good.

Upstream: no issue found.
Needed as long as this passes: tests/chat/compat/test_login_session.py
"""

import discord


async def close_session(client: discord.Client) -> None:
    """Close the session after an attempt to log in has failed. The next attempt opens another one."""
    await client.http.close()
    client.http.connector = discord.utils.MISSING  # it was closed with the session
