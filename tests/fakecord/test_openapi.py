"""fakecord's answers have the shape that Discord's OpenAPI document gives.

The `server` fixture checks that after every test. The tests here are skipped if the document is missing.
"""

import pytest

from fakecord import DiscordServer, Guild, Person
from tests.fakecord.conftest import Api
from tests.fakecord.openapi import openapi

OF_A_GUILD = ("", "/channels", "/roles", "/members?limit=5", "/members/{person}", "/scheduled-events")


async def test_answers_match_discords_description(
    server: DiscordServer, guild: Guild, person: Person, api: Api
) -> None:
    document = openapi()
    if document is None:
        pytest.skip("DISCORD_OPENAPI names no file")
    for path in OF_A_GUILD:
        assert (await api("GET", f"/guilds/{guild.id}{path}".format(person=person.id)))[0] == 200
    for path in ("/applications/@me", "/users/@me", "/gateway/bot", "/users/@me/guilds", f"/users/{person.id}"):
        assert (await api("GET", path))[0] == 200
    assert document.differences_of_all(server.log) == []


async def test_a_wrong_answer_is_noticed(server: DiscordServer, guild: Guild, api: Api) -> None:
    document = openapi()
    if document is None:
        pytest.skip("DISCORD_OPENAPI names no file")
    await api("GET", f"/guilds/{guild.id}/roles")
    entry = server.log.pop()
    del entry.answer[0]["name"]
    assert document.differences_of_all([entry]) == [
        "GET /guilds/{guild_id}/roles: [0]: 'name' is a required property (within [0])"
    ]
