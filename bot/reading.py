"""Reads the configuration; as a process of its own, hands what it read to the bot: see `bot/configuration.py`."""

from __future__ import annotations

import contextlib
import os
import pickle
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from bot.configuration import Beginnings, Configuration
from bot.i18n.catalogue import available, compile_all
from bot.settings_file import read_settings
from bot.workshop_file import read_workshops


def read_configuration(config_dir: Path, environ: Mapping[str, str]) -> Configuration:
    """The settings and every workshop, and every fault at once where there is one."""
    settings, faults = read_settings(config_dir, environ)
    workshops, more = read_workshops(settings.workshops_dir, available())
    return Configuration(settings, workshops, [*faults, *more])


READERS: dict[str, Callable[[Path], object]] = {
    "beginnings": lambda directory: Beginnings(read_configuration(directory, os.environ), compile_all()),
    "workshops": lambda directory: read_workshops(directory, available()),
}

if __name__ == "__main__":
    reader, directory = sys.argv[1:]
    with contextlib.suppress(BrokenPipeError), sys.stdout.buffer as out:  # where the bot has left, nobody reads
        pickle.dump(READERS[reader](Path(directory)), out)
