"""`run.py rehearse`: the whole workshop on this machine, in about a minute, and all that the organisers get of it."""

from __future__ import annotations

import asyncio
import random
import shutil
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from bot.core.programme import Workshop
from bot.core.schedule import Schedule
from bot.rehearsal.acts import (
    after,
    attendance,
    before,
    changes,
    desk,
    evaluation,
    floor,
    havoc,
    improvised,
    prompts,
    sessions,
    synthesis,
    table,
)
from bot.rehearsal.cast import Cast, gather
from bot.rehearsal.director import Director
from bot.rehearsal.playbill import Play
from bot.rehearsal.progress import shown
from bot.rehearsal.results import take_away
from bot.rehearsal.stage import Stage, furnish
from bot.rehearsal.summary import Summary

BEFORE = timedelta(days=1, hours=2)
"""The play begins so long before the first session: time to set up before the first reminder."""
AFTER = timedelta(minutes=5)
SPEED = 3_000.0
ACTS = (changes, before, attendance, sessions, prompts, table, improvised, floor, desk, synthesis, evaluation, after)


@dataclass(frozen=True)
class Rehearsal:
    """What to play: the workshop, its file, where the results go, and how."""

    workshop: Workshop
    file: Path
    output: Path
    seed: int = 1
    participants: int = 52
    speed: float = SPEED
    kills: int = 0
    """How often the bot is killed at random, on top of the play's own crash and restart."""
    troubles: int = 0
    """How many other troubles there are, at random."""
    one_life: bool = False
    """Leave out even the play's own crash and restart, so that the bot lives through it."""


def rehearse(it: Rehearsal) -> int:
    """Play it; 0 where all went well, 1 where anything was refused, late, skipped or lost."""
    try:
        return _say_how_it_went(it, asyncio.run(perform(it))[1])
    except RuntimeError as failed:
        print(failed, file=sys.stderr)
        return 1


async def perform(it: Rehearsal) -> tuple[Play, Summary]:
    """The play as it went, and its summary; the results lie in `it.output`. `RuntimeError` where it broke off."""
    began = time.monotonic()
    folder = Path(await asyncio.to_thread(tempfile.mkdtemp, prefix="atelier-rehearsal-"))
    await asyncio.to_thread(furnish, folder, it.file)
    stage = Stage(it.workshop, folder, it.workshop.starts - BEFORE)
    await stage.open()
    try:
        play = prepared(it, stage)
        await stage.start_bot()
        stage.clock.run(1.0)
        async with shown(play):
            await play.director.play()
            await play.director.go_on_to(play.director.ends() + AFTER)
            await play.director.quiet()
        return play, await take_away(play, it.output, began)
    finally:
        await stage.close()
        await asyncio.to_thread(_clear_away, it.output, folder)


def prepared(it: Rehearsal, stage: Stage, cast: Cast | None = None) -> Play:
    """The play with all its cues; a cast that played before may play again."""
    rng = random.Random(it.seed)
    director = Director(stage, it.speed)
    cast = cast or gather(it.workshop, stage.server, stage.guild, it.participants, rng)
    play = Play(it.workshop, it.workshop.starts - BEFORE, stage, director, cast, rng, one_life=it.one_life)
    for act in ACTS:
        act.cue(play)
    havoc.cue(play, it.kills, it.troubles)
    director.schedule = Schedule.of(it.workshop)  # as the file has it, until someone changes it
    return play


def _clear_away(output: Path, folder: Path) -> None:
    """Keep nothing of the stage but the bot's own log, for whoever wants to know more."""
    log = folder / "bot.log"
    if log.exists():
        output.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(log, output / "bot.log")
    shutil.rmtree(folder, ignore_errors=True)


def _say_how_it_went(it: Rehearsal, summary: Summary) -> int:
    for fault in summary.faults:
        print(f"went wrong: {fault}", file=sys.stderr)
    data = summary.data
    said = data["announcements"]
    print(
        f"{data['workshop']}: {data['sessions']} sessions, {data['participants']} participants, "
        f"{data['administrations']} administrations; {said['sent']} of {said['planned']} announcements sent, "
        f"{said['late']} late; {data['interactions']['count']} interactions, p99 {data['interactions']['p99_ms']} ms; "
        f"{data['answers']} answers, {data['key_messages']} key messages; {data['wall_s']} s"
    )
    print(f"the results lie in {it.output}{'/' if not str(it.output).endswith('/') else ''}")
    return 1 if summary.faults else 0
