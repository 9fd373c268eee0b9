"""discord.py 2.7.1 opens an HTTP session for each attempt to log in, and leaves the session before it open.

We try until Discord can be reached. There is no public way to close the session without closing the client for good.

Upstream: no issue found.
Needed as long as this passes: tests/chat/compat/test_login_session.py
"""

import discord


async def close_session(client: discord.Client) -> None:
    """After an attempt to log in has failed; the next attempt opens another session."""
    await client.http.close()
    client.http.connector = discord.utils.MISSING  # it was closed with the session
