"""compat/interaction_fields.py"""

from typing import Any

import discord
import pytest

from bot.chat.compat.interaction_fields import completed
from tests.chat.compat.conftest import CHANNEL, INTERACTION, OfflineClient


def without(field: str) -> Any:
    return {name: value for name, value in INTERACTION.items() if name != field}


async def test_discord_py_insists_on_the_size_limit(client: OfflineClient, guild: discord.Guild) -> None:
    with pytest.raises(KeyError, match="attachment_size_limit"):
        discord.Interaction(data=without("attachment_size_limit"), state=client.state)


async def test_discord_py_does_not_look_at_the_channel_id(client: OfflineClient, guild: discord.Guild) -> None:
    assert discord.Interaction(data=without("channel"), state=client.state).channel is None


@pytest.mark.parametrize("field", ["attachment_size_limit", "channel"])
async def test_ours_needs_neither(client: OfflineClient, guild: discord.Guild, field: str) -> None:
    data: Any = completed(without(field))
    interaction = discord.Interaction(data=data, state=client.state)
    assert interaction.channel == guild.get_channel(CHANNEL)
    assert interaction.filesize_limit > 0


USER = {"id": "7", "username": "awa", "discriminator": "0", "avatar": None, "global_name": None}
MEMBER = {"user": USER, "roles": [], "flags": 0, "joined_at": None, "permissions": "0"}


@pytest.mark.parametrize("field", ["version", "locale", "entitlements", "authorizing_integration_owners", "context"])
async def test_a_field_that_is_null_or_missing_is_as_none(
    client: OfflineClient, guild: discord.Guild, field: str
) -> None:
    for event in (without(field), INTERACTION | {field: None}):
        assert discord.Interaction(data=_completed(event), state=client.state).locale is discord.Locale.american_english


@pytest.mark.parametrize("field", ["poll", "thread", "role_subscription_data", "edited_timestamp"])
async def test_null_within_the_message_is_as_none(client: OfflineClient, guild: discord.Guild, field: str) -> None:
    message = {"id": "8", "channel_id": str(CHANNEL), "author": USER, "type": 0, "attachments": [], "embeds": []}
    message |= {"mentions": [], "mention_roles": [], "mention_everyone": False, "pinned": False, "tts": False}
    message |= {"content": "", "timestamp": "2021-03-15T10:00:00+00:00", "edited_timestamp": None, field: None}
    interaction = discord.Interaction(data=_completed(INTERACTION | {"message": message}), state=client.state)
    assert interaction.message
    assert interaction.message.id == 8


@pytest.mark.parametrize("field", ["roles", "flags", "discriminator", "avatar", "global_name", "joined_at"])
async def test_a_member_is_known_by_their_id(client: OfflineClient, guild: discord.Guild, field: str) -> None:
    user = {name: value for name, value in USER.items() if name != field}
    member = {name: value for name, value in MEMBER.items() if name != field} | {"user": user}
    interaction = discord.Interaction(data=_completed(INTERACTION | {"member": member}), state=client.state)
    assert (interaction.user.id, interaction.user.display_name) == (7, "awa")


async def test_entitlements_of_an_unknown_form_are_left_out(client: OfflineClient, guild: discord.Guild) -> None:
    event = _completed(INTERACTION | {"entitlements": [{"id": "1", "type": 99}]})
    assert discord.Interaction(data=event, state=client.state).entitlements == []


def _completed(event: dict[str, Any]) -> Any:
    return completed(event)
