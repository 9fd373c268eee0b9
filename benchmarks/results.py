"""Shows the figures: as lines on the terminal, and as a table in RESULTS.md."""

import os
import platform
import sqlite3
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

import aiohttp
import discord

from benchmarks.measure import Line

NOTES = "notes.md"
"""The reasons behind the figures, written by hand. RESULTS.md ends with them."""


def plain(line: Line) -> str:
    """One line of the terminal."""
    compared = (
        f"   {line.against} {_amount(line.bare, line.unit)}, × {line.ratio:.2f}" if line.bare and line.ratio else ""
    )
    return f"{line.what:<58} {_amount(line.found, line.unit):>12}{compared}{_verdict(line, '   ')}"


def page(found: Mapping[str, Sequence[Line]], notes: str) -> str:
    """RESULTS.md: the machine, the targets missed, one table of all lines, and `notes`."""
    lines = [line for section in found.values() for line in section]
    asked = [line for line in lines if line.met is not None]
    missed = [line for line in asked if not line.met]
    parts = [
        "# Benchmarks",
        "Written by `make bench`, with the fake Discord server (fakecord) on the same machine. *Compared with* is "
        "`benchmarks/bare_bot.py`, a discord.py bot that only answers “ok”, measured in turns with Atelier; a press of "
        "a button is compared with a press on a message with the same text, anything else with a command. A wait lasts "
        "from the moment the server sends the interaction until it receives the answer.",
        f"{datetime.now(UTC):%-d %B %Y}; {os.cpu_count()} processor cores, {platform.system()}, "
        f"Python {platform.python_version()}, discord.py {discord.__version__}, aiohttp {aiohttp.__version__}, "
        f"SQLite {sqlite3.sqlite_version}.",
        f"**{len(asked) - len(missed)} of {len(asked)} targets met.**"
        + "".join(f"\n- not met: {line.what}: {_compared(line)}, to be at most {_target(line)}" for line in missed),
        _table(found),
        notes.strip(),
    ]
    return "\n\n".join(parts) + "\n"


def _table(found: Mapping[str, Sequence[Line]]) -> str:
    rows = ["| | Atelier | compared with | ratio | target | |", "|---|--:|--:|--:|--:|---|"]
    for title, lines in found.items():
        if lines:
            rows += [f"| **{title}** | | | | | |", *map(_row, lines)]
    return "\n".join(rows)


def _row(line: Line) -> str:
    amount = _amount(line.found, line.unit)
    bare, ratio = (_amount(line.bare, line.unit), f"{line.ratio:.2f}") if line.bare and line.ratio else ("", "")
    target = "" if line.target is None else f"≤ {_target(line)}"
    verdict = {None: "", True: "met", False: "**not met**"}[line.met]
    return f"| {line.what} | {amount} | {bare} | {ratio} | {target} | {verdict} |"


def _amount(value: float | None, unit: str) -> str:
    if value is None:
        return ""
    return f"{value:,.0f} {unit}" if value >= 100 else f"{value:.1f} {unit}" if value >= 10 else f"{value:.2f} {unit}"


def _compared(line: Line) -> str:
    return f"× {line.ratio:.2f}" if line.ratio else _amount(line.found, line.unit)


def _target(line: Line) -> str:
    return f"× {line.target:g}" if line.bare else _amount(line.target, line.unit)


def _verdict(line: Line, before: str) -> str:
    if line.met is None:
        return ""
    return f"{before}{'met' if line.met else 'NOT MET'} (≤ {_target(line)})"
