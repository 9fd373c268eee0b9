"""Progress of a rehearsal: a live line on a terminal, plain lines elsewhere."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from bot.i18n.catalogue import Phrases
from bot.rehearsal.play_context import PlayContext

INTERVAL = 0.25
"""Real seconds between two updates."""


@asynccontextmanager
async def show_progress(play: PlayContext, _: Phrases) -> AsyncIterator[None]:
    """Print the progress, in the language of `_`, until the block ends."""
    console = Console()
    watching = asyncio.create_task(_live(play, _, console) if console.is_terminal else _plain(play, _))
    try:
        yield
    finally:
        watching.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await watching


async def _live(play: PlayContext, _: Phrases, console: Console) -> None:
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console) as progress:
        task = progress.add_task(_line(play, _, None), total=(play.workshop.ends - play.begins).total_seconds())
        while True:
            elapsed = (play.environment.clock.now() - play.begins).total_seconds()
            progress.update(task, description=_line(play, _, _current(play)), completed=elapsed)
            await asyncio.sleep(INTERVAL)


async def _plain(play: PlayContext, _: Phrases) -> None:
    """Print a line after each session: at its beginning nobody is there yet."""
    current = None
    while True:
        before, current = current, _current(play)
        if before and before != current:
            print(_line(play, _, before), flush=True)
        await asyncio.sleep(INTERVAL)


def _current(play: PlayContext) -> str | None:
    now = play.environment.clock.now()
    return next((s.id for s in play.timeline.schedule.in_order() if s.is_held and s.start <= now < s.end), None)


def _line(play: PlayContext, _: Phrases, session: str | None) -> str:
    """The number of people in the session so far, and the number of all answers."""
    at = play.environment.clock.now().astimezone(play.workshop.zone)
    parts = [f"{at:%d/%m %H:%M}"]
    if session:
        here = _("%(count)s present", count=len(play.present.get(session, ())))
        parts += [session, here]
    parts.append(_.n("%(count)s answer", "%(count)s answers", len(play.expectations.answers)))
    return "  ".join(parts)
