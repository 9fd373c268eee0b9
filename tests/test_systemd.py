"""The notifications to systemd: an event loop that hangs sends none."""

import asyncio
import os
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.systemd import Systemd


@pytest.fixture
def systemd(tmp_path: Path) -> Iterator[socket.socket]:
    """The socket on which systemd would listen."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listening:
        listening.bind(str(tmp_path / "notify"))
        listening.setblocking(False)
        yield listening


def pending(systemd: socket.socket) -> list[str]:
    sent = []
    while True:
        try:
            sent.append(systemd.recv(4096).decode())
        except BlockingIOError:
            return sent


async def test_the_loop_itself_beats_so_that_a_hung_one_falls_silent(systemd: socket.socket, tmp_path: Path) -> None:
    beating = asyncio.create_task(Systemd(str(tmp_path / "notify"), 0.03).beat())
    sent: list[str] = []
    while len(sent) < 3:
        await asyncio.sleep(0.01)
        sent += pending(systemd)
    time.sleep(0.2)  # noqa: ASYNC251 - the loop hangs
    assert pending(systemd) == []
    beating.cancel()
    assert set(sent) == {"WATCHDOG=1"}


async def test_no_watchdog_no_beat(systemd: socket.socket, tmp_path: Path) -> None:
    address = str(tmp_path / "notify")
    for environ in (
        {"NOTIFY_SOCKET": address},
        {"NOTIFY_SOCKET": address, "WATCHDOG_USEC": "0"},
        {"NOTIFY_SOCKET": address, "WATCHDOG_USEC": "1000", "WATCHDOG_PID": str(os.getppid())},
        {"WATCHDOG_USEC": "1000"},
    ):
        await Systemd.of(environ).beat()
    assert pending(systemd) == []
    Systemd.of({"NOTIFY_SOCKET": address}).ready()
    assert pending(systemd) == ["READY=1\nSTATUS=Connected to Discord"]


def test_an_abstract_address_will_do(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listening:
        name = f"atelier{tmp_path}"
        listening.bind(f"\0{name}")
        Systemd(f"@{name}").stopping()
        assert listening.recv(100).startswith(b"STOPPING=1")


def test_nobody_there_is_no_harm(tmp_path: Path) -> None:
    Systemd(str(tmp_path / "none")).ready()
    Systemd().ready()
