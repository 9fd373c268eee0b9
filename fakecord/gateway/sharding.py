"""How many shards a bot should have, how many it must have, and how fast they may identify.

https://discord.com/developers/docs/events/gateway#sharding
"""

from __future__ import annotations

import math
import time
from typing import TYPE_CHECKING, Any

from fakecord.errors import Json

if TYPE_CHECKING:
    from fakecord.world import World

RECOMMENDED_GUILDS, MOST_GUILDS = 1000, 2500
STARTS_A_DAY = 1000


class Sharding:
    """Counts what identifies."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._last: dict[int, float] = {}
        self.starts = 0
        self.told_to_wait = 0
        self.most_guilds = MOST_GUILDS

    def payload(self) -> Json:
        """What `/gateway/bot` says of it."""
        portal = self._world.portal
        guilds = sum(guild.has_bot for guild in self._world.guilds.values())
        limits = {
            "total": STARTS_A_DAY,
            "remaining": max(0, STARTS_A_DAY - self.starts),
            "reset_after": 0,
            "max_concurrency": portal.max_concurrency,
        }
        shards = portal.shards or max(1, math.ceil(guilds / RECOMMENDED_GUILDS))
        return {"url": self._world.gateway_url, "shards": shards, "session_start_limit": limits}

    def may_identify(self, number: int) -> bool:
        """One identify every five seconds for each remainder of shard numbers by `max_concurrency`; else op 9.

        https://discord.com/developers/docs/events/gateway#rate-limiting
        """
        portal, now = self._world.portal, time.monotonic()
        key = number % portal.max_concurrency
        if now - self._last.get(key, -math.inf) < portal.identify_every_s:
            self.told_to_wait += 1
            return False
        self._last[key] = now
        self.starts += 1
        return True

    def has_too_many_guilds(self, shard: tuple[int, int]) -> bool:
        number, count = shard
        here = [g for g in self._world.guilds.values() if g.has_bot and (g.id >> 22) % count == number]
        return len(here) > self.most_guilds


def parse_shard(value: Any) -> tuple[int, int] | None:
    """`[number, count]` of an Identify, the only one where it says nothing; None where it is no such thing."""
    if value is None:
        return 0, 1
    whole = isinstance(value, list) and len(value) == 2 and all(type(each) is int for each in value)
    return (value[0], value[1]) if whole and 0 <= value[0] < value[1] else None
