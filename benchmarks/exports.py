"""Exports 100,000 rows with the command line: how long it takes, and the peak memory of its process."""

import asyncio
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.measure import Line
from benchmarks.testbed import ROOT, TestBed
from benchmarks.workshops import join, text, workshop, write_file
from bot.core.instants import format_utc
from bot.core.programme import PromptKind, Question
from bot.features.prompts.question_json import question_to_json
from bot.storage.database import Database
from bot.storage.transaction import Transaction

PEOPLE, PROMPTS = 5_000, 20
TARGETS_S, MOST_MB = {"xlsx": 15.0, "csv": 3.0}, 200.0
ANSWER = "Response progress every quarter, with figures – and translate it, s’il vous plaît."


async def measure(folder: Path, quick: bool) -> list[Line]:
    testbed = await TestBed.open(folder / "atelier", [], PEOPLE)
    try:
        write_file(testbed.folder, workshop("w0", testbed.guilds[0].id))
        await join(testbed)
        await _answer(testbed.folder / "data" / "atelier.db", PROMPTS // 10 if quick else PROMPTS)
    finally:
        await testbed.close()
    rows = PEOPLE * (PROMPTS // 10 if quick else PROMPTS)
    lines = []
    for format, target in TARGETS_S.items():
        seconds, megabytes = await asyncio.to_thread(_export, testbed.folder, format)
        lines.append(Line(f"{rows:,} answers to {format}", seconds, "s", target=target))
        lines.append(Line(f"peak memory of the export to {format}", megabytes, "MB", target=MOST_MB))
    return lines


async def _answer(path: Path, prompts: int) -> None:
    """Insert everybody's answer to each of `prompts` questions."""
    database, now = await Database.open(path), format_utc(datetime.now(UTC))
    try:

        def write(tx: Transaction) -> None:
            for number in range(prompts):
                question = Question(f"q{number}", PromptKind.OPEN, text(f"Question {number}"))
                tx.execute(
                    "insert into prompts (workshop, prompt, session, definition, opened_at, closes_at)"
                    " values ('w0', ?, 'd1-s0', ?, ?, ?)", (question.id, question_to_json(question), now, now)
                )  # fmt: skip
                tx.execute(
                    "insert into answers (workshop, prompt, answerer, participant, administration, language, text,"
                    " answered_at) select 'w0', ?1, 'p:' || id, id, administration, language, ?2, ?3 from participants",
                    (question.id, ANSWER, now),
                )

        await database.write(write)
    finally:
        await database.close()


def _export(folder: Path, format: str) -> tuple[float, float]:
    options = ["--workshop", "w0", "--format", format, "--output", str(folder / f"data.{format}")]
    export = [sys.executable, str(ROOT / "run.py"), "export", *options]
    watched = [sys.executable, str(ROOT / "benchmarks" / "peak_memory.py"), *export]
    found = subprocess.run(watched, cwd=folder, check=True, stdout=subprocess.PIPE, text=True).stdout
    seconds, megabytes = map(float, found.split())
    return seconds, megabytes
