"""The heartbeat of a gateway connection: finds out that Discord has fallen silent, and since when."""

from __future__ import annotations

import time
from typing import Any

from discord.gateway import KeepAliveHandler

MISSED = 1.5
"""Intervals without a word after which the connection is dead: a heartbeat stayed without its acknowledgement
(Discord, Gateway, Heartbeat Interval). discord.py has 60 seconds, whatever interval Discord announces."""

LEAST = 7.0
"""Seconds: a new session waits 5 of them for its turn to identify, and nobody listens meanwhile."""
SILENT = 1.2
"""Intervals for which a living connection is never silent: each heartbeat is answered at once."""

_hearts: dict[int | None, Heart] = {}


class Heart(KeepAliveHandler):
    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        if self.interval:
            self.heartbeat_timeout = self.ws._max_heartbeat_timeout = max(self.interval * MISSED, LEAST)
        _hearts[self.shard_id] = self

    @property
    def silence(self) -> float:
        """Seconds since a word from Discord, where that is longer than a living connection is ever silent; else 0."""
        silent = time.perf_counter() - self._last_recv
        return silent if self.interval and silent > self.interval * SILENT else 0.0


def silence(shard: int) -> float:
    """How long that shard's last connection had been dead unnoticed, in seconds."""
    heart = _hearts.get(shard)
    return heart.silence if heart else 0.0
