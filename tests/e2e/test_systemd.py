"""The bot under systemd: its notifications, and its log as JSON."""

import asyncio
import json
import socket
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.e2e.harness import TOKEN, Bot, Harness, seconds_from_now, session, workshop_file


@contextmanager
def listening(harness: Harness, address: Path) -> Iterator[list[str]]:
    """A socket in place of systemd. Yields the list of notifications, which grows."""
    told: list[str] = []

    def hear() -> None:
        told.append(bound.recv(4096).decode())
        harness.server.notify()

    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as bound:
        bound.bind(str(address))
        bound.setblocking(False)
        asyncio.get_running_loop().add_reader(bound, hear)
        yield told
        asyncio.get_running_loop().remove_reader(bound)


@pytest.mark.slow
async def test_systemd_is_notified_and_the_log_is_json(harness: Harness, tmp_path: Path) -> None:
    harness.configure(workshop_file(session("opening", seconds_from_now(900), 60)))
    (harness.folder / "config" / "bot.yaml").write_text("log: {level: debug, format: json}\n", encoding="utf-8")
    address = tmp_path / "notify"
    with listening(harness, address) as told:
        bot = await Bot.start(harness.folder, harness.server.url, NOTIFY_SOCKET=str(address), WATCHDOG_USEC="300000")
        harness.bots.append(bot)
        await harness.until(lambda: "WATCHDOG=1" in told, 20, "a first beat")
        ready = await harness.until(lambda: [words for words in told if words.startswith("READY=1\n")], 20, "READY=1")
        assert harness.server.connected
        beats = told.count("WATCHDOG=1")
        await harness.until(lambda: told.count("WATCHDOG=1") >= beats + 5, 10, "five more beats")

        reference = await something_goes_wrong(harness)
        assert await bot.terminate() == 0
        assert len(ready) == 1
        assert told.index("STOPPING=1\nSTATUS=Stopping in order") > told.index(ready[0])

    lines = [json.loads(line) for line in bot.log().splitlines()]
    assert all({"at", "level", "logger", "message"} <= line.keys() for line in lines)
    assert {datetime.fromisoformat(line["at"]).utcoffset() for line in lines} == {timedelta()}
    (fault,) = [line for line in lines if line.get("reference") == reference]
    assert fault["level"] == "error"
    assert "no such table" in fault["trace"]
    assert TOKEN not in bot.log()


async def something_goes_wrong(harness: Harness) -> str:
    """Cause an internal error. Returns the reference that the person reads."""
    await harness.set_up()
    awa = harness.coordinator("Awa", "en-GB")
    await awa.slash("join", administration="ML")
    with sqlite3.connect(harness.folder / "data" / "atelier.db") as database:
        database.execute("drop table presences")
    database.close()
    said = (await awa.slash("me")).text
    return said.rstrip(".").rpartition(" ")[2]


@pytest.mark.slow
async def test_a_fatal_error_is_logged_as_json(harness: Harness) -> None:
    harness.configure(workshop_file(session("opening", seconds_from_now(900), 60)))
    (harness.folder / "config" / "bot.yaml").write_text("log: {format: json}\n", encoding="utf-8")
    bot = await Bot.start(harness.folder, harness.server.url, DISCORD_TOKEN="wrong.token")
    assert await bot.process.wait() == 1
    lines = [json.loads(line) for line in bot.log().splitlines()]
    assert "Discord refused the token" in lines[-1]["message"]
    assert "wrong.token" not in bot.log()

    (harness.folder / "data" / "atelier.keys").write_text("", encoding="utf-8")
    bot = await Bot.start(harness.folder, harness.server.url, DISCORD_TOKEN="wrong.token")
    assert await asyncio.wait_for(bot.process.wait(), 10) == 1
    assert "the key file data/atelier.keys cannot be read" in json.loads(bot.log().splitlines()[-1])["message"]
