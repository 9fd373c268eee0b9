"""The results of a rehearsal: exported data, reports, transcript and summary."""

import asyncio
import json
import time
from pathlib import Path
from typing import Any

from bot.rehearsal.bot_errors import logged_errors
from bot.rehearsal.play_context import PlayContext
from bot.rehearsal.summary import Summary, summarise
from bot.rehearsal.transcript import render_transcript


async def write_results(play: PlayContext, output: Path, began: float) -> Summary:
    """Write all results to `output`. `began` is the value of `time.monotonic` when the rehearsal began.

    The exported JSON is compared with the expectations first, because the transcript lists the faults found.
    """
    await asyncio.to_thread(output.mkdir, parents=True, exist_ok=True)
    output = await asyncio.to_thread(output.resolve)
    await play.environment.export("json", output / "data.json")
    tables: dict[str, Any] = json.loads(await asyncio.to_thread((output / "data.json").read_text, "utf-8"))
    play.expectations.compare(tables, play.workshop.attendance)
    log = await asyncio.to_thread(play.environment.bot_log)
    play.expectations.faults += [e.text for e in logged_errors(log) if not play.disruptions.was_active(e.real)]
    summary = summarise(play, tables)
    await asyncio.gather(
        asyncio.to_thread(_write_transcript, play, output, summary), play.environment.export("all", output)
    )
    summary.data["wall_s"] = round(time.monotonic() - began, 1)
    await asyncio.to_thread(_write_summary, output, summary)
    return summary


def _write_summary(output: Path, summary: Summary) -> None:
    text = json.dumps(summary.data, ensure_ascii=False, indent=2) + "\n"
    (output / "summary.json").write_text(text, encoding="utf-8")


def _write_transcript(play: PlayContext, output: Path, summary: Summary) -> None:
    """Write the transcript.

    Its reader can choose the view of the organiser, the facilitator or a coordinator of each language.
    """
    of_each_language = {c.language: c.person for c in reversed(play.cast.leads())}
    html = render_transcript(
        play.environment.server,
        play.environment.guild,
        play.workshop,
        organiser=play.cast.organiser,
        facilitator=play.cast.facilitator,
        coordinators=list(of_each_language.values()),
        faults=summary.faults,
        counts=summary.counts(),
    )
    (output / "transcript.html").write_text(html, encoding="utf-8")
