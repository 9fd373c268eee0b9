"""Tells systemd that the bot is ready, alive or stopping; does nothing where systemd did not start the bot.

The protocol is a line of text in a datagram (sd_notify(3)), which needs no library.
"""

from __future__ import annotations

import asyncio
import logging
import os
import socket
from collections.abc import Mapping

log = logging.getLogger(__name__)

PINGS_PER_TIMEOUT = 3
"""How many pings are sent within the timeout after which systemd restarts the bot."""


class Systemd:
    """`address` is systemd's socket; `alive_within` is the watchdog's timeout in seconds, None without a watchdog."""

    def __init__(self, address: str | None = None, alive_within: float | None = None) -> None:
        self._address = address
        self._alive_within = alive_within

    @classmethod
    def of(cls, environ: Mapping[str, str]) -> Systemd:
        """From the environment: NOTIFY_SOCKET, and WATCHDOG_USEC where WATCHDOG_PID is this process."""
        microseconds = environ.get("WATCHDOG_USEC", "")
        ours = environ.get("WATCHDOG_PID", str(os.getpid())) == str(os.getpid())
        within = int(microseconds) / 1_000_000 if ours and microseconds.isdecimal() and int(microseconds) else None
        return cls(environ.get("NOTIFY_SOCKET") or None, within)

    def ready(self) -> None:
        self._say("READY=1\nSTATUS=Connected to Discord")

    def stopping(self) -> None:
        self._say("STOPPING=1\nSTATUS=Stopping in order")

    async def beat(self) -> None:
        """Send pings for ever, from the bot's event loop: if that hangs they stop, and systemd restarts the bot."""
        while self._address and self._alive_within:
            self._say("WATCHDOG=1")
            await asyncio.sleep(self._alive_within / PINGS_PER_TIMEOUT)

    def _say(self, words: str) -> None:
        if not self._address:
            return
        address = "\0" + self._address[1:] if self._address.startswith("@") else self._address
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as telling:
                telling.setblocking(False)
                telling.sendto(words.encode(), address)
        except OSError as deaf:  # the bot also works without systemd
            log.warning("systemd could not be told %s: %s", words.partition("=")[0], deaf)
