"""`python -m benchmarks [--quick] [NAME …]`: run all measures, or those named. A full run writes RESULTS.md."""

import argparse
import asyncio
import sys
import tempfile
import time
from pathlib import Path

from benchmarks import exports, growth, interactions, lateness, starting, steps
from benchmarks.measure import Line, Measure
from benchmarks.results import NOTES, page, plain

HERE = Path(__file__).parent
MEASURES: dict[str, tuple[str, Measure]] = {
    "interactions": ("Waiting for an answer", interactions.measure),
    "steps": ("One sign-in, step by step", steps.measure),
    "start": ("Starting", starting.measure),
    "lateness": ("Announcements under load", lateness.measure),
    "participants": ("As participants grow", growth.participants),
    "workshops": ("As workshops grow", growth.workshops),
    "exports": ("Exporting", exports.measure),
}


async def measured(names: list[str], quick: bool) -> dict[str, list[Line]]:
    """The lines of each measure, by title. Prints them as they are found."""
    found = {}
    for name in names:
        title, measure = MEASURES[name]
        began = time.monotonic()
        with tempfile.TemporaryDirectory(prefix="atelier-bench-") as folder:
            found[title] = await measure(Path(folder), quick)
        print(f"\n{title} ({time.monotonic() - began:.0f} s)")
        print("\n".join(map(plain, found[title])), flush=True)
    return found


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", choices=[*MEASURES, []], metavar="NAME", help=", ".join(MEASURES))
    parser.add_argument("--quick", action="store_true", help="fewer repetitions; RESULTS.md is not written")
    given = parser.parse_args(arguments)
    found = asyncio.run(measured(given.names or list(MEASURES), given.quick))
    if not given.quick and not given.names:
        (HERE / "RESULTS.md").write_text(page(found, (HERE / NOTES).read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
