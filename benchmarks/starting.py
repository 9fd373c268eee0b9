"""Time from the start of the process to the first answer, and memory then. The bare bot and Atelier take turns."""

import asyncio
import compileall
import time
from collections import defaultdict
from pathlib import Path

from benchmarks.measure import Line, p50
from benchmarks.testbed import ROOT, TestBed
from benchmarks.workshops import atelier_script, prepare

PEOPLE, ADMINISTRATIONS = 50, 17


async def measure(folder: Path, quick: bool) -> list[Line]:
    compileall.compile_dir(ROOT / "bot", quiet=1)  # discord.py was compiled when it was installed
    found: dict[str, list[float]] = defaultdict(list)
    for number in range(2 if quick else 6):
        for name, script, command in (
            ("bare", [str(ROOT / "benchmarks" / "bare_bot.py")], "ok"),
            ("atelier", atelier_script(), "programme"),
        ):
            testbed = await TestBed.open(folder / f"{name}-{number}", script, PEOPLE)
            try:
                if name == "atelier":
                    await prepare(testbed, administrations=ADMINISTRATIONS)
                await _start(testbed, command, name, found)
            finally:
                await testbed.close()
    return [
        Line("start, to the first answer", p50(found["atelier s"]), "s", p50(found["bare s"]), 4.0),
        Line("processor time of a start", p50(found["atelier cpu"]), "s", p50(found["bare cpu"])),
        Line(f"memory with {PEOPLE} members", p50(found["atelier mb"]), "MB", p50(found["bare mb"]), 1.7),
    ]


async def _start(testbed: TestBed, command: str, name: str, found: dict[str, list[float]]) -> None:
    began = time.monotonic()
    await testbed.start()
    await testbed.people[0][0].slash(command)
    found[f"{name} s"].append(time.monotonic() - began)
    found[f"{name} cpu"].append(testbed.cpu_s())
    await asyncio.sleep(1.0)
    await testbed.until_idle()
    found[f"{name} mb"].append(testbed.memory_mb())
