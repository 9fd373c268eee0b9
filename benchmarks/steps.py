"""Where the time of one sign-in goes, step by step, beside the bare answer's; both by turns."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterable
from pathlib import Path

from benchmarks.interactions import BLOCK, ok, one_by_one
from benchmarks.measure import Line, p50, spans
from benchmarks.stand import ROOT, Stand
from benchmarks.workshops import atelier_script, open_session, prepare

TRACED = str(ROOT / "benchmarks" / "traced.py")

Moments = dict[str, float]
STEPS = {
    "read from the gateway, made an interaction (discord.py)": ("frame", "parsed"),
    "who it is, where, whose turn": ("parsed", "write"),
    "to the database's thread": ("write", "at work"),
    "written, and on the disk": ("at work", "on disk"),
    "and back": ("on disk", "written"),
    "the words": ("written", "answer"),
    "made a request and sent (discord.py, aiohttp)": ("answer", "sent"),
}
"""From one moment of `traced.py` to the next; the bare bot does nothing between parsing and answering."""
OF_THE_BARE = {
    "read from the gateway, made an interaction (discord.py)": ("frame", "parsed"),
    "who it is, where, whose turn": ("parsed", "answer"),
    "made a request and sent (discord.py, aiohttp)": ("answer", "sent"),
}


async def measure(folder: Path, quick: bool) -> list[Line]:
    rounds = 3 if quick else 10
    bare = await Stand.open(folder / "bare", [TRACED, str(ROOT / "benchmarks" / "bare_bot.py")], rounds * BLOCK)
    atelier = await Stand.open(folder / "atelier", [TRACED, *atelier_script()], rounds * BLOCK)
    try:
        await prepare(atelier)
        await bare.start()
        await atelier.start()
        opening = await open_session(atelier)
        await asyncio.sleep(2)
        waits, of_the_bare = list[float](), list[float]()
        for block in spans(rounds, BLOCK):
            of_the_bare += await one_by_one(bare, block, ok)
            waits += await one_by_one(atelier, block, lambda person: person.press(opening))
        return [
            *_lines(await _noted(atelier, "written"), await _noted(bare, "answer")),
            Line("all of it, with the network and the stand-in", p50(waits), "ms", p50(of_the_bare)),
        ]
    finally:
        await bare.close()
        await atelier.close()


async def _noted(stand: Stand, has: str) -> list[Moments]:
    """The first of each moment, of every interaction that has come to the one named `has`."""
    await asyncio.to_thread(stand.tell_of_its_steps)
    told = json.loads((stand.folder / "steps.json").read_text())
    interactions = [dict(reversed(each)) for each in told]
    return [each for each in interactions if has in each and "parsed" in each and "sent" in each]


def _lines(atelier: list[Moments], bare: list[Moments]) -> Iterable[Line]:
    for what, (since, until) in STEPS.items():
        compared = OF_THE_BARE.get(what)
        yield Line(what, _ms(atelier, since, until), "ms", compared and _ms(bare, *compared))


def _ms(interactions: list[Moments], since: str, until: str) -> float:
    return p50((each[until] - each[since]) * 1000 for each in interactions)
