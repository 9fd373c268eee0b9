"""discord.py 2.7.1 does not tell how long a dead gateway connection had been silent, and notices it after 60 seconds.

A heartbeat without its acknowledgement means that the connection is dead (Discord, Gateway, Heartbeat Interval).
discord.py waits 60 seconds whatever interval Discord announces. When it then reports that a shard is disconnected, it
does not say since when nothing was received. We need that to know which attendance is uncertain.

Upstream: https://github.com/Rapptz/discord.py/pull/474 (the fixed timeout)
Needed as long as this passes: tests/chat/compat/test_gateway_keep_alive.py
"""

from __future__ import annotations

import time
from typing import Any

from discord import gateway
from discord.gateway import KeepAliveHandler

DEAD_AFTER = 1.5
"""Heartbeat intervals without anything received, after which the connection is dead."""
AT_LEAST = 7.0
"""The minimum in seconds: a new session waits 5 seconds before it may identify, and nothing is read meanwhile."""
SILENT_AFTER = 1.2
"""Heartbeat intervals: a working connection is never silent for longer, since each heartbeat is answered at once."""

_handlers: dict[int | None, MeasuringKeepAlive] = {}
"""The handler of each shard's last connection."""


class MeasuringKeepAlive(KeepAliveHandler):
    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        if self.interval:
            self.heartbeat_timeout = self.ws._max_heartbeat_timeout = max(self.interval * DEAD_AFTER, AT_LEAST)
        _handlers[self.shard_id] = self

    @property
    def silence(self) -> float:
        """Seconds since something was received, if that is longer than a living connection is ever silent; else 0."""
        silent = time.perf_counter() - self._last_recv
        return silent if self.interval and silent > self.interval * SILENT_AFTER else 0.0


def silence(shard: int) -> float:
    """For how many seconds the last connection of `shard` had been dead before anybody noticed."""
    handler = _handlers.get(shard)
    return handler.silence if handler else 0.0


def patch() -> None:
    gateway.KeepAliveHandler = MeasuringKeepAlive  # type: ignore[assignment,misc]
