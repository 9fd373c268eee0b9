"""A request with a field that fakecord does not model is refused, and the violation names the field."""

from typing import Any

import pytest

from fakecord import DiscordServer, Guild, Person
from tests.fakecord.conftest import Api

CHANNEL = "/channels/{channel}/messages"
UNMODELLED: list[tuple[str, str, Any, str]] = [
    ("POST", CHANNEL, {"content": "Hello", "sticker_ids": ["1"]}, "sticker_ids"),
    ("POST", CHANNEL, {"content": "Hello", "embeds": [{"title": "A", "video": {"url": "a"}}]}, "embeds.0.video"),
    ("POST", CHANNEL, {"components": [{"type": 1, "components": [{"type": 2, "style": 6, "sku_id": "3"}]}]},
     "components.0.components.0.sku_id"),
    ("GET", f"{CHANNEL}?limit=5&author=3", None, "?author"),
    ("POST", "/guilds/{guild}/roles", {"name": "Chair", "unicode_emoji": "🪑"}, "unicode_emoji"),
    ("POST", "/guilds/{guild}/roles", {"name": "Chair", "colors": {"primary_color": 1, "secondary_color": 2}},
     "colors.secondary_color"),
    ("PATCH", "/channels/{channel}", {"name": "lobby", "video_quality_mode": 2}, "video_quality_mode"),
    ("PUT", "/applications/{bot}/commands", [{"name": "hello", "description": "Greets", "handler": 1}], "0.handler"),
    ("POST", f"{CHANNEL}/1/crosspost", None, "404"),
]  # fmt: skip


@pytest.mark.parametrize(("method", "path", "body", "named"), UNMODELLED, ids=[each[3] for each in UNMODELLED])
async def test_it_is_refused_loudly(
    method: str, path: str, body: Any, named: str, server: DiscordServer, guild: Guild, api: Api
) -> None:
    place = path.format(channel=guild.channel("general").id, guild=guild.id, bot=server.bot.id)
    status, _answer = await api(method, place, body)
    assert status == (404 if named == "404" else 501)
    [violation] = server.violations
    assert (violation.method, violation.path) == (method, place.partition("?")[0])
    assert named in str(violation)


async def test_what_is_modelled_passes(server: DiscordServer, guild: Guild, person: Person, api: Api) -> None:
    fine = {"content": "Hello", "tts": False, "allowed_mentions": {"parse": [], "users": [str(person.id)]}}
    colours = {"primary_color": 255, "secondary_color": None, "tertiary_color": None}
    assert (await api("POST", f"/channels/{guild.channel('general').id}/messages", fine))[0] == 200
    assert (await api("POST", f"/guilds/{guild.id}/roles", {"name": "Chair", "colors": colours}))[0] == 200
    assert server.violations == []
