"""Where a rehearsal takes place: a fake Discord server, a clock that can run fast, and the bot in its own process."""

import asyncio
import contextlib
import os
import re
import sys
import time
from datetime import datetime
from pathlib import Path

from bot.chat.permissions import NEEDED
from bot.core.programme import Workshop
from bot.i18n.phrase import Phrase, _
from bot.rehearsal.cast import discord_locale
from bot.rehearsal.words.names import name_of
from bot.scheduling.clock import RehearsedClock, Setting
from bot.scheduling.shared_clock import ClockServer
from fakecord import Channel, DiscordServer
from fakecord.model.channel_types import TEXT, stored_name

RUN = Path(__file__).resolve().parents[2] / "run.py"
TOKEN = "rehearsal.token"
START_TIMEOUT = 60.0
"""Real seconds that the bot has to connect."""
STOP_TIMEOUT = 8.0
"""Real seconds that the bot has to stop after SIGTERM; then it is killed."""


class CannotPlay(RuntimeError):
    """The bot does not do what the rehearsal needs. `words` explain it to the user of the terminal."""

    def __init__(self, words: Phrase) -> None:
        super().__init__(words)
        self.words = words


class Environment:
    """Call `open`, add people to `guild`, then `start_bot`. The bot can be killed and started again."""

    def __init__(
        self, workshop: Workshop, folder: Path, begins: datetime, *, language: str = "", rate_limits: bool = True
    ) -> None:
        """`folder` holds the bot's configuration (`config/`), its database and its log.

        The clock is stopped at `begins`. `language` is the organiser's, by default the workshop's first. Without
        `rate_limits` Discord has no limits.
        """
        self.workshop = workshop
        self.folder = folder
        self.clock = RehearsedClock(Setting(begins, time.time(), 0.0))
        self.server = DiscordServer(self.clock, TOKEN, bot_name="Atelier", rate_limits=rate_limits)
        self.line = ClockServer(self.clock)
        language = language or workshop.first_language
        owner = name_of("organiser", language)
        self.guild = self.server.new_guild("Atelier", owner_name=owner, locale=discord_locale(language))
        self._bot: asyncio.subprocess.Process | None = None
        self._clock_address = ""

    async def open(self) -> None:
        await self.server.start()
        self._clock_address = await self.line.open()
        self.server.invite(self.guild, permissions=NEEDED.value)

    async def close(self) -> None:
        await self.stop_bot()
        await self.line.close()
        await self.server.close()

    async def start_bot(self) -> None:
        """Start the bot and wait until it is connected. Raises `CannotPlay` if it does not."""
        with self.log.open("ab") as log:
            self._bot = await asyncio.create_subprocess_exec(
                *self._command("run"), cwd=self.folder, env=self._variables(), stdout=log, stderr=log
            )
        ready = asyncio.create_task(self.server.ready(START_TIMEOUT))
        over = asyncio.create_task(self._bot.wait())
        await asyncio.wait({ready, over}, return_when=asyncio.FIRST_COMPLETED)
        over.cancel()
        if not ready.done():
            ready.cancel()
            raise CannotPlay(_("the bot stopped:\n%(log)s", log=self.bot_log()[-2000:]))
        try:
            await ready
        except TimeoutError as failed:  # an OSError: the caller would report a file fault
            raise CannotPlay(
                _("the bot did not connect within %(seconds)s s", seconds=f"{START_TIMEOUT:.0f}")
            ) from failed

    def announcement_channels(self) -> list[Channel]:
        """The existing announcement channels: setup creates them, and people delete them."""
        names = self.workshop.channels.announcements
        found = []
        for name in [names] if isinstance(names, str) else names.values():
            with contextlib.suppress(KeyError):
                found.append(self.channel(name))
        return found

    def channel(self, name: str) -> Channel:
        """The text channel that the workshop file calls so. Raises `KeyError` before setup has made it."""
        return self.guild.channel(stored_name(name, TEXT))

    @property
    def bot_pid(self) -> int:
        """The process id of the bot that was started last."""
        assert self._bot
        return self._bot.pid

    @property
    def bot_is_running(self) -> bool:
        return self._bot is not None and self._bot.returncode is None

    async def bot_exit(self) -> None:
        """Wait until the bot that was started last has ended."""
        assert self._bot
        await self._bot.wait()

    async def kill_bot(self) -> None:
        """Send SIGKILL: the bot stops as in a power cut."""
        if self._bot and self.bot_is_running:
            self._bot.kill()
            await self._bot.wait()

    async def stop_bot(self) -> None:
        """Send SIGTERM, as a service manager would."""
        if self._bot is None or not self.bot_is_running:
            return
        self._bot.terminate()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._bot.wait(), STOP_TIMEOUT)
        await self.kill_bot()

    async def export(self, format: str, target: Path) -> None:
        """Run `run.py export`, which replaces `target`. Raises `CannotPlay` if it fails."""
        options = ["--workshop", self.workshop.id, "--format", format]
        process = await asyncio.create_subprocess_exec(
            *self._command("export"), *options, "--output", str(target),
            cwd=self.folder, env=self._variables(), stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip
        _out, errors = await process.communicate()
        if process.returncode:
            said = {"file": target.name, "reason": errors.decode().strip()}
            raise CannotPlay(_("the export %(file)s failed: %(reason)s", **said))

    def bot_log(self) -> str:
        return self.log.read_text(encoding="utf-8", errors="replace") if self.log.exists() else ""

    def _command(self, name: str) -> list[str]:
        return [sys.executable, str(RUN), name]

    def _variables(self) -> dict[str, str]:
        own = {"DISCORD_TOKEN": TOKEN, "DISCORD_API_URL": self.server.url, "ATELIER_CLOCK": self._clock_address}
        return {**os.environ, **own}

    @property
    def log(self) -> Path:
        """The bot's log, of all its processes."""
        return self.folder / "bot.log"


def write_configuration(folder: Path, *workshop_files: Path, log_level: str = "info") -> None:
    """Write a configuration for the rehearsed bot into `folder`: these workshops, any server, a new database."""
    workshops = folder / "config" / "workshops"
    workshops.mkdir(parents=True)
    (folder / "config" / "bot.yaml").write_text(
        f"database: data/atelier.db\nlog: {{level: {log_level}}}\n", encoding="utf-8"
    )
    for file in workshop_files:
        text = file.read_text(encoding="utf-8-sig")
        (workshops / file.name).write_text(re.sub(r"(?m)^guild:.*$", "guild: null", text, count=1), encoding="utf-8")
