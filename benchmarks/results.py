"""The figures as people read them: a line each on the terminal, and a table each in RESULTS.md."""

from __future__ import annotations

import os
import platform
import sqlite3
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

import aiohttp
import discord

from benchmarks.measure import Line

NOTES = "notes.md"
"""What is said about the figures by hand: why a limit is where it is. It stands below them."""


def plain(line: Line) -> str:
    compared = (
        f"   {line.against} {_amount(line.bare, line.unit)}, × {line.ratio:.2f}" if line.bare and line.ratio else ""
    )
    return f"{line.what:<72} {_amount(line.found, line.unit):>12}{compared}{_verdict(line, '   ')}"


def page(found: Mapping[str, Sequence[Line]], notes: str) -> str:
    lines = [line for section in found.values() for line in section]
    asked = [line for line in lines if line.met is not None]
    missed = [line for line in asked if not line.met]
    parts = [
        "# How fast, how large",
        "Written by `make bench`, over the stand-in Discord on loopback. *Bare* is `benchmarks/bare_bot.py`: "
        "discord.py with one command that answers “ok”, measured by turns with Atelier. Each wait is from the moment "
        "the stand-in sends the interaction to the moment it receives the answer.",
        f"{datetime.now(UTC):%-d %B %Y}; {os.cpu_count()} processor cores, {platform.system()}, "
        f"Python {platform.python_version()}, discord.py {discord.__version__}, aiohttp {aiohttp.__version__}, "
        f"SQLite {sqlite3.sqlite_version}.",
        f"**{len(asked) - len(missed)} of {len(asked)} targets met.**"
        + "".join(f"\n- not met: {line.what}: {_compared(line)}, to be at most {_target(line)}" for line in missed),
        *(f"## {title}\n\n{_table(section)}" for title, section in found.items() if section),
        notes.strip(),
    ]
    return "\n\n".join(parts) + "\n"


def _table(lines: Sequence[Line]) -> str:
    rows = [f"| | Atelier | {lines[-1].against} | ratio | target | |", "|---|--:|--:|--:|--:|---|"]
    for it in lines:
        bare, ratio = (_amount(it.bare, it.unit), f"{it.ratio:.2f}") if it.bare and it.ratio else ("", "")
        target = "" if it.target is None else f"≤ {_target(it)}"
        verdict = {None: "", True: "met", False: "**not met**"}[it.met]
        rows.append(f"| {it.what} | {_amount(it.found, it.unit)} | {bare} | {ratio} | {target} | {verdict} |")
    return "\n".join(rows)


def _amount(value: float | None, unit: str) -> str:
    if value is None:
        return ""
    return f"{value:,.0f} {unit}" if value >= 100 else f"{value:.1f} {unit}" if value >= 10 else f"{value:.2f} {unit}"


def _compared(line: Line) -> str:
    return f"× {line.ratio:.2f}" if line.ratio else _amount(line.found, line.unit)


def _target(line: Line) -> str:
    return f"{line.target:g}" if line.bare else _amount(line.target, line.unit)


def _verdict(line: Line, before: str) -> str:
    if line.met is None:
        return ""
    return f"{before}{'met' if line.met else 'NOT MET'} (≤ {_target(line)})"
