"""discord.py 2.7.1 ends the bot over a frame that it cannot read, and reads all that has arrived without a pause.

- A frame that is no JSON, such as the page of a proxy, raises an error that `Shard.worker` does not know: the client
  ends for good. A `ConnectionError` makes it connect again.
- It resumes a session at whatever address the gateway named, encrypted or not, and sends the token there.
- While frames are waiting, reading the next one never yields to the event loop. After 300 people have pressed a button
  nothing else runs until all 300 frames are read.

Upstream: https://github.com/Rapptz/discord.py/issues/443 (the first point)
Needed as long as these pass: tests/chat/compat/test_gateway_socket.py
"""

import asyncio
import logging
import zlib
from typing import Any, Self

import discord
import yarl
from discord import shard
from discord.gateway import DiscordWebSocket

from bot.chat.compat.api_address import is_gateway

log = logging.getLogger(__name__)

UNREADABLE = (ValueError, LookupError, TypeError, AttributeError, zlib.error)
"""The errors that discord.py raises for an invalid frame."""


class RobustWebSocket(DiscordWebSocket):
    @classmethod
    async def from_client(cls, client: discord.Client, *, gateway: yarl.URL | None = None, **options: Any) -> Self:
        """Connect to `gateway` if the token may be sent there. Else connect to the one that the API named."""
        if gateway and not is_gateway(str(gateway)):
            log.warning("The gateway named an address for resuming that is not encrypted; it is not used")
            gateway = None
        return await super().from_client(client, gateway=gateway, **options)

    async def poll_event(self) -> None:
        try:
            await super().poll_event()
        except UNREADABLE as error:
            await self.close()
            raise ConnectionError("Discord's gateway sent a frame that cannot be read") from error
        await asyncio.sleep(0)


def patch() -> None:
    shard.DiscordWebSocket = RobustWebSocket  # type: ignore[misc]
