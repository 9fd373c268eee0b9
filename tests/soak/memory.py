"""One bot, one life, a workshop after the other: does it grow?

`python -m tests.soak.memory --plays 10` gives one server as many workshops, a month apart, has the same people play
each, and prints what memory the bot holds after each. A finished workshop stays in the database, not in memory.
"""

from __future__ import annotations

import argparse
import asyncio
import re
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path

from bot.core.programme import Workshop
from bot.i18n.catalogue import available
from bot.rehearsal.cast import Cast
from bot.rehearsal.play import AFTER, BEFORE, Rehearsal, prepared
from bot.rehearsal.stage import Stage, furnish
from bot.workshop_file import read_workshop
from tests.soak.kills import SAMPLE

APART = timedelta(weeks=4)
DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--plays", type=int, default=10)
    parser.add_argument("--participants", type=int, default=52)
    it = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(_play_all(Path(folder), it.plays, it.participants))
    return 0


async def _play_all(folder: Path, plays: int, participants: int) -> None:
    files = [await asyncio.to_thread(_later, folder, number) for number in range(plays)]
    await asyncio.to_thread(furnish, folder / "stage", *files)
    workshops = [_read(file) for file in files]
    stage = Stage(workshops[0], folder / "stage", workshops[0].starts - BEFORE)
    await stage.open()
    try:
        await stage.start_bot()
        await stage.server.ready()
        print(f"at the start: {stage.bot_memory() / 1024:.1f} MB", flush=True)
        cast = None
        for workshop, file in zip(workshops, files, strict=True):
            rehearsal = Rehearsal(workshop, file, folder, participants=participants, one_life=True)
            cast = await _play(rehearsal, stage, cast)
    finally:
        await stage.close()


async def _play(it: Rehearsal, stage: Stage, cast: Cast | None) -> Cast:
    stage.workshop = it.workshop
    play = prepared(it, stage, cast)
    stage.clock.run(1.0, at=play.begins)
    await play.director.quiet()
    await play.director.play()
    await play.director.go_on_to(play.director.ends() + AFTER)
    await play.director.quiet()
    print(f"{it.workshop.id}: {stage.bot_memory() / 1024:.1f} MB; {len(play.book.faults)} faults", flush=True)
    for fault in play.book.faults:
        print(f"  {fault}", file=sys.stderr, flush=True)
    return play.cast


def _later(folder: Path, number: int) -> Path:
    """The sample, so many times four weeks later, under a name of its own."""

    def shifted(written: re.Match[str]) -> str:
        return (date.fromisoformat(written[0]) + number * APART).isoformat()

    text = DATE.sub(shifted, SAMPLE.read_text("utf-8"))
    file = folder / f"play-{number + 1:02}.yaml"
    file.write_text(re.sub(r"(?m)^id:.*$", f"id: {file.stem}", text, count=1), "utf-8")
    return file


def _read(file: Path) -> Workshop:
    workshop, faults = read_workshop(file, available())
    assert workshop, faults
    return workshop


if __name__ == "__main__":
    sys.exit(main())
