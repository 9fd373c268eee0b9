"""The steps of one sign-in, compared with those of the bare bot's answer to a press. The bots take turns."""

import asyncio
import json
from collections.abc import Iterable
from pathlib import Path

from benchmarks.interactions import BLOCK, one_by_one
from benchmarks.measure import Line, p50, spans
from benchmarks.testbed import ROOT, TestBed
from benchmarks.workshops import atelier_script, open_session, post_button, prepare

TRACED = str(ROOT / "benchmarks" / "traced.py")

Moments = dict[str, float]
STEPS = {
    "parsed the interaction (discord.py)": ("frame", "parsed"),
    "found the person, the workshop and the handler": ("parsed", "write"),
    "committed in the database's thread": ("write", "written"),
    "wrote the text": ("written", "answer"),
    "sent the request (discord.py, aiohttp)": ("answer", "sent"),
}
"""Each step, from one moment of `traced.py` to the next."""
BARE_STEPS = {
    "parsed the interaction (discord.py)": ("frame", "parsed"),
    "found the person, the workshop and the handler": ("parsed", "answer"),
    "sent the request (discord.py, aiohttp)": ("answer", "sent"),
}


async def measure(folder: Path, quick: bool) -> list[Line]:
    rounds = 3 if quick else 10
    bare = await TestBed.open(folder / "bare", [TRACED, str(ROOT / "benchmarks" / "bare_bot.py")], rounds * BLOCK)
    atelier = await TestBed.open(folder / "atelier", [TRACED, *atelier_script()], rounds * BLOCK)
    try:
        await prepare(atelier)
        await bare.start()
        await atelier.start()
        opening = await open_session(atelier)
        bare_message = await post_button(bare, opening.content)
        await asyncio.sleep(2)
        waits, bare_waits = list[float](), list[float]()
        for block in spans(rounds, BLOCK):
            bare_waits += await one_by_one(bare, block, lambda person: person.press(bare_message))
            waits += await one_by_one(atelier, block, lambda person: person.press(opening))
        return [
            *_lines(await _recorded(atelier, "written"), await _recorded(bare, "answer")),
            Line("all of it, with the network and the fake server, p50", p50(waits), "ms", p50(bare_waits)),
        ]
    finally:
        await bare.close()
        await atelier.close()


async def _recorded(testbed: TestBed, has: str) -> list[Moments]:
    """The moments of each interaction that reached the moment `has`. Of repeated moments, the first one."""
    await asyncio.to_thread(testbed.write_steps)
    told = json.loads((testbed.folder / "steps.json").read_text())
    interactions = [dict(reversed(each)) for each in told]
    return [each for each in interactions if has in each and "parsed" in each and "sent" in each]


def _lines(atelier: list[Moments], bare: list[Moments]) -> Iterable[Line]:
    for what, (since, until) in STEPS.items():
        compared = BARE_STEPS.get(what)
        yield Line(what, _ms(atelier, since, until), "ms", compared and _ms(bare, *compared))


def _ms(interactions: list[Moments], since: str, until: str) -> float:
    return p50((each[until] - each[since]) * 1000 for each in interactions)
