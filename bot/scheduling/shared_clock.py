"""The clock of a rehearsal, shared over loopback: the rehearsal sets it, and the bot's process follows.

Each setting is sent as a line of JSON. When the connection ends, the rehearsal is over and the bot stops.
"""

import asyncio
import contextlib
import json
from collections.abc import Callable
from datetime import datetime

from bot.scheduling.clock import RehearsedClock, Setting

MAX_SETTINGS = 2_000
"""How many settings a follower keeps to calculate lateness: those of about a minute of a rehearsal."""


def _line(setting: Setting) -> bytes:
    until = setting.until.isoformat() if setting.until else None
    values = {"at": setting.at.isoformat(), "real": setting.real, "speed": setting.speed, "until": until}
    return json.dumps(values).encode() + b"\n"


def _setting(line: bytes) -> Setting:
    values = json.loads(line)
    until = datetime.fromisoformat(values["until"]) if values["until"] else None
    return Setting(datetime.fromisoformat(values["at"]), values["real"], values["speed"], until)


class ClockServer:
    """Sends the setting of a clock to every connected process, now and after each change."""

    def __init__(self, clock: RehearsedClock) -> None:
        self._clock = clock
        self._followers: set[asyncio.StreamWriter] = set()
        self._server: asyncio.Server | None = None

    async def open(self) -> str:
        """Listen on a free port of loopback. Returns `host:port`."""
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self._clock.on_change(self._send_to_all)
        host, port = self._server.sockets[0].getsockname()[:2]
        return f"{host}:{port}"

    async def close(self) -> None:
        for follower in self._followers:
            follower.close()
        if self._server:
            self._server.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(_line(self._clock.setting))
        self._followers.add(writer)
        with contextlib.suppress(ConnectionError):
            await reader.read()  # until the follower disconnects
        self._followers.discard(writer)
        writer.close()

    def _send_to_all(self) -> None:
        for follower in self._followers:
            follower.write(_line(self._clock.setting))


async def follow(address: str, on_disconnect: Callable[[], None]) -> tuple[RehearsedClock, asyncio.Task[None]]:
    """A clock that follows the one at `address` (`host:port`), and the task that does so until the connection ends."""
    host, _, port = address.rpartition(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    clock = RehearsedClock(_setting(await reader.readline()), max_settings=MAX_SETTINGS)

    async def keep() -> None:
        with contextlib.suppress(ConnectionError):
            while line := await reader.readline():
                clock.set(_setting(line))
        writer.close()
        on_disconnect()

    return clock, asyncio.create_task(keep(), name="rehearsed clock")


async def read_time(address: str) -> datetime:
    """The current time of the clock at `address`."""
    host, _, port = address.rpartition(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    try:
        return RehearsedClock(_setting(await reader.readline())).now()
    finally:
        writer.close()
