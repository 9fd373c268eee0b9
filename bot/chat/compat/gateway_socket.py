"""discord.py 2.7.1 ends the bot over a frame that it cannot read, and reads all that has arrived without a pause.

- A frame that is no JSON, such as the page of a proxy, raises an error that `Shard.worker` does not know: the client
  ends for good. A `ConnectionError` makes it connect again.
- While frames are waiting, reading the next one never yields to the event loop. After 300 people have pressed a button
  nothing else runs until all 300 frames are read.

Upstream: https://github.com/Rapptz/discord.py/issues/443 (the first point)
Needed as long as these pass: tests/chat/compat/test_gateway_socket.py
"""

import asyncio
import zlib

from discord import shard
from discord.gateway import DiscordWebSocket

UNREADABLE = (ValueError, LookupError, TypeError, AttributeError, zlib.error)
"""What discord.py raises over a frame that is not as it should be."""


class RobustWebSocket(DiscordWebSocket):
    async def poll_event(self) -> None:
        try:
            await super().poll_event()
        except UNREADABLE as error:
            await self.close()
            raise ConnectionError("Discord's gateway sent a frame that cannot be read") from error
        await asyncio.sleep(0)


def patch() -> None:
    shard.DiscordWebSocket = RobustWebSocket  # type: ignore[misc]
