"""Runs a bot's script with the moments of each interaction noted; on SIGUSR1 it writes them to `steps.json`.

A list for each interaction: pairs of a moment's name and its seconds. Noting one takes about a microsecond.
"""

from __future__ import annotations

import asyncio
import functools
import importlib
import json
import runpy
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

MOMENTS = [
    ("discord.gateway", "DiscordWebSocket.received_message", "frame", ""),
    ("discord.state", "ConnectionState.parse_interaction_create", "", "parsed"),
    ("bot.storage.database", "Database.write_together", "write", "written"),
    ("bot.storage.database", "write_in_transaction", "at work", "on disk"),
    ("discord.interactions", "InteractionResponse.send_message", "answer", ""),
    ("asyncio.selector_events", "_SelectorSocketTransport.write", "sent", ""),
]
"""What is called, and the moments of its beginning and its end that are noted."""

noted: list[list[tuple[str, float]]] = []


def note(moment: str) -> None:
    if moment == "frame":
        noted.append([])
    if moment and noted:
        noted[-1].append((moment, time.perf_counter()))


def watch(module: str, path: str, begins: str, ends: str) -> None:
    owner: Any = importlib.import_module(module)
    *classes, name = path.split(".")
    for each in classes:
        owner = getattr(owner, each)
    setattr(owner, name, _noting(getattr(owner, name), begins, ends))


def _noting(call: Callable[..., Any], begins: str, ends: str) -> Callable[..., Any]:
    @functools.wraps(call)
    def straight(*given: Any, **named: Any) -> Any:
        note(begins)
        try:
            return call(*given, **named)
        finally:
            note(ends)

    @functools.wraps(call)
    async def awaited(*given: Any, **named: Any) -> Any:
        note(begins)
        try:
            return await call(*given, **named)
        finally:
            note(ends)

    return awaited if asyncio.iscoroutinefunction(call) else straight


def main(script: str, *arguments: str) -> None:
    is_ours = Path(script).name == "run.py"
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
    for module, path, begins, ends in MOMENTS:
        if is_ours or not module.startswith("bot."):
            watch(module, path, begins, ends)
    signal.signal(signal.SIGUSR1, lambda *_: Path("steps.json").write_text(json.dumps(noted)))
    sys.argv = [script, *arguments]
    runpy.run_path(script, run_name="__main__")


if __name__ == "__main__":
    main(*sys.argv[1:])
