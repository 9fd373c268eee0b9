"""Wires everything together in one place; opens it and closes it in order."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import logging
import os
import signal
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime
from functools import partial
from pathlib import Path

import aiohttp
import discord
from discord.ext import commands

from bot.chat.client import Atelier
from bot.chat.connection import stay_connected, use_api, wait_for_discord
from bot.chat.live_messages import Refresher
from bot.configuration import read_workshop_again
from bot.core.programme import Workshop
from bot.core.troubles import Trouble
from bot.features.announcements.cog import AnnounceCog
from bot.features.attendance.cog import AttendanceCog
from bot.features.attendance.voice_cog import VoiceCog
from bot.features.evaluations.cog import EvaluateCog
from bot.features.floor.cog import FloorCog
from bot.features.floor.live_message import FloorBoard
from bot.features.help.cog import PeopleCog
from bot.features.key_messages.cog import KeyMessageCog
from bot.features.key_messages.desk_calls import DeskCaller
from bot.features.key_messages.live_message import PublicationBoard
from bot.features.key_messages.synthesis_cog import SynthesisCog
from bot.features.organisers.backup_scheduler import Copyist
from bot.features.organisers.board import OrganisersBoard
from bot.features.organisers.cog import WorkshopCog
from bot.features.organisers.export_cog import ExportCog, Exporter
from bot.features.organisers.health_alerts import Watchman
from bot.features.organisers.health_monitor import Watch
from bot.features.organisers.workshop_lifecycle import Steward
from bot.features.privacy.cog import PrivacyCog
from bot.features.privacy.retention_job import Archivist
from bot.features.programme.cog import ProgrammeCog
from bot.features.programme.schedule_cog import ScheduleCog
from bot.features.programme.scheduled_events import EventKeeper
from bot.features.programme.session_cog import SessionCog
from bot.features.prompts.answer_cog import AnswerCog
from bot.features.prompts.cog import PromptCog
from bot.features.prompts.delegation_notice import Colleagues
from bot.features.prompts.live_message import PromptBoard
from bot.features.refusals import refusal
from bot.features.roster.cog import RosterCog
from bot.recovery import missing, way_back
from bot.scheduling.alarms import Alarms
from bot.scheduling.clock import Clock, SystemClock
from bot.scheduling.clock_line import follow
from bot.settings import Settings
from bot.storage.backups import Backups
from bot.storage.database import Database
from bot.storage.keys import KeyFile
from bot.systemd import Systemd
from bot.workshop.context import WorkshopContext
from bot.workshop.registry import WorkshopRegistry
from bot.workshop_workers import WorkshopWorkers

log = logging.getLogger(__name__)

Export = Callable[[Path, Workshop, str, str, Path, datetime], Awaitable[None]]
FINISH_WITHIN, CLOSE_WITHIN, STOP_WITHIN = 1.5, 1.5, 4.5
"""Seconds to answer the interactions in flight, to close the connection to Discord, and for the whole end, threads
included. What is not done by then is done at the next start."""


async def run(
    settings: Settings, workshops: list[Workshop], token: str, clock_line: str | None, systemd: Systemd
) -> None:
    """Run every workshop at Discord until SIGTERM or Ctrl-C. `clock_line`: the address of a rehearsal's clock."""
    stop = asyncio.Event()

    def leave() -> None:
        systemd.stopping()
        stop.set()
        _exit_after_timeout()

    for signal_number in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):  # Windows: Ctrl-C raises KeyboardInterrupt instead
            asyncio.get_running_loop().add_signal_handler(signal_number, leave)
    async with AsyncExitStack() as stack:
        clock = await _clock(clock_line, stop, stack)
        client = await stack.enter_async_context(opened(settings, workshops, clock))
        stack.enter_context(_supervised(systemd, client))
        gc.freeze()  # objects loaded by now stay: later collections look at new ones only
        await _until(stop, client, token)


@contextlib.contextmanager
def _supervised(systemd: Systemd, client: Atelier) -> Iterator[None]:
    """systemd is told when the bot is ready, and again and again that it is alive."""

    async def on_ready() -> None:
        if client.is_ready():  # all shards are connected
            systemd.ready()

    client.add_listener(on_ready)
    beating = asyncio.create_task(systemd.beat(), name="the watchdog")
    try:
        yield
    finally:
        beating.cancel()


def _exit_after_timeout() -> None:
    """End the process after `STOP_WITHIN`: an export or a copy in a thread of its own cannot be cancelled.

    Nothing is lost by that: what was acknowledged is on the disk, as in a power cut.
    """
    last = threading.Timer(STOP_WITHIN, os._exit, [0])
    last.daemon = True
    last.start()


async def _clock(clock_line: str | None, stop: asyncio.Event, stack: AsyncExitStack) -> Clock:
    if clock_line is None:
        own = SystemClock()
        stack.callback(asyncio.create_task(own.watch(), name="the machine's clock").cancel)
        return own
    clock, following = await follow(clock_line, when_it_breaks=stop.set)
    stack.callback(following.cancel)
    return clock


@asynccontextmanager
async def opened(settings: Settings, workshops: list[Workshop], clock: Clock) -> AsyncIterator[Atelier]:
    """The bot, wired and ready to connect. Everything is closed in the opposite order."""
    if warning := missing(settings):
        log.warning(warning)
    keys = KeyFile(settings.keys)  # before anything is open that would have to be closed again
    async with AsyncExitStack() as stack:
        database = await Database.open(settings.database, clock.now())
        stack.push_async_callback(database.close)
        monitor = _health_monitor(database, clock, stack)
        alarms, refresher = Alarms(clock), Refresher(clock)
        stack.callback(alarms.stop)
        stack.push_async_callback(refresher.stop)
        contexts = [await WorkshopContext.open(workshop, database, clock, keys) for workshop in workshops]
        client = Atelier(WorkshopRegistry(contexts), refusal, settings.shards)
        workers = WorkshopWorkers(client, alarms, clock)
        stack.push_async_callback(workers.stop)
        client.our_cogs = _cogs(settings, client, refresher, monitor, workers)
        use_api(settings.api_url)
        alarms.start()
        backups = Backups(settings.database)
        for worker in (
            Archivist(database, clock, alarms, contexts),
            Copyist(backups, clock, alarms, contexts, _copied(database, monitor)),
        ):
            stack.push_async_callback(worker.stop)
            worker.start()
        yield client


def _health_monitor(database: Database, clock: Clock, stack: AsyncExitStack) -> Watch:
    monitor = Watch(database, clock)
    stack.push_async_callback(monitor.stop)
    database.on_trouble(monitor.writing)
    if isinstance(clock, SystemClock):
        clock.on_set(monitor.clock_was_set)
    return monitor


def _cogs(
    settings: Settings, client: Atelier, refresher: Refresher, monitor: Watch, workers: WorkshopWorkers
) -> list[commands.Cog]:
    events, prompts, floor = EventKeeper(), PromptBoard(client, refresher), FloorBoard(client, refresher)
    publication = PublicationBoard(client, refresher)

    async def start_workshop(context: WorkshopContext) -> None:
        workers.start(context)
        publication.follow(context)

    return [
        Steward(client, events, [prompts, floor], start_workshop),
        OrganisersBoard(client, refresher),
        Watchman(client, monitor, lambda: way_back(settings)),
        VoiceCog(client),
        ProgrammeCog(),
        PrivacyCog(client),
        PeopleCog(client),
        SessionCog(floor),
        FloorCog(client, floor),
        ScheduleCog(client),
        PromptCog(client, prompts),
        AnswerCog(client, prompts, Colleagues()),
        EvaluateCog(client),
        KeyMessageCog(client),
        SynthesisCog(client, publication, DeskCaller(client)),
        AttendanceCog(client),
        RosterCog(client),
        AnnounceCog(client),
        ExportCog(_exporter(settings)),
        WorkshopCog(client, events, partial(read_workshop_again, settings.workshops_dir)),
    ]


def _copied(database: Database, monitor: Watch) -> Callable[[Trouble | None], None]:
    """What hears how a copy went: one that is damaged means that the database is damaged."""
    return lambda trouble: (database.meet if trouble is Trouble.DAMAGED else monitor.copying)(trouble)


async def _until(stop: asyncio.Event, client: Atelier, token: str) -> None:
    """Stay connected until `stop`. Raises the error that ends the connection for good."""
    stopping = asyncio.create_task(stop.wait())
    connected = asyncio.create_task(_connect(client, token))
    await asyncio.wait({stopping, connected}, return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    try:
        if connected.done():
            connected.result()
    finally:
        await client.under_way.finish(FINISH_WITHIN)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(client.close(), CLOSE_WITHIN)
        connected.cancel()
        with contextlib.suppress(asyncio.CancelledError, discord.DiscordException, aiohttp.ClientError):
            await connected


async def _connect(client: Atelier, token: str) -> None:
    await wait_for_discord(client, token)
    await stay_connected(client, client.refused)


def _exporter(settings: Settings) -> Exporter:
    def load() -> Export:
        from bot.export.files import export  # here: it is large, no start needs it, and few ask for it

        return export

    async def write(context: WorkshopContext, format: str, language: str, path: Path) -> int:
        export = await asyncio.to_thread(load)
        await export(settings.database, context.workshop, format, language, path, context.now())
        return await asyncio.to_thread(lambda: path.stat().st_size)

    return write
