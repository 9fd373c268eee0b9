"""How long people wait for an answer: one at a time, and 300 at once. The bare bot and Atelier take turns.

A press of a button is compared with a press on the bare bot's message, which has the same text: Discord sends the
whole message along. Everything else is compared with the command `/ok`.
"""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.measure import Line, at_once, commits_ms, p50, p99, spans
from benchmarks.testbed import TestBed
from benchmarks.workshops import ask, both, open_session, post_button
from bot.storage.database import Database
from fakecord import Interaction, Message, Person

BLOCK, BURST = 20, 300
Act = Callable[[Person], Coroutine[Any, Any, object]]


@dataclass
class BothBots:
    """Both bots, and the actions of people on their servers."""

    bare: TestBed
    atelier: TestBed
    opening: Message
    question: Message
    bare_message: Message
    """The bare bot's message, with the text of `opening` and a button."""
    found: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    """Milliseconds until the acknowledgement, by what was done."""
    bare_found: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    """The same for what the bare bot was asked in comparison."""

    async def ok(self, person: Person) -> object:
        return await person.slash("ok")

    async def press_ok(self, person: Person) -> object:
        return await person.press(self.bare_message)

    async def sign_in(self, person: Person) -> object:
        return await person.press(self.opening)

    async def answer(self, person: Person) -> object:
        return await person.press(self.question, person.id % 5)

    async def write(self, person: Person) -> object:
        form = (await person.slash("keymessage write")).form
        assert form
        return await person.submit(form, {"text": "Response progress every quarter, with figures. " * 5})

    async def type(self, person: Person) -> object:
        return await person.suggest("join", "administration", "number 1")

    async def read(self, person: Person) -> object:
        return await person.slash("programme")


async def measure(folder: Path, quick: bool) -> list[Line]:
    rounds, bursts = (3, 2) if quick else (10, 5)
    bare, atelier = await both(folder, people=rounds * BLOCK + bursts * BURST)
    try:
        opening, question = await open_session(atelier), await ask(atelier)
        bots = BothBots(bare, atelier, opening, question, await post_button(bare, opening.content))
        await _rest(bots)
        lines = [_memory(bots)]
        commits = await _by_turns(bots, rounds, folder)
        lines += [
            *_waits(bots),
            Line("a commit of one page alone, p50", p50(commits), "ms"),
        ]
        return lines + await _bursts(bots, spans(bursts, BURST), after=rounds * BLOCK)
    finally:
        await bare.close()
        await atelier.close()


def _memory(bots: BothBots) -> Line:
    what = f"memory with {len(bots.atelier.people[0]):,} members"
    return Line(what, bots.atelier.memory_mb(), "MB", bots.bare.memory_mb(), 1.7)


async def _by_turns(bots: BothBots, rounds: int, folder: Path) -> list[float]:
    acts: dict[str, tuple[Act, Act]] = {
        "durable sign-in": (bots.sign_in, bots.press_ok),
        "answer to a prompt": (bots.answer, bots.press_ok),
        "key message": (bots.write, bots.ok),
        "autocomplete over 200 administrations": (bots.type, bots.ok),
        "/programme": (bots.read, bots.ok),
    }
    commits = []
    database = await Database.open(folder / "alone.db")
    try:
        for block in spans(rounds, BLOCK):
            for what, (act, bare_act) in acts.items():
                bots.bare_found[what] += await one_by_one(bots.bare, block, bare_act)
                bots.found[what] += await one_by_one(bots.atelier, block, act)
                commits += await commits_ms(database, 4)
        return commits
    finally:
        await database.close()


async def one_by_one(testbed: TestBed, block: range, act: Act) -> list[float]:
    """Milliseconds until each person of `block` got the answer, one after the other."""
    found = []
    for number in block:
        await act(testbed.people[0][number])
        found.append(latency(testbed.server.interactions[-1]))
    await asyncio.sleep(0.3)  # what follows the answers must not slow down the other bot
    return found


def latency(interaction: Interaction) -> float:
    """Milliseconds until the bot acknowledged it."""
    assert interaction.latency_ms is not None, f"{interaction.name} was not answered"
    return interaction.latency_ms


def _waits(bots: BothBots) -> list[Line]:
    lines = []
    for what, found in bots.found.items():
        bare = bots.bare_found[what]
        target = 2.2 if what == "durable sign-in" else None
        lines.append(Line(f"{what}, p50", p50(found), "ms", p50(bare), target))
        if target:
            lines.append(Line(f"{what}, p99", p99(found), "ms", p99(bare)))
    return lines


async def _bursts(bots: BothBots, bursts: Sequence[range], after: int) -> list[Line]:
    """Time from the first press to the last answer, and processor time with everything that follows."""
    walls: dict[str, list[float]] = defaultdict(list)
    processor: dict[str, float] = defaultdict(float)
    for burst in bursts:
        for testbed, act in ((bots.bare, bots.press_ok), (bots.atelier, bots.sign_in)):
            people = [testbed.people[0][after + number] for number in burst]
            before = testbed.cpu_s()
            walls[testbed.folder.name].append(await _at_once(testbed, people, act))
            await testbed.until_idle()
            processor[testbed.folder.name] += (testbed.cpu_s() - before) * 1000 / len(bursts) / BURST
    return [
        Line(f"{BURST} sign-ins at once, until the last answer, p50", p50(walls["atelier"]), "ms",
             p50(walls["bare"]), 1.6),
        Line("processor time of one of these", processor["atelier"], "ms", processor["bare"]),
    ]  # fmt: skip


async def _at_once(testbed: TestBed, people: Sequence[Person], act: Act) -> float:
    await at_once(people, act)
    these = testbed.server.interactions[-len(people) :]
    began = min(interaction.began for interaction in these)
    return max((interaction.began - began) * 1000 + latency(interaction) for interaction in these)


async def _rest(bots: BothBots) -> None:
    await asyncio.sleep(2)
    for testbed in (bots.bare, bots.atelier):
        await testbed.until_idle()
