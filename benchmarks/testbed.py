"""A bot in its own process, and a fake server only for it, with guilds and people."""

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
class TestBed:
    """`script` is the command line of the bot, without the interpreter; it runs in `folder`."""

    __test__ = False  # pytest: this is no test

    folder: Path
    script: list[str]
    server: DiscordServer = field(default_factory=lambda: DiscordServer(token=TOKEN, bot_name="Atelier"))
    guilds: list[Guild] = field(default_factory=list)
    people: list[list[Person]] = field(default_factory=list)
    """The people of each guild, without its owner."""
    _process: asyncio.subprocess.Process | None = None

    @classmethod
    async def open(cls, folder: Path, script: list[str], people: int, guilds: int = 1) -> Self:
        """A test bed with `guilds` guilds of `people` people each. The bot is not started."""
        await asyncio.to_thread(folder.mkdir, parents=True)
        testbed = cls(folder, script)
        await testbed.server.start()
        for number in range(guilds):
            guild = testbed.server.new_guild(f"Workshop {number}")
            testbed.server.invite(guild, permissions=NEEDED.value)
            locales = ("fr", "en-GB")
            found = [
                testbed.server.new_person(guild, f"Delegate {n} – Name", locale=locales[n % 2]) for n in range(people)
            ]
            testbed.guilds.append(guild)
            testbed.people.append(found)
        return testbed

    async def start(self) -> None:
        """Start the bot and wait until it is connected, with its commands registered."""
        with (self.folder / "bot.log").open("ab") as log:
            environment = {**os.environ, "DISCORD_TOKEN": TOKEN, "DISCORD_API_URL": self.server.url}
            self._process = await asyncio.create_subprocess_exec(
                sys.executable, *self.script, cwd=self.folder, env=environment, stdout=log, stderr=log
            )
        ready, ended = asyncio.create_task(self.server.ready(60)), asyncio.create_task(self._process.wait())
        await asyncio.wait({ready, ended}, return_when=asyncio.FIRST_COMPLETED)
        ended.cancel()
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

    def write_steps(self) -> None:
        """Tell a bot that runs under `traced.py` to write `steps.json`, and wait for the file."""
        target = self.folder / "steps.json"
        os.kill(self._pid, signal.SIGUSR1)
        while not target.exists() or not target.read_text().endswith("]]]"):
            time.sleep(0.01)

    def memory_mb(self) -> float:
        """Memory of the bot's process now, in MB (Linux: VmRSS)."""
        return _status(self._pid, "VmRSS") / 1024

    def cpu_s(self) -> float:
        """Processor time of the bot so far, in seconds: all its threads, and its child processes that have ended."""
        fields = Path(f"/proc/{self._pid}/stat").read_text().rpartition(")")[2].split()
        return sum(map(int, fields[11:15])) / TICKS_S

    async def until_idle(self, seconds: float = 0.3, within: float = 20) -> None:
        """Wait until the bot is idle for `seconds`: no request, under 10 % of a processor. At most `within` seconds."""
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
