"""A stand-in Discord of its own for each bot that is measured, with servers full of people, and the bot's process."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from bot.chat.permissions import NEEDED
from fakecord import DiscordServer, Guild, Person

ROOT = Path(__file__).resolve().parents[1]
TOKEN = "bench.token"
TICKS_S = os.sysconf("SC_CLK_TCK")


@dataclass
class Stand:
    """`script` is what its bot is started with, in `folder`."""

    folder: Path
    script: list[str]
    server: DiscordServer = field(default_factory=lambda: DiscordServer(token=TOKEN, bot_name="Atelier"))
    guilds: list[Guild] = field(default_factory=list)
    people: list[list[Person]] = field(default_factory=list)
    """Of each guild; its owner is none of them."""
    _process: asyncio.subprocess.Process | None = None

    @classmethod
    async def open(cls, folder: Path, script: list[str], people: int, guilds: int = 1) -> Self:
        """A stand with that many servers, each of that many people; the bot is not there yet."""
        await asyncio.to_thread(folder.mkdir, parents=True)
        stand = cls(folder, script)
        await stand.server.start()
        for number in range(guilds):
            guild = stand.server.new_guild(f"Workshop {number}")
            stand.server.invite(guild, permissions=NEEDED.value)
            locales = ("fr", "en-GB")
            found = [
                stand.server.new_person(guild, f"Delegate {n} – Name", locale=locales[n % 2]) for n in range(people)
            ]
            stand.guilds.append(guild)
            stand.people.append(found)
        return stand

    async def start(self) -> None:
        """Start the bot and wait until it is connected, with its commands registered."""
        with (self.folder / "bot.log").open("ab") as log:
            environment = {**os.environ, "DISCORD_TOKEN": TOKEN, "DISCORD_API_URL": self.server.url}
            self._process = await asyncio.create_subprocess_exec(
                sys.executable, *self.script, cwd=self.folder, env=environment, stdout=log, stderr=log
            )
        ready, over = asyncio.create_task(self.server.ready(60)), asyncio.create_task(self._process.wait())
        await asyncio.wait({ready, over}, return_when=asyncio.FIRST_COMPLETED)
        over.cancel()
        if not ready.done():
            ready.cancel()
            raise RuntimeError(f"the bot stopped: {self.log()}")
        await ready

    def log(self) -> str:
        return (self.folder / "bot.log").read_text(encoding="utf-8")

    async def close(self) -> None:
        if self._process and self._process.returncode is None:
            self._process.kill()
            await self._process.wait()
        await self.server.close()

    def tell_of_its_steps(self) -> None:
        """Have a bot that `traced.py` runs write `steps.json`, and wait for it."""
        target = self.folder / "steps.json"
        os.kill(self._pid, signal.SIGUSR1)
        while not target.exists() or not target.read_text().endswith("]]]"):
            time.sleep(0.01)

    def memory_mb(self) -> float:
        """What the bot's process holds now, in MB (Linux: VmRSS)."""
        return _status(self._pid, "VmRSS") / 1024

    def cpu_s(self) -> float:
        """Processor time the bot has used so far: in all threads, and in what it started and saw the end of."""
        fields = Path(f"/proc/{self._pid}/stat").read_text().rpartition(")")[2].split()
        return sum(map(int, fields[11:15])) / TICKS_S

    async def quiet(self, seconds: float = 0.3, within: float = 20) -> None:
        """Until the bot has asked nothing of Discord, and used no processor to speak of, for a moment."""
        deadline = time.monotonic() + within
        while time.monotonic() < deadline:
            before = self.cpu_s(), len(self.server.log)
            await asyncio.sleep(seconds)
            if len(self.server.log) == before[1] and self.cpu_s() - before[0] < 0.1 * seconds:
                return

    @property
    def _pid(self) -> int:
        assert self._process
        return self._process.pid


def _status(pid: int, name: str) -> int:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith(f"{name}:")).split()[1])
