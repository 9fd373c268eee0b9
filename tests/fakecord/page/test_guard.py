"""Only a browser on this machine that has the page's address can use it, and no other site can."""

from collections.abc import AsyncIterator
from urllib.parse import urlsplit

import aiohttp
import pytest

from fakecord import DiscordServer, Guild, Permission, Person
from fakecord.page import PageServer


@pytest.fixture
async def page(server: DiscordServer, guild: Guild, person: Person) -> AsyncIterator[PageServer]:
    async with PageServer(server, guild) as running:
        yield running


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as opened:
        yield opened


async def test_it_listens_on_loopback_alone_and_says_how_strict_the_browser_must_be(
    page: PageServer, session: aiohttp.ClientSession
) -> None:
    assert urlsplit(page.url).hostname == "127.0.0.1"
    async with session.get(page.url) as answer:
        assert answer.status == 200
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        html = await answer.text()
    assert "<style" not in html
    assert " style=" not in html
    assert "<script>" not in html


@pytest.mark.parametrize("path", ["", "wrong/", "wrong/live", "static/main.js", "../"])
async def test_without_the_secret_nothing_is_there(page: PageServer, session: aiohttp.ClientSession, path: str) -> None:
    root = "http://" + urlsplit(page.url).netloc + "/"
    async with session.get(root + path) as answer:
        assert answer.status == 404


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "127.0.0.1.evil.example:80"])
async def test_another_host_is_refused(page: PageServer, session: aiohttp.ClientSession, host: str) -> None:
    async with session.get(page.url, headers={"Host": host}) as answer:
        assert answer.status == 403


@pytest.mark.parametrize("origin", [None, "null", "http://evil.example", "https://127.0.0.1"])
async def test_what_another_page_sends_is_refused(
    page: PageServer, session: aiohttp.ClientSession, person: Person, guild: Guild, origin: str | None
) -> None:
    headers = {"Origin": origin} if origin else {}
    sent = {"as": str(person.id), "in": str(guild.channel("general").id), "text": "forged"}
    async with session.post(page.url + "do/send", data=sent, headers=headers) as answer:
        assert answer.status == 403
    with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
        await session.ws_connect(page.url + f"live?as={person.id}", headers=headers)
    assert refused.value.status == 403
    assert guild.channel("general").messages == []


async def test_what_the_page_sends_is_taken(
    page: PageServer, session: aiohttp.ClientSession, person: Person, guild: Guild
) -> None:
    headers = {"Origin": "http://" + urlsplit(page.url).netloc}
    sent = {"as": str(person.id), "in": str(guild.channel("general").id), "text": "honest"}
    async with session.post(page.url + "do/send", data=sent, headers=headers) as answer:
        assert await answer.json() == {}
    assert [m.content for m in guild.channel("general").messages] == ["honest"]


async def test_one_reads_and_does_only_what_the_person_may(
    page: PageServer, session: aiohttp.ClientSession, server: DiscordServer, guild: Guild, person: Person
) -> None:
    """A window that asks for a hidden channel, a message there, or somebody who is not played gets nothing."""
    secret = guild.new_channel("secret")
    secret.set_overwrite(guild.everyone, deny=int(Permission.VIEW_CHANNEL))
    server.owner(guild).say(secret, "for the owner")
    headers = {"Origin": "http://" + urlsplit(page.url).netloc}
    async with session.get(page.url, params={"as": str(server.bot.id)}) as answer:
        assert answer.status == 404
    async with session.ws_connect(page.url + f"live?as={person.id}", headers=headers) as socket:
        await socket.send_json({"in": str(secret.id)})
        update = await socket.receive_json()
        assert "log" not in update
        assert "secret" not in str(update)
    sent = {"as": str(person.id), "in": str(secret.id), "text": "me too"}
    async with session.post(page.url + "do/send", data=sent, headers=headers) as answer:
        assert "problem" in await answer.json()
