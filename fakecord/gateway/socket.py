"""One websocket of the bot, without the gateway's protocol."""

import asyncio
import json
from contextlib import suppress

from aiohttp import WSMessage, web

from fakecord.errors import Json


class Socket:
    """Sends frames in order, in a task of its own."""

    def __init__(self) -> None:
        self._websocket = web.WebSocketResponse(timeout=1.0, autoping=True, max_msg_size=0, compress=False)
        self._request: web.Request | None = None
        self._outgoing: asyncio.Queue[str | None] = asyncio.Queue()
        self._writer: asyncio.Task[None] | None = None
        self.frozen = False
        """Whether frames are lost in both directions, as if a router dropped the connection."""

    async def open(self, request: web.Request) -> web.WebSocketResponse:
        self._request = request
        await self._websocket.prepare(request)
        self._writer = asyncio.create_task(self._write())
        return self._websocket

    @property
    def close_code(self) -> int | None:
        return self._websocket.close_code

    def send(self, frame: Json) -> None:
        self.send_text(json.dumps(frame))

    def send_text(self, frame: str) -> None:
        self._outgoing.put_nowait(frame)

    async def receive(self, timeout_s: float) -> WSMessage:
        return await self._websocket.receive(timeout=timeout_s)

    async def drop(self, code: int | None) -> None:
        """Close with `code`; without one cut the TCP connection."""
        if code is not None:
            await self._websocket.close(code=code)
        elif self._request and self._request.transport:
            self._request.transport.abort()

    async def flush_and_close(self, code: int, reason: str) -> None:
        """Send what is waiting, for a second at most, then close."""
        with suppress(TimeoutError):
            async with asyncio.timeout(1.0):
                await self._outgoing.join()
        await self._websocket.close(code=code, message=reason.encode())

    def stop(self) -> None:
        if self._writer:
            self._writer.cancel()

    async def _write(self) -> None:
        while (frame := await self._outgoing.get()) is not None:
            if self._websocket.closed:
                return
            try:
                if not self.frozen:
                    await self._websocket.send_str(frame)
            except (ConnectionError, RuntimeError):
                return
            self._outgoing.task_done()
