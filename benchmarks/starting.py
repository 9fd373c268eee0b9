"""From the start of the process to the first answer, and what it holds then; bare and Atelier by turns."""

from __future__ import annotations

import asyncio
import compileall
import time
from collections import defaultdict
from pathlib import Path

from benchmarks.measure import Line, p50
from benchmarks.stand import ROOT, Stand
from benchmarks.workshops import atelier_script, prepare

PEOPLE, ADMINISTRATIONS = 50, 17


async def measure(folder: Path, quick: bool) -> list[Line]:
    compileall.compile_dir(ROOT / "bot", quiet=1)  # as discord.py is: by its installation, or by its first start
    found: dict[str, list[float]] = defaultdict(list)
    for number in range(2 if quick else 6):
        for name, script, command in (
            ("bare", [str(ROOT / "benchmarks" / "bare_bot.py")], "ok"),
            ("atelier", atelier_script(), "programme"),
        ):
            stand = await Stand.open(folder / f"{name}-{number}", script, PEOPLE)
            try:
                if name == "atelier":
                    await prepare(stand, administrations=ADMINISTRATIONS)
                await _start(stand, command, name, found)
            finally:
                await stand.close()
    least = {name: min(values) for name, values in found.items()}
    return [
        Line("start, to the first answer", p50(found["atelier s"]), "s", p50(found["bare s"]), 2.0),
        Line("the same, the shortest", least["atelier s"], "s", least["bare s"]),
        Line("processor time of a start", p50(found["atelier cpu"]), "s", p50(found["bare cpu"])),
        Line(f"memory with {PEOPLE} members", p50(found["atelier mb"]), "MB", p50(found["bare mb"]), 1.7),
    ]


async def _start(stand: Stand, command: str, name: str, found: dict[str, list[float]]) -> None:
    began = time.monotonic()
    await stand.start()
    await stand.people[0][0].slash(command)
    found[f"{name} s"].append(time.monotonic() - began)
    found[f"{name} cpu"].append(stand.cpu_s())
    await asyncio.sleep(1.0)
    await stand.quiet()
    found[f"{name} mb"].append(stand.memory_mb())
