"""compat/login_session.py"""

from typing import Any

import discord
import pytest

from bot.chat.compat.login_session import close_session


class Unreachable(Exception):
    """Discord is not there."""


async def test_a_failed_login_leaves_its_session_open(monkeypatch: pytest.MonkeyPatch) -> None:
    client = discord.Client(intents=discord.Intents.none())

    async def fail(*args: Any, **options: Any) -> None:
        raise Unreachable

    monkeypatch.setattr(client.http, "request", fail)
    with pytest.raises(Unreachable):
        await client.login("token")
    first: Any = vars(client.http)["_HTTPClient__session"]
    with pytest.raises(Unreachable):
        await client.login("token")
    assert not first.closed
    second: Any = vars(client.http)["_HTTPClient__session"]
    await close_session(client)
    assert second.closed
    await first.close()
