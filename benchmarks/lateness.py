"""How late announcements are while three hundred people answer at once, again and again."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from benchmarks.measure import Line, at_once, lag_ms, no_pauses, p50, p99
from benchmarks.stand import Stand
from benchmarks.workshops import ask, atelier_script, furnish, join, open_session, text, workshop, write_file
from bot.core.instants import parse_utc
from fakecord import Message

CROWD, EVERY_S = 300, 1.7
"""So many people answer at once, so often: in no step with the seconds at which announcements are due."""
ANNOUNCERS, SESSION_S, LEAD_S = 3, 4, 15
PEOPLE_THERE = 300


async def measure(folder: Path, quick: bool) -> list[Line]:
    sessions = 5 if quick else 10
    stand = await Stand.open(folder / "atelier", atelier_script(), PEOPLE_THERE, 1 + ANNOUNCERS)
    try:
        write_file(stand.folder, workshop("w0", stand.guilds[0].id))
        begins = datetime.now(UTC).replace(microsecond=0) + timedelta(seconds=LEAD_S)
        for number in range(1, 1 + ANNOUNCERS):
            described = _announcer(f"w{number}", stand.guilds[number].id, begins + timedelta(seconds=number), sessions)
            write_file(stand.folder, described)
            furnish(stand.guilds[number])
        await join(stand)
        await stand.start()
        await open_session(stand)
        question = await ask(stand)
        lag: list[float] = []
        watching = asyncio.create_task(lag_ms(lag))
        with no_pauses():
            waits = await _answer_until(
                stand, question, begins + timedelta(seconds=1 + sessions * SESSION_S + ANNOUNCERS)
            )
        watching.cancel()
        late, claimed = _latenesses(stand), _claimed_late(stand.folder / "data" / "atelier.db")
        assert late, "nothing was announced"
        return [
            Line(f"lateness of {len(late)} announcements, {CROWD} answers every {EVERY_S} s, p50", p50(late), "ms"),
            Line("lateness of an announcement, p99", p99(late), "ms", target=250),
            Line("lateness of an announcement, the longest", max(late), "ms"),
            Line("of these until the bot claims it, and then sends it, p99", p99(claimed), "ms"),
            Line("how late the stand-in itself is meanwhile, p50", p50(lag), "ms"),
            Line("how late the stand-in itself is meanwhile, p99", p99(lag), "ms"),
            Line(f"until {CROWD} answers are given meanwhile, p50", p50(waits), "ms"),
        ]
    finally:
        await stand.close()


def _announcer(id: str, guild: int, begins: datetime, sessions: int) -> dict[str, Any]:
    """Sessions one after the other, each opened and closed by an announcement."""
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


async def _answer_until(stand: Stand, question: Message, end: datetime) -> list[float]:
    waits = []
    loop, crowd = asyncio.get_running_loop(), stand.people[0][:CROWD]
    while datetime.now(UTC) < end:
        began = loop.time()
        exchanges = await at_once(crowd, lambda person: person.press(question, _pick()))
        waits.append(max(exchange.latency_ms for exchange in exchanges))
        await asyncio.sleep(max(EVERY_S - (loop.time() - began), 0))
    return waits


def _pick() -> int:
    return int(datetime.now(UTC).timestamp()) % 5


def _latenesses(stand: Stand) -> list[float]:
    """Milliseconds from when each was due until Discord had it; those that someone asked for at that moment aside."""
    received = {int(it.answer["id"]): it.real for it in stand.server.log if _is_post(it)}
    found = []
    for due, _claimed, message in _said(stand.folder / "data" / "atelier.db"):
        found.append((received[message] - parse_utc(due).timestamp()) * 1000)
    return found


def _claimed_late(database: Path) -> list[float]:
    """Most of what is the bot’s own: milliseconds from when each was due until it was being claimed, as it noted."""
    return [
        (parse_utc(claimed) - parse_utc(due)).total_seconds() * 1000 for due, claimed, _ in _said(database) if claimed
    ]


def _is_post(request: Any) -> bool:
    return bool(request.method == "POST" and request.path.endswith("/messages") and request.status == 200)


def _said(database: Path) -> Iterable[tuple[str, str, int]]:
    connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    try:
        return connection.execute(
            "select due_at, claimed_at, message_id from announcements where workshop <> 'w0' and message_id is not null"
        ).fetchall()
    finally:
        connection.close()
