"""Steps for tests of announcements: a workshop with one channel per language, and the state of its announcements."""

import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from bot.core.instants import parse_utc
from fakecord import Message
from tests.e2e.harness import Harness, seconds_from_now, session, workshop_file

ANNOUNCEMENTS = {"fr": "annonces", "en": "announcements"}
OPENING = {language: f"opening/opening/{language}" for language in ANNOUNCEMENTS}


async def prepare(harness: Harness, seconds: float = 3_600, **more: Any) -> None:
    """Set up a workshop. Its session opens after `seconds`, or with `start_session`."""
    sessions = more.pop("sessions", [session("opening", seconds_from_now(seconds), 600)])
    harness.configure(workshop_file(*sessions, **{"channels": {"announcements": ANNOUNCEMENTS}, **more}))
    await harness.start_bot()
    await (await harness.organiser.slash("workshop setup")).settled(20)
    await harness.eventually(lambda: statuses(harness), what="a plan")


async def start_session(harness: Harness) -> None:
    """Open the session now, so that its opening is due."""
    await harness.organiser.slash("session start", session="opening")


def messages_path(harness: Harness, language: str) -> str:
    """A pattern for the path of requests that post in the channel of `language`."""
    return rf"/channels/{harness.guild.channel(ANNOUNCEMENTS[language]).id}/messages$"


def announced(harness: Harness, language: str, words: str = "Opening") -> list[Message]:
    """The announcements in `language` that contain `words`."""
    return [m for m in harness.guild.channel(ANNOUNCEMENTS[language]).history if words in m.text]


def failure_reports(harness: Harness, words: str = "") -> list[Message]:
    """The messages to the organisers about announcements that failed or were late."""
    history = harness.guild.channel("organisers").history
    return [m for m in history if words in m.text and "These announcements were not sent as planned" in m.text]


def statuses(harness: Harness, kind: str = "opening") -> dict[str, str]:
    rows = harness.rows("select key, status from announcements where kind = ?", kind)
    return {row["key"]: row["status"] for row in rows}


async def wait_until_sent(harness: Harness, kind: str = "opening") -> None:
    await harness.eventually(lambda: set(statuses(harness, kind).values()) == {"sent"}, 20, f"all {kind}s sent")


async def wait_until_announced(harness: Harness) -> None:
    """Until each opening is sent, or late: a slow machine may need more than five seconds to restart the bot."""
    await harness.eventually(lambda: set(statuses(harness).values()) <= {"sent", "late"}, 20, "all openings said")


def assert_announced_once(harness: Harness) -> None:
    """Each opening was posted once, no text twice, and fakecord refused no request."""
    for language, name in ANNOUNCEMENTS.items():
        assert len(announced(harness, language)) == 1
        texts = Counter(m.text for m in harness.guild.channel(name).history)
        assert set(texts.values()) == {1}
    assert harness.server.violations == []


def due_at(harness: Harness, kind: str = "opening") -> datetime:
    at: datetime = parse_utc(harness.rows("select min(due_at) as at from announcements where kind = ?", kind)[0]["at"])
    return at


@contextmanager
def locked_database(harness: Harness) -> Iterator[None]:
    """Another program locks the database, so that nobody else can write."""
    connection = sqlite3.connect(harness.folder / "data" / "atelier.db", isolation_level=None)
    connection.execute("begin immediate")
    try:
        yield
    finally:
        connection.execute("rollback")
        connection.close()
