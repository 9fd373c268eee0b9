"""Tells systemd that the bot is ready, alive and stopping; says nothing where systemd did not start it.

The protocol is a line in a datagram (sd_notify(3)): no library kept today does it in less than these.
"""

from __future__ import annotations

import asyncio
import logging
import os
import socket
from collections.abc import Mapping

log = logging.getLogger(__name__)

BEATS = 3
"""How many times we say that we live in the span after which systemd takes us for dead."""


class Systemd:
    """`address` is where it listens; `alive_within`, in seconds, is how often it wants to hear of us."""

    def __init__(self, address: str | None = None, alive_within: float | None = None) -> None:
        self._address = address
        self._alive_within = alive_within

    @classmethod
    def of(cls, environ: Mapping[str, str]) -> Systemd:
        """As the environment says: NOTIFY_SOCKET, and WATCHDOG_USEC where the watchdog is ours (WATCHDOG_PID)."""
        microseconds = environ.get("WATCHDOG_USEC", "")
        ours = environ.get("WATCHDOG_PID", str(os.getpid())) == str(os.getpid())
        within = int(microseconds) / 1_000_000 if ours and microseconds.isdecimal() and int(microseconds) else None
        return cls(environ.get("NOTIFY_SOCKET") or None, within)

    def ready(self) -> None:
        self._say("READY=1\nSTATUS=Connected to Discord")

    def stopping(self) -> None:
        self._say("STOPPING=1\nSTATUS=Stopping in order")

    async def beat(self) -> None:
        """Say that we live, for ever. On the bot's own loop: one that hangs falls silent, and systemd restarts us."""
        while self._address and self._alive_within:
            self._say("WATCHDOG=1")
            await asyncio.sleep(self._alive_within / BEATS)

    def _say(self, words: str) -> None:
        if not self._address:
            return
        address = "\0" + self._address[1:] if self._address.startswith("@") else self._address
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as telling:
                telling.setblocking(False)
                telling.sendto(words.encode(), address)
        except OSError as deaf:  # the bot does not depend on being heard
            log.warning("systemd could not be told %s: %s", words.partition("=")[0], deaf)
