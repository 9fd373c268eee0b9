"""compat/voice_state_member.py"""

from typing import Any

import discord

from bot.chat.compat.voice_state_member import completed
from tests.chat.compat.conftest import CHANNEL, GUILD, PERSON, OfflineClient

VOICE_STATE: dict[str, Any] = {
    "guild_id": str(GUILD), "channel_id": str(CHANNEL), "user_id": str(PERSON), "session_id": "x", "deaf": False,
    "mute": False, "self_deaf": False, "self_mute": False, "suppress": False,
}  # fmt: skip


async def test_discord_py_drops_a_voice_state_without_a_member(client: OfflineClient, guild: discord.Guild) -> None:
    client.dispatched.clear()
    client.state.parse_voice_state_update(VOICE_STATE)
    assert client.dispatched == []


async def test_ours_keeps_it(client: OfflineClient, guild: discord.Guild) -> None:
    client.dispatched.clear()
    client.state.parse_voice_state_update(completed(VOICE_STATE))
    assert client.dispatched == ["voice_state_update"]
