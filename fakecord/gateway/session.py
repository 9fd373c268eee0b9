"""A gateway session: what the bot asked for, and the events it was sent, so that they can be sent again.

https://discord.com/developers/docs/events/gateway#resuming
"""

import json
import secrets
import time
from collections import deque
from dataclasses import dataclass, field
from typing import Any

from fakecord.errors import Json
from fakecord.gateway.intents import Intent, intent_of, is_about_bot
from fakecord.gateway.optional_fields import without_optional_fields
from fakecord.gateway.socket import Socket
from fakecord.snowflakes import Snowflake

MAX_REPLAYED = 20_000
RESUMABLE_S = 180.0


@dataclass(eq=False)
class Session:
    """It outlives a dropped connection for a while. `lost_at` is monotonic."""

    intents: Intent
    shard: tuple[int, int]
    large_threshold: int
    bot_id: int
    omits_optional_fields: bool
    socket: Socket | None = None
    id: str = field(default_factory=lambda: secrets.token_hex(16))
    sequence: int = 0
    has_guilds: bool = False
    resumable: bool = True
    lost_at: float | None = None
    _sent: deque[tuple[int, str]] = field(default_factory=lambda: deque(maxlen=MAX_REPLAYED))

    @property
    def connected(self) -> bool:
        return self.socket is not None

    def serves(self, guild: Snowflake | None) -> bool:
        """Events of a guild go to shard (id >> 22) % count; events without a guild go to shard 0."""
        number, count = self.shard
        return ((guild.id >> 22) % count if guild else 0) == number

    def wants(self, event: str, payload: Json, guild: Snowflake | None) -> bool:
        needed = intent_of(event, direct=guild is None)
        return needed in self.intents or is_about_bot(event, payload, self.bot_id)

    def dispatch(self, event: str, payload: Any) -> None:
        self.sequence += 1
        if self.omits_optional_fields:
            payload = without_optional_fields(event, payload, self.bot_id)
        frame = json.dumps({"op": 0, "s": self.sequence, "t": event, "d": payload})
        self._sent.append((self.sequence, frame))
        if self.socket:
            self.socket.send_text(frame)

    def can_resume(self) -> bool:
        return self.resumable and (self.lost_at is None or time.monotonic() - self.lost_at < RESUMABLE_S)

    def missed_since(self, sequence: int) -> list[str] | None:
        """The frames sent after `sequence`; None if some of them are no longer stored."""
        frames = [frame for number, frame in self._sent if number > sequence]
        return frames if len(frames) == self.sequence - sequence else None
