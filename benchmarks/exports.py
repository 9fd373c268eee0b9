"""A hundred thousand rows to a file, by the command line: how long, and the most memory its process held."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.measure import Line
from benchmarks.stand import ROOT, Stand
from benchmarks.workshops import join, text, workshop, write_file
from bot.core.instants import format_utc
from bot.core.programme import PromptKind, Question
from bot.features.prompts.question_json import question_to_json
from bot.storage.database import Database
from bot.storage.transaction import Transaction

PEOPLE, PROMPTS = 5_000, 20
TARGETS_S, MOST_MB = {"xlsx": 15.0, "csv": 2.0}, 200.0
SAID = "Response progress every quarter, with figures – and translate it, s’il vous plaît."


async def measure(folder: Path, quick: bool) -> list[Line]:
    stand = await Stand.open(folder / "atelier", [], PEOPLE)
    try:
        write_file(stand.folder, workshop("w0", stand.guilds[0].id))
        await join(stand)
        await _answer(stand.folder / "data" / "atelier.db", PROMPTS // 10 if quick else PROMPTS)
    finally:
        await stand.close()
    rows = PEOPLE * (PROMPTS // 10 if quick else PROMPTS)
    lines = []
    for format, target in TARGETS_S.items():
        seconds, megabytes = await asyncio.to_thread(_export, stand.folder, format)
        lines.append(Line(f"{rows:,} answers to {format}", seconds, "s", target=target))
        lines.append(Line("the most memory its process held", megabytes, "MB", target=MOST_MB))
    return lines


async def _answer(path: Path, prompts: int) -> None:
    """Everybody's answer to each of so many questions."""
    database, now = await Database.open(path), format_utc(datetime.now(UTC))
    try:

        def write(tx: Transaction) -> None:
            for number in range(prompts):
                asked = Question(f"q{number}", PromptKind.OPEN, text(f"Question {number}"))
                tx.execute(
                    "insert into prompts (workshop, prompt, session, definition, opened_at, closes_at)"
                    " values ('w0', ?, 'd1-s0', ?, ?, ?)", (asked.id, question_to_json(asked), now, now)
                )  # fmt: skip
                tx.execute(
                    "insert into answers (workshop, prompt, answerer, participant, administration, language, text,"
                    " answered_at) select 'w0', ?1, 'p:' || id, id, administration, language, ?2, ?3 from participants",
                    (asked.id, SAID, now),
                )

        await database.write(write)
    finally:
        await database.close()


def _export(folder: Path, format: str) -> tuple[float, float]:
    options = ["--workshop", "w0", "--format", format, "--output", str(folder / f"data.{format}")]
    export = [sys.executable, str(ROOT / "run.py"), "export", *options]
    watched = [sys.executable, str(ROOT / "benchmarks" / "watched.py"), *export]
    found = subprocess.run(watched, cwd=folder, check=True, stdout=subprocess.PIPE, text=True).stdout
    seconds, megabytes = map(float, found.split())
    return seconds, megabytes
