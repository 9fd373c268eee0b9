"""A rehearsal's clock, shared over loopback: the stage sets it, the bot follows.

Each setting is a line of JSON. When the line breaks the rehearsal is over, and so is the bot in it.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import Callable
from datetime import datetime

from bot.scheduling.clock import RehearsedClock, Setting

REMEMBERED = 2_000
"""So many settings back, about a minute of a rehearsal, the bot can tell how late it is; each play makes as many."""


def _line(setting: Setting) -> bytes:
    return json.dumps({"at": setting.at.isoformat(), "real": setting.real, "speed": setting.speed}).encode() + b"\n"


def _setting(line: bytes) -> Setting:
    it = json.loads(line)
    return Setting(datetime.fromisoformat(it["at"]), it["real"], it["speed"])


class ClockLine:
    """Tells everyone who listens how the clock is set, now and at each change."""

    def __init__(self, clock: RehearsedClock) -> None:
        self._clock = clock
        self._listeners: set[asyncio.StreamWriter] = set()
        self._server: asyncio.Server | None = None

    async def open(self) -> str:
        """Listen on a free port of loopback; returns `host:port`."""
        self._server = await asyncio.start_server(self._welcome, "127.0.0.1", 0)
        self._clock.on_change(self._tell)
        host, port = self._server.sockets[0].getsockname()[:2]
        return f"{host}:{port}"

    async def close(self) -> None:
        for listener in self._listeners:
            listener.close()
        if self._server:
            self._server.close()

    async def _welcome(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(_line(self._clock.setting))
        self._listeners.add(writer)
        with contextlib.suppress(ConnectionError):
            await reader.read()  # until they hang up
        self._listeners.discard(writer)
        writer.close()

    def _tell(self) -> None:
        for listener in self._listeners:
            listener.write(_line(self._clock.setting))


async def follow(address: str, when_it_breaks: Callable[[], None]) -> tuple[RehearsedClock, asyncio.Task[None]]:
    """A clock set from `address`, and the task that keeps it so."""
    host, _, port = address.rpartition(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    clock = RehearsedClock(_setting(await reader.readline()), remembered=REMEMBERED)

    async def keep() -> None:
        with contextlib.suppress(ConnectionError):
            while line := await reader.readline():
                clock.set(_setting(line))
        writer.close()
        when_it_breaks()

    return clock, asyncio.create_task(keep(), name="rehearsed clock")


async def told_by(address: str) -> datetime:
    """The time that it is at `address` now, for who needs it once."""
    host, _, port = address.rpartition(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    try:
        return RehearsedClock(_setting(await reader.readline())).now()
    finally:
        writer.close()
