"""compat/created_role.py"""

from typing import Any

import discord
import pytest

from bot.chat.compat import created_role
from tests.chat.compat.conftest import OfflineClient

ROLE: Any = {"id": "9", "name": "Organisers", "permissions": "0", "position": 1}


@pytest.fixture
def reachable(client: OfflineClient, guild: discord.Guild, monkeypatch: pytest.MonkeyPatch) -> discord.Guild:
    """The server, in which a role can be created."""

    async def create_role(guild_id: int, **fields: Any) -> Any:
        return ROLE

    monkeypatch.setattr(client.http, "create_role", create_role)
    return guild


async def test_discord_py_forgets_what_was_created(reachable: discord.Guild) -> None:
    role = await reachable.create_role(name="Organisers")
    assert reachable.get_role(role.id) is None


async def test_ours_is_found_and_the_event_replaces_it(client: OfflineClient, reachable: discord.Guild) -> None:
    role = await reachable.create_role(name="Organisers")
    created_role.remember(role)
    assert reachable.get_role(role.id) is role
    client.state.parsers["GUILD_ROLE_CREATE"]({"guild_id": str(reachable.id), "role": ROLE | {"position": 4}})
    known = reachable.get_role(role.id)
    assert known is not None
    assert known.position == 4
