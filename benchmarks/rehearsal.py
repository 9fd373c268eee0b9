"""The rehearsal of the sample workshop itself."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path

from benchmarks.measure import Line
from benchmarks.stand import ROOT


async def measure(folder: Path, quick: bool) -> list[Line]:
    if quick:
        return []
    process = await asyncio.create_subprocess_exec(
        sys.executable, str(ROOT / "run.py"), "rehearse", "--output", str(folder / "rehearsal"),
        cwd=ROOT, stdout=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    assert await process.wait() == 0, "something went wrong in the rehearsal"
    found = json.loads(await asyncio.to_thread((folder / "rehearsal" / "summary.json").read_text, "utf-8"))
    return [
        Line("the rehearsal, all three days", found["wall_s"], "s"),
        Line("its interactions, p50", found["interactions"]["p50_ms"], "ms"),
        Line("its interactions, p99", found["interactions"]["p99_ms"], "ms"),
        Line("its announcements, the latest", found["announcements"]["max_lateness_s"] * 1000, "ms"),
    ]
