"""How far the play has come: a live line on a terminal, plain lines elsewhere."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from bot.rehearsal.playbill import Play

EVERY = 0.25
"""Real seconds between two looks."""


@asynccontextmanager
async def shown(play: Play) -> AsyncIterator[None]:
    """Show the play's progress until the block ends."""
    console = Console()
    watching = asyncio.create_task(_live(play, console) if console.is_terminal else _plain(play))
    try:
        yield
    finally:
        watching.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await watching


async def _live(play: Play, console: Console) -> None:
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console) as progress:
        task = progress.add_task(_line(play), total=(play.workshop.ends - play.begins).total_seconds())
        while True:
            elapsed = (play.stage.clock.now() - play.begins).total_seconds()
            progress.update(task, description=_line(play), completed=elapsed)
            await asyncio.sleep(EVERY)


async def _plain(play: Play) -> None:
    """A line at the beginning of each session."""
    told = None
    while True:
        state = _current(play)
        if state != told:
            told = state
            print(_line(play), flush=True)
        await asyncio.sleep(EVERY)


def _current(play: Play) -> str | None:
    now = play.stage.clock.now()
    return next((s.id for s in play.director.schedule.in_order() if s.is_held and s.start <= now < s.end), None)


def _line(play: Play) -> str:
    at = play.stage.clock.now().astimezone(play.workshop.zone)
    session = _current(play) or "–"
    present = len(play.present.get(session, ()))
    return f"{at:%d/%m %H:%M}  {session}  {present} present  {play.answered} answers"
