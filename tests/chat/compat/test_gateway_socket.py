"""compat/gateway_socket.py"""

import json
import re

import pytest
import yarl
from discord.gateway import DiscordWebSocket
from discord.shard import Shard

from bot.chat.compat.gateway_socket import RobustWebSocket
from tests.chat.compat.conftest import OfflineClient, websocket

NOTHING = json.dumps({"op": 11, "d": None, "s": None, "t": None})
"""A frame that changes nothing: a heartbeat's acknowledgement."""


async def test_a_frame_that_is_no_json_raises_what_a_shard_does_not_handle(client: OfflineClient) -> None:
    broken = websocket(client, "<html>")
    with pytest.raises(json.JSONDecodeError) as raised:
        await broken.poll_event()
    shard = Shard(broken, client, print)  # type: ignore[arg-type]
    assert not isinstance(raised.value, shard._handled_exceptions)


async def test_nothing_else_runs_between_frames_that_are_waiting(client: OfflineClient) -> None:
    await client._async_setup_hook()
    busy, ran = websocket(client, NOTHING, NOTHING), list[bool]()
    client.loop.call_soon(ran.append, True)
    await busy.poll_event()
    await busy.poll_event()
    assert ran == []


class NoHttp:
    async def ws_connect(self, url: str) -> None:
        raise Reached(url)


class Reached(Exception):
    """A gateway was asked for; the message is its address."""


INSECURE = yarl.URL("ws://gateway.example.org/")


async def test_it_resumes_at_an_address_that_is_not_encrypted(client: OfflineClient) -> None:
    client.http = NoHttp()  # type: ignore[assignment]
    with pytest.raises(Reached, match=r"ws://gateway\.example\.org/"):
        await DiscordWebSocket.from_client(client, gateway=INSECURE, resume=True)


@pytest.mark.parametrize(
    ("named", "taken"),
    [
        (INSECURE, "wss://gateway.discord.gg/"),
        (yarl.URL("https://gateway.example.org/"), "wss://gateway.discord.gg/"),
        (yarl.URL("wss://token@gateway.example.org/"), "wss://gateway.discord.gg/"),
        (yarl.URL("wss://gateway.example.org/"), "wss://gateway.example.org/"),
        (yarl.URL("ws://127.0.0.1:8080/"), "ws://127.0.0.1:8080/"),
        (None, "wss://gateway.discord.gg/"),
    ],
)
async def test_ours_resumes_where_nobody_can_read_the_token(
    client: OfflineClient, monkeypatch: pytest.MonkeyPatch, named: yarl.URL | None, taken: str
) -> None:
    monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL("wss://gateway.discord.gg/"))
    client.http = NoHttp()  # type: ignore[assignment]
    with pytest.raises(Reached, match=re.escape(taken)):
        await RobustWebSocket.from_client(client, gateway=named, resume=True)
