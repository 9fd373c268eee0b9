"""The harness of the fuzz tests: one bot in a running workshop, on an event loop in a thread.

Hypothesis calls tests synchronously, so they hand their work to that loop.
"""

import asyncio
import re
import sqlite3
import threading
from collections.abc import Awaitable, Coroutine, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from bot.chat.permissions import NEEDED
from bot.i18n.catalogue import available
from fakecord import DiscordServer, Message, Person, Response
from tests.e2e.harness import TOKEN, Bot, Harness, bilingual, workshop_file
from tests.fuzz.message_checker import MessageChecker
from tests.fuzz.refusals import refusal, unknown_errors

T = TypeVar("T")
UNCHANGED_BY_REFUSALS = (
    "participants", "preferences", "join_codes", "marks", "presences", "answers", "anonymous_answers",
    "evaluation_answers", "key_messages", "key_message_versions", "translations", "endorsements", "drafts",
    "session_states", "audit",
)  # fmt: skip
"""Tables that a refusal must not change."""


class FuzzHarness:
    """The bot, the people, and a checker of every message."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self._thread.start()
        self.checker = MessageChecker()
        self._read = 0
        self._before: dict[str, list[Any]] = {}
        self._version = -1

    def run(self, work: Coroutine[Any, Any, T], seconds: float = 60) -> T:
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(seconds)

    async def open(self) -> None:
        server = DiscordServer(token=TOKEN, rate_limits=False, identify_every_s=0)
        await server.start()
        guild = server.new_guild("A-CIP")
        server.invite(guild, permissions=NEEDED.value)
        self.harness = Harness(self.folder, server, guild, server.owner(guild))
        self.harness.configure(_workshop())
        server.on_request(self.checker)
        self.bot: Bot = await self.harness.start_bot()
        self.organiser = self.harness.organiser
        await self._settled(self.organiser, "workshop setup")
        self.checker.announcing = {guild.channel(name).id for name in ("announcements", "interpreters")}
        self.second_organiser = self.harness.coordinator("Aïda", "fr")
        self.harness.guild.give(self.second_organiser, self.harness.guild.role("Organisers"))
        self.awa, self.mary = self.harness.coordinator("Awa", "fr"), self.harness.coordinator("Mary", "en-GB")
        self.newcomer = self.harness.coordinator("Passer-by", "fr")
        for person, code in ((self.awa, "ML"), (self.mary, "MW")):
            await self._settled(person, "join", administration=code)
        await self._settled(self.organiser, "prompt ask", prompt="hopes")
        await self._settled(self.organiser, "prompt ask", prompt="turn")
        await self._settled(self.organiser, "session start", session="second")
        self.questions = [m for m in self.awa.sees(self.harness.guild.channel("plenary")) if m.buttons]
        self._reading = sqlite3.connect(self.harness.folder / "data" / "atelier.db", check_same_thread=False)
        self.changed_tables()
        self.at_first, _most = self.memory()

    @cached_property
    def _refusals(self) -> dict[str, re.Pattern[str]]:
        return {language: refusal(language) for language in available()}

    @cached_property
    def _unknown(self) -> re.Pattern[str]:
        return unknown_errors()

    @property
    def people(self) -> list[Person]:
        return [self.organiser, self.second_organiser, self.awa, self.mary, self.newcomer]

    async def _settled(self, person: Person, command: str, **options: Any) -> Response:
        """Use a command without checking the database."""
        return await (await person.slash(command, **options)).settled(30)

    # what must hold after each act

    async def act(self, doing: Awaitable[Response]) -> Response:
        """Wait for the answer, then check it. Raises `AssertionError` with all problems."""
        self.changed_tables()
        exchange = await (await doing).settled(30)
        said = "\n".join(m.text for m in exchange.messages)
        problems = [*self._problems()]
        if exchange.failed:
            problems.append("there was no answer within three seconds")
        if self._unknown.search(said):
            problems.append(f"it only gave a reference: {said}")
        changed, languages = self.changed_tables(), self._languages(exchange)
        if changed and languages:
            problems.append(f"it refused, and changed {changed}: {said[:300]!r}")
        if languages and exchange.user.locale[:2] not in languages:
            problems.append(f"it refused in another language than {exchange.user.locale}: {said[:300]!r}")
        assert not problems, "\n".join(problems)
        return exchange

    def refused(self, exchange: Response) -> bool:
        """Whether the reply is a refusal, in any language."""
        return bool(self._languages(exchange))

    def _languages(self, exchange: Response) -> set[str]:
        """The languages in which the reply is a refusal."""
        said = exchange.reply.text.strip() if exchange.reply else ""
        return {language for language, no in self._refusals.items() if no.match(said)}

    def _problems(self) -> Iterator[str]:
        """Requests that fakecord refused, problems of messages, and errors in the log, since the last call."""
        server = self.harness.server
        yield from map(str, server.violations)
        server.violations.clear()
        yield from self.checker.problems
        self.checker.problems.clear()
        with self.bot.log_path.open(encoding="utf-8") as log:
            log.seek(self._read)
            fresh = log.read()
            self._read = log.tell()
        if re.search(r"Traceback| ERROR | CRITICAL |Reference [0-9A-F]{6}", fresh):
            yield fresh

    def changed_tables(self) -> list[str]:
        """The tables that changed since the last call."""
        version = self._reading.execute("pragma data_version").fetchone()[0]
        if version == self._version:
            return []
        self._version = version
        now = {table: self._reading.execute(f"select * from {table}").fetchall() for table in UNCHANGED_BY_REFUSALS}
        changed = [table for table, rows in now.items() if self._before.get(table) != rows]
        self._before = now
        return changed

    def rows(self, sql: str, *parameters: object) -> list[dict[str, Any]]:
        return self.harness.rows(sql, *parameters)

    # memory

    def memory(self) -> tuple[int, int]:
        """The bot's memory in MiB: now, and at most so far."""
        status = Path(f"/proc/{self.bot.process.pid}/status").read_text()
        now, most = (int(re.search(rf"{name}:\s+(\d+) kB", status)[1]) for name in ("VmRSS", "VmHWM"))  # type: ignore[index]
        return now // 1024, most // 1024

    def close(self) -> None:
        self._reading.close()
        self.run(self.harness.close())
        self.loop.call_soon_threadsafe(self.loop.stop)
        self._thread.join(10)
        self.loop.close()

    def last(self, person: Person) -> Message:
        return person.private[-1]


def _workshop() -> dict[str, Any]:
    """Two days. The first began two hours ago; the desk and both evaluations are open."""
    now = datetime.now(UTC)
    ahead = 10 - now.hour if now.hour <= 22 else 10 + 24 - now.hour
    today = (now + timedelta(hours=ahead)).date()
    return workshop_file(
        timezone=f"Etc/GMT{-ahead:+d}",
        channels={"stage": "Plenary", "interpreters": "interpreters"},
        days=[
            {
                "date": today,
                "title": bilingual("Day 1"),
                "sessions": [_session("first", "08:00", "30m"), _session("second", "09:30", "8h", prompts=_prompts())],
            },
            {
                "date": today + timedelta(days=1),
                "title": bilingual("Day 2"),
                "sessions": [_session("third", "09:00", "2h"), _session("fourth", "14:00", "2h")],
            },
        ],
        attendance={"code": True},
        themes=[{"id": "integrity", "text": bilingual("Integrity")}],
        key_messages={
            "opens": f"{today}T08:00", "closes": f"{today + timedelta(days=1)}T18:00",
            "per_administration": 20, "max_length": 700, "reminders": [],
        },
        evaluations=[_evaluation("final", today, anonymous=True), _evaluation("named", today, anonymous=False)],
    )  # fmt: skip


def _session(id: str, start: str, duration: str, **more: Any) -> dict[str, Any]:
    return {"id": id, "title": bilingual(id.capitalize()), "start": start, "duration": duration, **more}


def _prompts() -> list[dict[str, Any]]:
    return [
        {"id": "hopes", "kind": "open", "text": bilingual("Hopes"), "max_length": 4000},
        {"id": "turn", "kind": "round", "text": bilingual("Turn"), "max_length": 1000},
        {"id": "spare", "kind": "open", "text": bilingual("Spare")},
    ]


def _evaluation(id: str, today: date, *, anonymous: bool) -> dict[str, Any]:
    return {
        "id": id,
        "title": bilingual(id),
        "opens": f"{today}T08:00",
        "closes": f"{today + timedelta(days=1)}T18:00",
        "anonymous": anonymous,
        "questions": [{"id": f"{id}-next", "kind": "open", "text": bilingual("Next")}],
    }
