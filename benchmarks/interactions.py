"""How long people wait for their answer: one at a time, and three hundred at once. Bare and Atelier by turns."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.measure import Line, at_once, commits_ms, p50, p99, spans
from benchmarks.stand import Stand
from benchmarks.workshops import ask, both, open_session
from bot.storage.database import Database
from fakecord import Interaction, Message, Person

BLOCK, BURST = 20, 300
Act = Callable[[Person], Coroutine[Any, Any, object]]


@dataclass
class WorkshopContext:
    """Both bots, and what people do there; `ok` is the bare bot's one command."""

    bare: Stand
    atelier: Stand
    opening: Message
    question: Message
    found: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    """Milliseconds until the acknowledgement, by what was done."""

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


async def ok(person: Person) -> object:
    return await person.slash("ok")


async def measure(folder: Path, quick: bool) -> list[Line]:
    rounds, bursts = (3, 2) if quick else (10, 5)
    bare, atelier = await both(folder, people=rounds * BLOCK + bursts * BURST)
    try:
        context = WorkshopContext(bare, atelier, await open_session(atelier), await ask(atelier))
        await _rest(context)
        lines = [_memory(context)]
        commits = await _by_turns(context, rounds, folder)
        lines += [
            *_waits(context),
            Line("a commit of one page by itself, in the database's thread, p50", p50(commits), "ms"),
        ]
        return lines + await _bursts(context, spans(bursts, BURST), after=rounds * BLOCK)
    finally:
        await bare.close()
        await atelier.close()


def _memory(context: WorkshopContext) -> Line:
    what = f"memory with {len(context.atelier.people[0]):,} members"
    return Line(what, context.atelier.memory_mb(), "MB", context.bare.memory_mb(), 1.7)


async def _by_turns(context: WorkshopContext, rounds: int, folder: Path) -> list[float]:
    acts: dict[str, Act] = {
        "a durable sign-in": context.sign_in,
        "a prompt answer": context.answer,
        "a key message": context.write,
        "autocomplete over 200 administrations": context.type,
        "/programme": context.read,
    }
    commits = []
    database = await Database.open(folder / "alone.db")
    try:
        for block in spans(rounds, BLOCK):
            for what, act in acts.items():
                context.found["ok"] += await one_by_one(context.bare, block, ok)
                context.found[what] += await one_by_one(context.atelier, block, act)
                commits += await commits_ms(database, 4)
        return commits
    finally:
        await database.close()


async def one_by_one(stand: Stand, block: range, act: Act) -> list[float]:
    """Milliseconds until each of these people was answered, one after the other."""
    found = []
    for number in block:
        await act(stand.people[0][number])
        found.append(latency(stand.server.interactions[-1]))
    await asyncio.sleep(0.3)  # what it set off is not counted against the other bot
    return found


def latency(interaction: Interaction) -> float:
    """Milliseconds until it was acknowledged."""
    assert interaction.latency_ms is not None, f"{interaction.name} was not answered"
    return interaction.latency_ms


def _waits(context: WorkshopContext) -> list[Line]:
    bare = context.found.pop("ok")
    lines = []
    for what, found in context.found.items():
        target = 2.2 if what == "a durable sign-in" else None
        lines.append(Line(f"{what}, p50", p50(found), "ms", p50(bare), target))
        lines.append(Line(f"{what}, p99", p99(found), "ms", p99(bare)))
    return lines


async def _bursts(context: WorkshopContext, bursts: Sequence[range], after: int) -> list[Line]:
    """From the first press to the last answer; processor time with all that it sets off."""
    walls: dict[str, list[float]] = defaultdict(list)
    processor: dict[str, float] = defaultdict(float)
    for burst in bursts:
        for stand, act in ((context.bare, ok), (context.atelier, context.sign_in)):
            people = [stand.people[0][after + number] for number in burst]
            before = stand.cpu_s()
            walls[stand.folder.name].append(await _at_once(stand, people, act))
            await stand.quiet()
            processor[stand.folder.name] += (stand.cpu_s() - before) * 1000 / len(bursts) / BURST
    return [
        Line(f"{BURST} sign-ins at once, until the last is answered, p50", p50(walls["atelier"]), "ms",
             p50(walls["bare"]), 1.6),
        Line("processor time of one of them", processor["atelier"], "ms", processor["bare"]),
    ]  # fmt: skip


async def _at_once(stand: Stand, people: Sequence[Person], act: Act) -> float:
    await at_once(people, act)
    these = stand.server.interactions[-len(people) :]
    began = min(it.began for it in these)
    return max((it.began - began) * 1000 + latency(it) for it in these)


async def _rest(context: WorkshopContext) -> None:
    await asyncio.sleep(2)
    for stand in (context.bare, context.atelier):
        await stand.quiet()
