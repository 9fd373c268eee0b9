"""compat/gateway_keep_alive.py"""

from types import SimpleNamespace
from typing import Any

from bot.chat.compat.gateway_keep_alive import MeasuringKeepAlive

WEBSOCKET = SimpleNamespace(_max_heartbeat_timeout=60.0, thread_id=0)


def test_discord_py_waits_60_seconds_whatever_the_interval_and_tells_nobody_of_the_silence() -> None:
    original: Any = MeasuringKeepAlive.__base__
    handler = original(ws=WEBSOCKET, interval=10.0, shard_id=0)
    assert handler.heartbeat_timeout == 60.0
    assert [name for name in dir(handler) if "recv" in name or "silen" in name] == ["_last_recv"]


def test_ours_follows_the_interval() -> None:
    websocket = SimpleNamespace(**vars(WEBSOCKET))
    handler = MeasuringKeepAlive(ws=websocket, interval=10.0, shard_id=0)
    assert (handler.heartbeat_timeout, websocket._max_heartbeat_timeout) == (15.0, 15.0)
    assert handler.silence == 0.0
    handler._last_recv -= 12.5
    assert 12.5 <= handler.silence < 15
