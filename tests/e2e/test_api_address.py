"""The token and people's texts are only sent encrypted, or to this machine."""

import json

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from tests.e2e.command_line import run
from tests.e2e.harness import Bot, Harness, seconds_from_now, session, workshop_file

TOKEN = "MTIzNDU2Nzg5MDEyMzQ1Njc4.an-invented.token-that-no-message-may-hold"


@pytest.mark.parametrize(
    "address",
    [
        "http://discord.example.org/api/v10",
        "http://127.0.0.1.example.org/api/v10",
        f"https://bot:{TOKEN}@discord.com/api/v10",
        f"https://discord.com/api/v10?token={TOKEN}",
        f"https://discord.com/api/v10#{TOKEN}",
        TOKEN,  # in the wrong variable
        "http://[::1/api",
    ],
)
async def test_an_address_is_refused_in_one_sentence(harness: Harness, address: str) -> None:
    harness.configure(workshop_file(session("opening", seconds_from_now(3600), 60)))
    status, errors = await run(harness.folder, "run", DISCORD_TOKEN=TOKEN, DISCORD_API_URL=address)
    assert status == 2
    assert len(errors.splitlines()) == 1
    assert errors.startswith("DISCORD_API_URL: ")
    assert TOKEN not in errors


@pytest.mark.parametrize("gateway", ["ws://gateway.example.org/", "https://discord.com/", "wss://a@127.0.0.1/", ""])
async def test_a_gateway_that_is_not_encrypted_is_refused(harness: Harness, gateway: str) -> None:
    harness.configure(workshop_file(session("opening", seconds_from_now(3600), 60)))
    limits = {"total": 1000, "remaining": 1000, "reset_after": 1, "max_concurrency": 1}
    answer = {"url": gateway, "shards": 1, "session_start_limit": limits}
    harness.server.faults.refuse("GET", "/gateway/bot$", 200, page=json.dumps(answer))
    status, errors = await run(harness.folder, "run", DISCORD_TOKEN="e2e.token", DISCORD_API_URL=harness.server.url)
    assert status == 1
    assert "does not begin with `wss://`" in errors.splitlines()[-1]


async def test_a_redirect_is_not_followed(harness: Harness) -> None:
    harness.configure(workshop_file(session("opening", seconds_from_now(3600), 60)))
    reached: list[str] = []

    async def listen(request: web.Request) -> web.Response:
        reached.append(request.path)
        return web.json_response({})

    theirs, ours = web.Application(), web.Application()
    theirs.router.add_route("*", "/{path:.*}", listen)
    async with TestServer(theirs) as away:

        async def redirect(request: web.Request) -> web.Response:
            return web.Response(status=307, headers={"Location": str(away.make_url(request.path))})

        ours.router.add_route("*", "/{path:.*}", redirect)
        async with TestServer(ours) as home:
            bot = await Bot.start(harness.folder, str(home.make_url("/api/v10")))
            harness.bots.append(bot)
            await harness.eventually(lambda: "Discord could not be reached" in bot.log())
            assert "redirected" in bot.log()
            assert await bot.terminate() == 0
    assert reached == []
