"""How late announcements are while 300 people answer at once, again and again."""

import asyncio
import sqlite3
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from benchmarks.measure import Line, at_once, lag_ms, p50, p99, without_garbage_collection
from benchmarks.testbed import TestBed
from benchmarks.workshops import ask, atelier_script, create_channels, join, open_session, text, workshop, write_file
from bot.core.instants import parse_utc
from fakecord import Message

CROWD, EVERY_S = 300, 1.7
"""300 people answer every 1.7 s. Announcements are due at whole seconds, so they meet a crowd at different points."""
ANNOUNCERS, SESSION_S, LEAD_S = 3, 4, 15
PEOPLE_THERE = 300


async def measure(folder: Path, quick: bool) -> list[Line]:
    sessions = 5 if quick else 10
    testbed = await TestBed.open(folder / "atelier", atelier_script(), PEOPLE_THERE, 1 + ANNOUNCERS)
    try:
        write_file(testbed.folder, workshop("w0", testbed.guilds[0].id))
        begins = datetime.now(UTC).replace(microsecond=0) + timedelta(seconds=LEAD_S)
        for number in range(1, 1 + ANNOUNCERS):
            described = _announcer(
                f"w{number}", testbed.guilds[number].id, begins + timedelta(seconds=number), sessions
            )
            write_file(testbed.folder, described)
            create_channels(testbed.guilds[number])
        await join(testbed)
        await testbed.start()
        await open_session(testbed)
        question = await ask(testbed)
        lag: list[float] = []
        watching = asyncio.create_task(lag_ms(lag))
        with without_garbage_collection():
            waits = await _answer_until(
                testbed, question, begins + timedelta(seconds=1 + sessions * SESSION_S + ANNOUNCERS)
            )
        watching.cancel()
        late, claimed = _latenesses(testbed), _claim_latenesses(testbed.folder / "data" / "atelier.db")
        assert late, "nothing was announced"
        return [
            Line(f"lateness of {len(late)} announcements, {CROWD} answers every {EVERY_S} s, p50", p50(late), "ms"),
            Line("lateness of an announcement, p99", p99(late), "ms", target=250),
            Line("of this until the bot begins to send it, p99", p99(claimed), "ms"),
            Line("lateness of the fake server itself, p99", p99(lag), "ms"),
            Line(f"until {CROWD} answers are given, p50", p50(waits), "ms"),
        ]
    finally:
        await testbed.close()


def _announcer(id: str, guild: int, begins: datetime, sessions: int) -> dict[str, Any]:
    """Consecutive sessions; an announcement opens and closes each."""
    described = workshop(id, guild, administrations=17)
    starts = [begins + timedelta(seconds=number * SESSION_S) for number in range(sessions)]
    return described | {
        "timezone": "UTC",
        "reminders": [],
        "key_messages": None,
        "days": [
            {
                "date": on,
                "title": text("Day"),
                "sessions": [
                    {"id": f"s-{start:%H%M%S}", "title": text(f"Session of {start:%H:%M:%S}"),
                     "start": f"{start:%H:%M:%S}", "duration": f"{SESSION_S - 1}s"}
                    for start in starts if start.date() == on
                ],
            }
            for on in sorted({start.date() for start in starts})
        ],
    }  # fmt: skip


async def _answer_until(testbed: TestBed, question: Message, end: datetime) -> list[float]:
    waits = []
    loop, crowd = asyncio.get_running_loop(), testbed.people[0][:CROWD]
    while datetime.now(UTC) < end:
        began = loop.time()
        exchanges = await at_once(crowd, lambda person: person.press(question, _pick()))
        waits.append(max(exchange.latency_ms for exchange in exchanges))
        await asyncio.sleep(max(EVERY_S - (loop.time() - began), 0))
    return waits


def _pick() -> int:
    return int(datetime.now(UTC).timestamp()) % 5


def _latenesses(testbed: TestBed) -> list[float]:
    """Milliseconds from the due time of each announcement until the fake server received it."""
    received = {int(it.answer["id"]): it.real for it in testbed.server.log if _is_post(it)}
    return [
        (received[message] - parse_utc(due).timestamp()) * 1000
        for due, _claimed, message in _announcements(testbed.folder / "data" / "atelier.db")
    ]


def _claim_latenesses(database: Path) -> list[float]:
    """Milliseconds from the due time of each announcement until the bot claimed it, as the database says."""
    return [
        (parse_utc(claimed) - parse_utc(due)).total_seconds() * 1000
        for due, claimed, _ in _announcements(database)
        if claimed
    ]


def _is_post(request: Any) -> bool:
    return bool(request.method == "POST" and request.path.endswith("/messages") and request.status == 200)


def _announcements(database: Path) -> Iterable[tuple[str, str, int]]:
    """Due time, time of the claim and message id of each announcement outside the crowd's workshop."""
    connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    try:
        return connection.execute(
            "select due_at, claimed_at, message_id from announcements where workshop <> 'w0' and message_id is not null"
        ).fetchall()
    finally:
        connection.close()
