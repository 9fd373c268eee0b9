"""A workshop ready to be played: a server with people, the bot as a process, and the background tasks."""

import asyncio
import contextlib
import random
import shutil
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from bot.core.announcement_kind import AnnouncementKind
from bot.core.programme import Workshop
from bot.core.schedule import Schedule
from bot.features.announcements.plan import plan
from bot.rehearsal.environment import CannotPlay, Environment, write_configuration
from bot.rehearsal.play_context import PlayContext
from bot.rehearsal.timeline import Timeline
from bot.rehearsal.tryout.host import TryoutHost
from bot.rehearsal.tryout.people import PARTICIPANTS, People, gather

BEGINS_BEFORE = timedelta(hours=1)
"""How long before the first day's agenda the clock begins: on that morning, with time for the setup."""


@dataclass(frozen=True)
class TryoutOptions:
    """What to try. `file` is the workshop's YAML file; organiser and facilitator read `language`."""

    workshop: Workshop
    file: Path
    language: str
    seed: int = 1
    participants: int = PARTICIPANTS
    port: int = 0
    """0: a free one."""


@dataclass(frozen=True)
class Tryout:
    """`over` ends when a background task fails: it raises `CannotPlay` with the end of the bot's log."""

    play: PlayContext
    people: People
    host: TryoutHost
    over: "asyncio.Task[None]"


@asynccontextmanager
async def opened(options: TryoutOptions) -> AsyncIterator[Tryout]:
    """The bot runs during the block, in a server that nobody has set up. Raises `CannotPlay` if it cannot start."""
    folder = Path(await asyncio.to_thread(tempfile.mkdtemp, prefix="atelier-try-"))
    try:
        await asyncio.to_thread(write_configuration, folder, options.file, log_level="debug")  # logs refusals
        planned = plan(Schedule.of(options.workshop))
        begins = min(each.due for each in planned if each.kind is AnnouncementKind.AGENDA)
        # Without rate limits: with a clock that leaps they would delay things that take a moment on a real day.
        environment = Environment(
            options.workshop, folder, begins - BEGINS_BEFORE, language=options.language, rate_limits=False
        )
        await environment.open()
        try:
            async with _started(options, environment) as tryout:
                yield tryout
        finally:
            await environment.close()
    finally:
        await asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True)


@asynccontextmanager
async def _started(options: TryoutOptions, environment: Environment) -> AsyncIterator[Tryout]:
    rng = random.Random(options.seed)
    people = gather(environment, options.participants, rng, options.language)
    timeline = Timeline(environment, speed=1.0)
    begins = environment.clock.now()
    play = PlayContext(options.workshop, begins, environment, timeline, people.cast, rng)
    play.assistant = people.assistant
    host = TryoutHost(play, people)
    await host.keeper.start()
    over = asyncio.create_task(host.keeper.keep_running(), name="keeps the bot running")
    tasks = [over, asyncio.create_task(host.companions.run()), asyncio.create_task(host.follow())]
    try:
        yield Tryout(play, people, host, over)
    finally:
        for task in tasks:
            task.cancel()
        with contextlib.suppress(CannotPlay):
            await asyncio.gather(*tasks, return_exceptions=True)
