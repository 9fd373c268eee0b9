"""Rehearsals in a row in which the bot is killed and Discord fails at random. Nothing is lost or said twice.

`python -m tests.soak.kills --plays 10 --kills 5 --others 5` prints a line for each play, with its seed; the
same seed makes the same play again. Announcements may be late after a kill. None is skipped but a reminder of a session
that had begun when Discord came back.
"""

import argparse
import asyncio
import sys
import tempfile
from collections import Counter
from pathlib import Path

from bot.i18n.catalogue import available
from bot.rehearsal.play import RehearsalOptions, run_play
from bot.rehearsal.play_context import PlayContext
from bot.rehearsal.summary import Summary
from bot.workshop_file import read_workshop

SAMPLE = Path(__file__).resolve().parents[2] / "config" / "workshops" / "acpi-2021.yaml"


def main() -> int:
    """The number of plays with faults."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--plays", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1, help="of the first play; the others follow")
    parser.add_argument("--kills", type=int, default=5, help="in each play")
    parser.add_argument("--others", type=int, default=5, help="other troubles in each play")
    parser.add_argument("--participants", type=int, default=52)
    it = parser.parse_args()
    seeds = range(it.seed, it.seed + it.plays)
    return sum(not _play(seed, it.kills, it.others, it.participants) for seed in seeds)


def _play(seed: int, kills: int, others: int, participants: int) -> bool:
    """Whether the play had no faults."""
    workshop, faults = read_workshop(SAMPLE, available())
    assert workshop, faults
    with tempfile.TemporaryDirectory() as folder:
        rehearsal = RehearsalOptions(
            workshop, SAMPLE, Path(folder), seed, participants, kills=kills, disruptions=others
        )
        play, summary = asyncio.run(run_play(rehearsal))
    wrong = faults_of_play(play, summary)
    said = summary.data["announcements"]
    print(
        f"seed {seed}: {kills} kills, {others} other troubles; {said['sent']} announcements sent, {said['late']} late; "
        f"{summary.data['interactions']['count']} interactions; {summary.data['wall_s']} s: "
        f"{'nothing lost, nothing said twice' if not wrong else f'{len(wrong)} faults'}",
        flush=True,
    )
    for fault in wrong:
        print(f"  {fault}", file=sys.stderr, flush=True)
    return not wrong


def faults_of_play(play: PlayContext, summary: Summary) -> list[str]:
    """The faults of a play, and every text that was posted twice. Late announcements are no fault."""
    late = [fault for fault in summary.faults if fault.startswith("announcement ") and fault.endswith(": late")]
    faults = [fault for fault in summary.faults if fault not in late and not _came_after_the_start(fault, late)]
    names = {play.announcement_channel(language).name for language in play.workshop.languages}
    channels = [channel for channel in play.environment.server.channels if channel.name in names]
    said = [m for channel in channels for m in channel.messages if not m.ephemeral_for]
    # The nonce is an announcement's: two reminders of a session may have the same text. Others have none.
    # The welcome stands once in each channel; one that was deleted has been made again.
    texts = Counter((m.nonce, m.text if ":join" not in str(m.buttons) else f"#{m.channel.id} {m.text}") for m in said)
    return [
        *faults,
        *(f"said {count} times: {text[:80]!r}" for (_nonce, text), count in texts.items() if count > 1),
        *(f"posted {count} times to the interpreters: {it}" for it, count in _item_posts(play).items() if count > 1),
    ]


def _came_after_the_start(fault: str, late: list[str]) -> bool:
    """Whether `fault`, `announcement ID/reminder/10m: skipped`, is of a session whose opening is late too."""
    reminder, is_one, rest = fault.partition("/reminder/")
    return bool(is_one) and rest.endswith(": skipped") and any(it.startswith(f"{reminder}/opening") for it in late)


def _item_posts(play: PlayContext) -> Counter[str]:
    """How often each item for the interpreters was posted, by nonce, because texts may be equal."""
    name = play.workshop.channels.interpreters
    channels = [channel for channel in play.environment.server.channels if channel.name == name]
    return Counter(str(m.nonce) for channel in channels for m in channel.messages if m.nonce)


if __name__ == "__main__":
    sys.exit(main())
