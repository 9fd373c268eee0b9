"""The harness of the end-to-end tests: a Discord server with people, and the bot as a separate process."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Self
from zoneinfo import ZoneInfo

import yaml

from bot.chat.permissions import NEEDED
from fakecord import DiscordServer, Guild, Person
from fakecord.server import HEARTBEAT_S

ROOT = Path(__file__).resolve().parents[2]
TOKEN = "e2e.token"


def zone_at_noon() -> tuple[str, datetime]:
    """A time zone where it is about noon, so that no session crosses midnight, and the time there."""
    hours = 12 - datetime.now(UTC).hour
    zone = f"Etc/GMT{-hours:+d}"  # signs of these zones are the other way round
    return zone, datetime.now(ZoneInfo(zone)).replace(microsecond=0)


ZONE, _ = zone_at_noon()


def seconds_from_now(seconds: float) -> datetime:
    """The real time `seconds` from now, in `ZONE`, without fractions of a second."""
    return (datetime.now(ZoneInfo(ZONE)) + timedelta(seconds=seconds)).replace(microsecond=0)


def bilingual(words: str) -> dict[str, str]:
    return {"fr": f"{words} (fr)", "en": f"{words} (en)"}


def session(id: str, start: datetime, seconds: int, **more: Any) -> dict[str, Any]:
    return {
        "id": id,
        "title": bilingual(id.capitalize()),
        "start": start.strftime("%H:%M:%S"),
        "duration": f"{seconds}s",
        **more,
    }


def workshop_file(*sessions: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A workshop of one day, today in `ZONE`. It announces nothing but its sessions."""
    return {
        "id": "e2e",
        "timezone": ZONE,
        "languages": ["fr", "en"],
        "title": bilingual("Workshop"),
        "registration": "open",
        "reminders": [],
        "channels": {"stage": "Plenary"},
        "administrations": [
            {"code": "MW", "name": {"fr": "Malawi", "en": "Malawi"}, "language": "en", "timezone": "Africa/Blantyre"},
            {"code": "ML", "name": {"fr": "Mali", "en": "Mali"}, "language": "fr", "timezone": "Africa/Bamako"},
            {"code": "NE", "name": {"fr": "Niger", "en": "Niger"}, "language": "fr", "timezone": "Africa/Niamey"},
        ],
        "days": [{"date": seconds_from_now(0).date(), "title": bilingual("Day"), "sessions": list(sessions)}],
        **more,
    }


@dataclass
class Harness:
    """A Discord server with an organiser, and the bot processes that serve it.

    `folder` is the working directory of the bot: its configuration, database and log.
    """

    folder: Path
    server: DiscordServer
    guild: Guild
    organiser: Person
    bots: list[Bot] = field(default_factory=list)

    @classmethod
    async def build(cls, folder: Path, *, permissions: int = NEEDED.value, heartbeat_s: float = HEARTBEAT_S) -> Self:
        # Discord lets a bot connect once in five seconds. Tests restart it sooner.
        server = DiscordServer(token=TOKEN, bot_name="Atelier", identify_every_s=0, heartbeat_s=heartbeat_s)
        await server.start()
        guild = server.new_guild("A-CIP")
        server.invite(guild, permissions=permissions)
        return cls(folder, server, guild, server.owner(guild))

    def configure(self, *workshops: dict[str, Any]) -> None:
        config = self.folder / "config" / "workshops"
        config.mkdir(parents=True, exist_ok=True)
        for workshop in workshops:
            text = yaml.safe_dump(workshop, allow_unicode=True, sort_keys=False)
            (config / f"{workshop['id']}.yaml").write_text(text, encoding="utf-8")

    async def start_bot(self) -> Bot:
        """Start `run.py run`, and wait until it is connected and has registered its commands."""
        bot = await Bot.start(self.folder, self.server.url)
        self.bots.append(bot)
        ready = asyncio.create_task(self.server.ready(20))
        over = asyncio.create_task(bot.process.wait())
        await asyncio.wait({ready, over}, return_when=asyncio.FIRST_COMPLETED)
        over.cancel()
        if not ready.done():
            ready.cancel()
            raise AssertionError(f"the bot stopped: {bot.log()}")
        await ready
        return bot

    async def set_up(self) -> str:
        """Use `/workshop setup`, which binds a workshop without `guild:` to this server. Returns the reply."""
        return (await (await self.organiser.slash("workshop setup")).settled(30)).text

    def coordinator(self, name: str, locale: str, *, phone: bool = False) -> Person:
        return self.server.new_person(self.guild, name, locale=locale, phone=phone)

    def rows(self, sql: str, *parameters: object) -> list[dict[str, Any]]:
        """The rows of a query on the bot's database, through a separate connection."""
        connection = sqlite3.connect(f"file:{self.folder / 'data' / 'atelier.db'}?mode=ro", uri=True)
        connection.row_factory = sqlite3.Row
        try:
            return [dict(row) for row in connection.execute(sql, parameters)]
        finally:
            connection.close()

    async def until(self, condition: Callable[[], Any], seconds: float = 10, what: str = "") -> Any:
        return await self.server.until(condition, seconds, what)

    async def eventually(self, condition: Callable[[], Any], seconds: float = 10, what: str = "") -> Any:
        """Like `until`, but checks every 50 ms. It is for conditions on the database, whose changes wake no waiter."""
        deadline = asyncio.get_running_loop().time() + seconds
        while not (value := condition()):
            assert asyncio.get_running_loop().time() < deadline, f"not within {seconds} s: {what}"
            await asyncio.sleep(0.05)
        return value

    async def restart_after_kill(self) -> None:
        """`kill -9`, remove all faults, and start the bot again."""
        with self.server.faults.bot_down():
            await self.bots[-1].kill()
            self.server.faults.lift()
        await self.start_bot()

    async def close(self) -> None:
        for bot in self.bots:
            await bot.kill()
        await self.server.close()


@dataclass
class Bot:
    """A process of `python run.py run`."""

    process: asyncio.subprocess.Process
    log_path: Path

    @classmethod
    async def start(cls, folder: Path, url: str, **environment: str) -> Self:
        log_path = folder / "bot.log"
        with log_path.open("ab") as log:
            process = await asyncio.create_subprocess_exec(
                sys.executable,
                str(ROOT / "run.py"),
                "run",
                cwd=folder,
                env={**os.environ, "DISCORD_TOKEN": TOKEN, "DISCORD_API_URL": url, **environment},
                stdout=log,
                stderr=log,
            )
        return cls(process, log_path)

    def log(self) -> str:
        return self.log_path.read_text(encoding="utf-8")

    async def kill(self) -> None:
        """Stop the process as `kill -9` does."""
        if self.process.returncode is None:
            self.process.kill()
            await self.process.wait()

    async def terminate(self) -> int:
        """Send SIGTERM. Returns the exit status, within 10 seconds."""
        self.process.terminate()
        return await asyncio.wait_for(self.process.wait(), 10)
