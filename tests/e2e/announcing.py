"""A workshop that announces in one channel a language, and how its announcements stand."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from bot.core.instants import parse_utc
from fakecord import Message
from tests.e2e.harness import Stage, in_seconds, session, workshop_file

ANNOUNCEMENTS = {"fr": "annonces", "en": "announcements"}
OPENING = {language: f"opening/opening/{language}" for language in ANNOUNCEMENTS}


async def prepare(stage: Stage, seconds: float = 3_600, **more: Any) -> None:
    """A workshop set up with a channel for each language; its session opens in so many seconds, or with `begin`."""
    sessions = more.pop("sessions", [session("opening", in_seconds(seconds), 600)])
    stage.configure(workshop_file(*sessions, **{"channels": {"announcements": ANNOUNCEMENTS}, **more}))
    await stage.start_bot()
    await (await stage.organiser.slash("workshop setup")).settled(20)
    await stage.eventually(lambda: statuses(stage), what="a plan")


async def begin(stage: Stage) -> None:
    """The session opens now, and its opening is due."""
    await stage.organiser.slash("session start", session="opening")


def posting(stage: Stage, language: str) -> str:
    """The path of what is posted in that language's channel."""
    return rf"/channels/{stage.guild.channel(ANNOUNCEMENTS[language]).id}/messages$"


def said(stage: Stage, language: str, words: str = "Opening") -> list[Message]:
    """What was announced in that language and holds those words."""
    return [m for m in stage.guild.channel(ANNOUNCEMENTS[language]).history if words in m.text]


def told(stage: Stage, words: str = "") -> list[Message]:
    """What the organisers' channel was told of announcements that did not go as planned."""
    history = stage.guild.channel("organisers").history
    return [m for m in history if words in m.text and "These announcements did not go as planned" in m.text]


def statuses(stage: Stage, kind: str = "opening") -> dict[str, str]:
    rows = stage.rows("select key, status from announcements where kind = ?", kind)
    return {row["key"]: row["status"] for row in rows}


async def all_are(stage: Stage, status: str, kind: str = "opening", seconds: float = 20) -> None:
    await stage.eventually(lambda: set(statuses(stage, kind).values()) == {status}, seconds, f"all {kind}s {status}")


async def all_are_said(stage: Stage, kind: str = "opening") -> None:
    """Every opening sent; late where this machine takes more than five seconds to start the bot again."""
    await stage.eventually(lambda: set(statuses(stage, kind).values()) <= {"sent", "late"}, 20, f"all {kind}s said")


def assert_said_once(stage: Stage) -> None:
    """Each opening once, nothing at all twice, and nothing that Discord would refuse."""
    for language, name in ANNOUNCEMENTS.items():
        assert len(said(stage, language)) == 1
        texts = Counter(m.text for m in stage.guild.channel(name).history)
        assert set(texts.values()) == {1}
    assert stage.server.violations == []


def due(stage: Stage, kind: str = "opening") -> datetime:
    at: datetime = parse_utc(stage.rows("select min(due_at) as at from announcements where kind = ?", kind)[0]["at"])
    return at


@contextmanager
def database_held(stage: Stage) -> Iterator[None]:
    """Another program holds the database: nobody else can write."""
    connection = sqlite3.connect(stage.folder / "data" / "atelier.db", isolation_level=None)
    connection.execute("begin immediate")
    try:
        yield
    finally:
        connection.execute("rollback")
        connection.close()
