"""compat/gateway_socket.py"""

from __future__ import annotations

import json

import pytest
from discord.shard import Shard

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
