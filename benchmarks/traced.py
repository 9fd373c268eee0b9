"""Runs a bot's script and records the moments of each interaction. On SIGUSR1 it writes them to `steps.json`.

The file has a list for each interaction: pairs of a moment's name and its time in seconds. Recording one takes about a
microsecond.
"""

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
    ("discord.interactions", "InteractionResponse.send_message", "answer", ""),
    ("asyncio.selector_events", "_SelectorSocketTransport.write", "sent", ""),
]
"""Module and name of a function, and the moments recorded when it begins and ends; empty: not recorded."""

recorded: list[list[tuple[str, float]]] = []


def record(moment: str) -> None:
    if moment == "frame":
        recorded.append([])
    if moment and recorded:
        recorded[-1].append((moment, time.perf_counter()))


def trace(module: str, path: str, begins: str, ends: str) -> None:
    owner: Any = importlib.import_module(module)
    *classes, name = path.split(".")
    for each in classes:
        owner = getattr(owner, each)
    setattr(owner, name, _recording(getattr(owner, name), begins, ends))


def _recording(call: Callable[..., Any], begins: str, ends: str) -> Callable[..., Any]:
    @functools.wraps(call)
    def synchronous(*args: Any, **kwargs: Any) -> Any:
        record(begins)
        try:
            return call(*args, **kwargs)
        finally:
            record(ends)

    @functools.wraps(call)
    async def asynchronous(*args: Any, **kwargs: Any) -> Any:
        record(begins)
        try:
            return await call(*args, **kwargs)
        finally:
            record(ends)

    return asynchronous if asyncio.iscoroutinefunction(call) else synchronous


def main(script: str, *arguments: str) -> None:
    is_atelier = Path(script).name == "run.py"
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
    for module, path, begins, ends in MOMENTS:
        if is_atelier or not module.startswith("bot."):
            trace(module, path, begins, ends)
    signal.signal(signal.SIGUSR1, lambda *_: Path("steps.json").write_text(json.dumps(recorded)))
    sys.argv = [script, *arguments]
    runpy.run_path(script, run_name="__main__")


if __name__ == "__main__":
    main(*sys.argv[1:])
