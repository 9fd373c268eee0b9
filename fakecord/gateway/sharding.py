"""Sharding: how many shards a bot should have, how many it must have, and how fast they may identify.

https://discord.com/developers/docs/events/gateway#sharding
"""

import math
import time
from typing import Any

from fakecord.errors import Json
from fakecord.model.guild import Guilds
from fakecord.portal import DeveloperPortal

GUILDS_PER_SHARD, MAX_GUILDS_PER_SHARD = 1000, 2500
IDENTIFIES_PER_DAY = 1000


class Sharding:
    """Counts the sessions that identify."""

    def __init__(self, portal: DeveloperPortal, guilds: Guilds) -> None:
        self._portal = portal
        self._guilds = guilds
        self._last_identify: dict[int, float] = {}
        self.identifies = 0
        self.rejected_identifies = 0
        self.max_guilds_per_shard = MAX_GUILDS_PER_SHARD

    def payload(self) -> Json:
        """`shards` and `session_start_limit` of Get Gateway Bot."""
        guilds = sum(guild.has_bot for guild in self._guilds.values())
        limit = {
            "total": IDENTIFIES_PER_DAY,
            "remaining": max(0, IDENTIFIES_PER_DAY - self.identifies),
            "reset_after": 0,
            "max_concurrency": self._portal.max_concurrency,
        }
        shards = self._portal.shards or max(1, math.ceil(guilds / GUILDS_PER_SHARD))
        return {"shards": shards, "session_start_limit": limit}

    def may_identify(self, shard: int) -> bool:
        """One Identify every five seconds for each rate limit key, `shard % max_concurrency`.

        https://discord.com/developers/docs/events/gateway#rate-limiting
        """
        now = time.monotonic()
        key = shard % self._portal.max_concurrency
        if now - self._last_identify.get(key, -math.inf) < self._portal.identify_every_s:
            self.rejected_identifies += 1
            return False
        self._last_identify[key] = now
        self.identifies += 1
        return True

    def has_too_many_guilds(self, shard: tuple[int, int]) -> bool:
        number, count = shard
        here = [g for g in self._guilds.values() if g.has_bot and (g.id >> 22) % count == number]
        return len(here) > self.max_guilds_per_shard


def parse_shard(value: Any) -> tuple[int, int] | None:
    """`shard` of an Identify as (number, count); (0, 1) if it is missing, None if it is invalid."""
    if value is None:
        return 0, 1
    is_pair = isinstance(value, list) and len(value) == 2 and all(type(each) is int for each in value)
    return (value[0], value[1]) if is_pair and 0 <= value[0] < value[1] else None
