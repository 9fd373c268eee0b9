"""The configuration as the bot takes it: read by a process of its own, while this one loads the rest.

What reads it, pydantic and the shape of a workshop file, takes half as long to load as discord.py, and 10 MB that the
bot would hold for days to read for a moment. Here is what that process, `bot/reading.py`, hands back.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # loaded in time for the answer: the sooner it is asked for, the better
    from bot.core.programme import Workshop
    from bot.faults import Fault
    from bot.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
LARGEST = 1024 * 1024
"""So many bytes it can hand over before they are taken (Linux): it need not wait until we are there to listen."""


@dataclass(frozen=True, slots=True)
class Configuration:
    """The settings and every workshop, and every fault of their files."""

    settings: Settings
    workshops: list[Workshop]
    faults: list[Fault]


@dataclass(frozen=True, slots=True)
class Beginnings:
    """All that a bot reads as it starts."""

    configuration: Configuration
    phrases: dict[str, bytes]
    """Of each language, for `catalogue.hold`."""


class CannotRead(Exception):
    """The process that was to read has died; it has said why on standard error, if it could."""

    def __init__(self, status: int) -> None:
        super().__init__(f"the configuration could not be read: the process that reads it ended with status {status}")


def begin(config_dir: Path) -> Callable[[], Beginnings]:
    """Begin to read; what this returns waits for the end of it, or raises `CannotRead`."""
    return _elsewhere("beginnings", config_dir)


def read_workshops(directory: Path) -> tuple[list[Workshop], list[Fault]]:
    """Every workshop of a folder, and every fault."""
    found: tuple[list[Workshop], list[Fault]] = _elsewhere("workshops", directory)()
    return found


def _elsewhere(what: str, directory: Path) -> Callable[[], Any]:
    """It finds our modules wherever we were started, and a Ctrl-C at the terminal is for us alone."""
    paths = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", "bot.reading", what, str(directory)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        pipesize=LARGEST,
        process_group=0,
    )

    def result() -> Any:
        read, _nothing = process.communicate()
        if process.returncode:
            raise CannotRead(process.returncode)
        return pickle.loads(read)

    return result
