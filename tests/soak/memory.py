"""Does the memory of one bot grow over several workshops?

`python -m tests.soak.memory --plays 10` gives one server as many workshops, a month apart, has the same people play
each, and prints what memory the bot holds after each. A finished workshop stays in the database, not in memory.
"""

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
from bot.rehearsal.environment import Environment, write_configuration
from bot.rehearsal.play import ENDS_AFTER, STARTS_BEFORE, RehearsalOptions, prepare_play
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
    await asyncio.to_thread(write_configuration, folder / "stage", *files)
    workshops = [_read(file) for file in files]
    environment = Environment(workshops[0], folder / "stage", workshops[0].starts - STARTS_BEFORE)
    await environment.open()
    try:
        await environment.start_bot()
        await environment.server.ready()
        print(f"at the start: {_memory_of(environment.bot_pid):.1f} MB", flush=True)
        cast = None
        for workshop, file in zip(workshops, files, strict=True):
            rehearsal = RehearsalOptions(workshop, file, folder, participants=participants, no_restarts=True)
            cast = await _play(rehearsal, environment, cast)
    finally:
        await environment.close()


async def _play(it: RehearsalOptions, environment: Environment, cast: Cast | None) -> Cast:
    environment.workshop = it.workshop
    play = prepare_play(it, environment, cast)
    environment.clock.run(1.0, at=play.begins)
    await play.timeline.wait_until_idle()
    await play.timeline.run()
    await play.timeline.advance_to(play.timeline.ends() + ENDS_AFTER)
    await play.timeline.wait_until_idle()
    print(
        f"{it.workshop.id}: {_memory_of(environment.bot_pid):.1f} MB; {len(play.expectations.faults)} faults",
        flush=True,
    )
    for fault in play.expectations.faults:
        print(f"  {fault}", file=sys.stderr, flush=True)
    return play.cast


def _memory_of(pid: int) -> float:
    """The resident memory of a process in megabytes, from Linux's /proc."""
    status = Path(f"/proc/{pid}/status").read_text("ascii")
    return int(re.findall(r"VmRSS:\s+(\d+) kB", status)[0]) / 1024


def _later(folder: Path, number: int) -> Path:
    """Write the sample workshop with another id, `number` times four weeks later."""

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
