"""A session of the bot: what it asked for, and what it was told, so that it can be told again.

https://discord.com/developers/docs/events/gateway#resuming
"""

from __future__ import annotations

import json
import secrets
import time
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from fakecord.errors import Json
from fakecord.gateway.intents import Intent, always_told, needed_for
from fakecord.gateway.optional_fields import without_optional_fields

if TYPE_CHECKING:
    from fakecord.gateway.connection import Connection
    from fakecord.model.guild import Guild

REMEMBERED = 20_000
RESUMABLE_S = 180.0


@dataclass(eq=False)
class Session:
    """What outlives a dropped connection, for a while."""

    intents: Intent
    shard: tuple[int, int]
    large_threshold: int
    bot_id: int
    is_terse: bool
    id: str = field(default_factory=lambda: secrets.token_hex(16))
    sequence: int = 0
    connection: Connection | None = None
    has_guilds: bool = False
    resumable: bool = True
    lost: float | None = None
    _sent: deque[tuple[int, str]] = field(default_factory=lambda: deque(maxlen=REMEMBERED))

    @property
    def live(self) -> bool:
        return self.connection is not None

    def serves(self, guild: Guild | None) -> bool:
        """Guilds go to shard (id >> 22) % count; what has no guild goes to shard 0."""
        number, count = self.shard
        return ((guild.id >> 22) % count if guild else 0) == number

    def wants(self, event: str, payload: Json, guild: Guild | None) -> bool:
        needed = needed_for(event, direct=guild is None)
        return needed in self.intents or always_told(event, payload, self.bot_id)

    def dispatch(self, event: str, payload: Any) -> None:
        self.sequence += 1
        payload = without_optional_fields(event, payload, self.bot_id) if self.is_terse else payload
        frame = json.dumps({"op": 0, "s": self.sequence, "t": event, "d": payload})
        self._sent.append((self.sequence, frame))
        if self.connection:
            self.connection.send_text(frame)

    def can_resume(self) -> bool:
        return self.resumable and (self.lost is None or time.monotonic() - self.lost < RESUMABLE_S)

    def missed(self, since: int) -> list[str] | None:
        """The frames that came after `since`; None if they are no longer known."""
        frames = [frame for number, frame in self._sent if number > since]
        return frames if len(frames) == self.sequence - since else None
