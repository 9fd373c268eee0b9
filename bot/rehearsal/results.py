"""What a play leaves: the exports, the reports, the transcript, and how it went."""

from __future__ import annotations

import asyncio
import json
import time
from pathlib import Path
from typing import Any

from bot.rehearsal.playbill import Play
from bot.rehearsal.summary import Summary, summarise
from bot.rehearsal.transcript import write_transcript


async def take_away(play: Play, output: Path, began: float) -> Summary:
    """Write all of it to `output`; returns how it went since `began` (of `time.monotonic`).

    The export is compared with the play's book first; then the rest is written, the transcript with what was found.
    """
    await asyncio.to_thread(output.mkdir, parents=True, exist_ok=True)
    output = await asyncio.to_thread(output.resolve)
    await play.stage.export("json", output / "data.json")
    tables: dict[str, Any] = json.loads(await asyncio.to_thread((output / "data.json").read_text, "utf-8"))
    play.book.compare(tables, play.workshop.attendance)
    summary = summarise(play, tables)
    await asyncio.gather(_write_transcript(play, output, summary), play.stage.export("all", output))
    summary.data["wall_s"] = round(time.monotonic() - began, 1)
    await asyncio.to_thread(_write_summary, output, summary)
    return summary


def _write_summary(output: Path, summary: Summary) -> None:
    text = json.dumps(summary.data, ensure_ascii=False, indent=2) + "\n"
    (output / "summary.json").write_text(text, encoding="utf-8")


async def _write_transcript(play: Play, output: Path, summary: Summary) -> None:
    """The chat as everyone, the organiser, the facilitator and a coordinator of each language saw it."""
    of_each_language = {c.language: c.person for c in reversed(play.cast.leads())}
    await write_transcript(
        play.stage.server,
        play.stage.guild,
        play.workshop,
        output / "transcript.html",
        organiser=play.cast.organiser,
        facilitator=play.cast.facilitator,
        coordinators=list(of_each_language.values()),
        wrong=summary.faults,
    )
