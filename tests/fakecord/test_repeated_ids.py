"""Ids that repeat, ids that are too large, and files that were not sent."""

from typing import Any

import pytest

from fakecord import DiscordServer, Guild
from tests.fakecord.conftest import Api

V2 = 1 << 15


def button(custom_id: str, number: int) -> dict[str, Any]:
    return {"type": 2, "style": 1, "label": "Go", "custom_id": custom_id, "id": number}


def row(*components: dict[str, Any]) -> dict[str, Any]:
    return {"components": [{"type": 1, "components": list(components)}]}


REFUSED: list[tuple[dict[str, Any], str]] = [
    (row(button("a", 7), button("b", 7)), "COMPONENT_ID_DUPLICATED"),
    (row(button("a", 1 << 31)), "NUMBER_TYPE_MAX"),
    (row(button("a", -4)), "NUMBER_TYPE_MIN"),
    ({"flags": V2, "components": [{"type": 13, "file": {"url": "attachment://minutes.pdf"}}]},
     "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND"),
    ({"content": "<@1>", "allowed_mentions": {"users": ["1", "2", "1"]}}, "SET_TYPE_ALREADY_CONTAINS_VALUE"),
    ({"content": "<@1>", "allowed_mentions": {"roles": ["5", 5]}}, "SET_TYPE_ALREADY_CONTAINS_VALUE"),
    ({"content": "<@1>", "allowed_mentions": {"parse": ["users", "users"]}}, "SET_TYPE_ALREADY_CONTAINS_VALUE"),
    ({"content": "<@1>", "allowed_mentions": {"parse": ["users"], "users": ["1"]}}, "PARSE_EXCLUSIVE"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "code"), REFUSED, ids=lambda value: value if isinstance(value, str) else "")
async def test_it_is_refused(body: dict[str, Any], code: str, server: DiscordServer, guild: Guild, api: Api) -> None:
    status, _answer = await api("POST", f"/channels/{guild.channel('general').id}/messages", body)
    assert status == 400
    assert code in server.violations[0].text


async def test_zero_counts_as_no_id(server: DiscordServer, guild: Guild, api: Api) -> None:
    body = row(button("a", 0), button("b", 0))
    _status, sent = await api("POST", f"/channels/{guild.channel('general').id}/messages", body)
    assert [c["id"] for c in sent["components"][0]["components"]] == [2, 3]
    assert server.violations == []


async def test_an_embed_loses_a_picture_that_was_not_sent(guild: Guild, api: Api) -> None:
    body = {"embeds": [{"title": "Map", "image": {"url": "attachment://map.png"}}]}
    _status, sent = await api("POST", f"/channels/{guild.channel('general').id}/messages", body)
    assert "image" not in sent["embeds"][0]
