"""`run.py rehearse`: run a whole workshop on this machine, and write the results that its organisers would get."""

import asyncio
import random
import shutil
import tempfile
import time
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from bot.core.programme import Workshop
from bot.core.schedule import Schedule
from bot.i18n.catalogue import SOURCE, phrases
from bot.rehearsal.acts import attendance, evaluation, floor, outcomes, prompts, synthesis
from bot.rehearsal.acts import final_exports as after
from bot.rehearsal.acts import key_messages as desk
from bot.rehearsal.acts import random_disruptions as havoc
from bot.rehearsal.acts import round_prompts as table
from bot.rehearsal.acts import schedule_changes as changes
from bot.rehearsal.acts import setup_and_join as before
from bot.rehearsal.acts import sign_in as sessions
from bot.rehearsal.acts import unprepared_prompts as improvised
from bot.rehearsal.cast import Cast, make_cast
from bot.rehearsal.environment import Environment, write_configuration
from bot.rehearsal.play_context import PlayContext
from bot.rehearsal.progress import show_progress
from bot.rehearsal.results import write_results
from bot.rehearsal.summary import Summary
from bot.rehearsal.timeline import Timeline

STARTS_BEFORE = timedelta(days=1, hours=2)
"""How long before the first session the rehearsal begins: setup comes before the first reminder."""
ENDS_AFTER = timedelta(minutes=5)
"""How long after the last announcement it ends."""
SPEED = 3_000.0
"""Workshop seconds per real second while a session is on and nobody acts."""
ACTS = (
    changes,
    before,
    attendance,
    sessions,
    prompts,
    table,
    improvised,
    floor,
    outcomes,
    desk,
    synthesis,
    evaluation,
    after,
)


@dataclass(frozen=True)
class RehearsalOptions:
    """What to rehearse and how. `file` is the workshop's YAML file, `output` the folder for the results."""

    workshop: Workshop
    file: Path
    output: Path
    seed: int = 1
    participants: int = 52
    speed: float = SPEED
    language: str = SOURCE
    """The language of its progress."""
    kills: int = 0
    """How often the bot is killed at random, besides the two restarts that the acts contain."""
    disruptions: int = 0
    """How many other disruptions there are, at random."""
    no_restarts: bool = False
    """Leave out the restarts that the acts contain, so that one bot process runs through all of it."""


async def run_play(options: RehearsalOptions) -> tuple[PlayContext, Summary]:
    """Run the rehearsal and write the results to `options.output`. Raises `CannotPlay` if the bot stops."""
    began = time.monotonic()
    folder = Path(await asyncio.to_thread(tempfile.mkdtemp, prefix="atelier-rehearsal-"))
    await asyncio.to_thread(write_configuration, folder, options.file)
    environment = Environment(options.workshop, folder, options.workshop.starts - STARTS_BEFORE)
    await environment.open()
    try:
        play = prepare_play(options, environment)
        await environment.start_bot()
        environment.clock.run(1.0)
        async with show_progress(play, phrases(options.language)):
            await play.timeline.run()
            await play.timeline.advance_to(play.timeline.ends() + ENDS_AFTER)
            await play.timeline.wait_until_idle()
        return play, await write_results(play, options.output, began)
    finally:
        await environment.close()
        await asyncio.to_thread(_clean_up, options.output, folder)


def prepare_play(options: RehearsalOptions, environment: Environment, cast: Cast | None = None) -> PlayContext:
    """A rehearsal with all its actions planned. `cast` are people who are in the server already."""
    rng = random.Random(options.seed)
    timeline = Timeline(environment, options.speed)
    cast = cast or make_cast(options.workshop, environment.server, environment.guild, options.participants, rng)
    begins = options.workshop.starts - STARTS_BEFORE
    play = PlayContext(options.workshop, begins, environment, timeline, cast, rng, options.no_restarts)
    for act in ACTS:
        act.add_actions(play)
    havoc.add_actions(play, options.kills, options.disruptions)
    timeline.schedule = Schedule.of(options.workshop)  # as in the file, until an action changes it
    return play


def _clean_up(output: Path, folder: Path) -> None:
    """Delete the working folder, but keep the bot's log with the results."""
    log = folder / "bot.log"
    if log.exists():
        output.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(log, output / "bot.log")
    shutil.rmtree(folder, ignore_errors=True)
