"""Wires everything together in one place; opens it and closes it in order."""

import asyncio
import contextlib
import gc
import logging
import os
import signal
import sys
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial

import aiohttp
import discord
from discord.ext import commands

from bot.chat import compat
from bot.chat.client import Atelier
from bot.chat.connection import stay_connected, wait_for_discord
from bot.chat.live_messages import Refresher
from bot.configuration import read_workshops_again
from bot.core.programme import Workshop
from bot.core.troubles import Trouble
from bot.edited_in_place import refuse_edited
from bot.exporters import exporter, write_handouts
from bot.features.announcements.cog import AnnounceCog
from bot.features.attendance import service as attendance
from bot.features.attendance import session_commands as attendance_session_commands
from bot.features.attendance.cog import AttendanceCog
from bot.features.attendance.sign_in_cog import SignInCog
from bot.features.attendance.voice_cog import VoiceCog
from bot.features.evaluations.cog import EvaluateCog
from bot.features.floor import session_commands as floor_session_commands
from bot.features.floor.cog import FloorCog
from bot.features.floor.live_message import FloorPanel
from bot.features.help.cog import HelpCog
from bot.features.key_messages.cog import KeyMessageCog
from bot.features.key_messages.desk_notifier import DeskNotifier
from bot.features.key_messages.live_message import PublishedMessagesUpdater
from bot.features.key_messages.synthesis_cog import SynthesisCog
from bot.features.organisers.backup_scheduler import BackupScheduler
from bot.features.organisers.board_updater import BoardUpdater
from bot.features.organisers.cog import WorkshopCog
from bot.features.organisers.export_cog import ExportCog
from bot.features.organisers.health_alerts import HealthAlerts
from bot.features.organisers.health_monitor import HealthMonitor
from bot.features.organisers.hidden_commands import HiddenCommands
from bot.features.organisers.reload_cog import AddWorkshop
from bot.features.organisers.workshop_lifecycle import WorkshopLifecycle
from bot.features.privacy import text as privacy_text
from bot.features.privacy.cog import PrivacyCog
from bot.features.privacy.erasure_job import ErasureJob
from bot.features.privacy.retention_job import RetentionJob
from bot.features.programme import outcome_commands
from bot.features.programme.cog import ProgrammeCog
from bot.features.programme.schedule_cog import ScheduleCog
from bot.features.programme.scheduled_events import ScheduledEventSync
from bot.features.programme.session_cog import SessionCog
from bot.features.prompts.answer_cog import AnswerCog
from bot.features.prompts.cog import PromptCog
from bot.features.prompts.delegation_notice import DelegationNotices
from bot.features.prompts.live_message import PromptMessages
from bot.features.prompts.public_posts import PromptPosts
from bot.features.refusals import refusal
from bot.features.roster import join_codes
from bot.features.roster.cog import RosterCog
from bot.features.roster.join_cog import JoinCog
from bot.features.roster.role_cog import RoleCog
from bot.features.roster.welcome_message import WelcomeMessages
from bot.recovery import missing, unwritable_backups, way_back
from bot.scheduling.alarms import Alarms
from bot.scheduling.clock import Clock, SystemClock
from bot.scheduling.shared_clock import follow
from bot.settings import Settings
from bot.storage.backups import Backups
from bot.storage.database import Database
from bot.storage.keys import KeyFile
from bot.storage.private_files import make_private
from bot.systemd import Systemd
from bot.workshop.context import WorkshopContext
from bot.workshop.registry import WorkshopRegistry
from bot.workshop_workers import WorkshopWorkers

log = logging.getLogger(__name__)

FINISH_WITHIN, CLOSE_WITHIN, STOP_WITHIN = 1.5, 1.5, 4.5
"""Seconds to answer the interactions in flight, to close the connection to Discord, and for the whole shutdown
including threads. Unfinished work is done at the next start."""
SWITCH_S = 0.0005
"""Seconds after which a busy thread gives way to another (`sys.setswitchinterval`). With Python's 5 ms, each SQL
statement waits that long while many people are answered, and a due announcement needs several statements."""


async def run(
    settings: Settings, workshops: list[Workshop], token: str, shared_clock: str | None, systemd: Systemd
) -> None:
    """Run every workshop at Discord until SIGTERM or Ctrl-C. `shared_clock`: the address of a rehearsal's clock."""
    stop = asyncio.Event()

    def leave() -> None:
        systemd.stopping()
        stop.set()
        _exit_after_timeout()

    for signal_number in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):  # Windows: Ctrl-C raises KeyboardInterrupt instead
            asyncio.get_running_loop().add_signal_handler(signal_number, leave)
    async with AsyncExitStack() as stack:
        clock = await _clock(shared_clock, stop, stack)
        client = await stack.enter_async_context(opened(settings, workshops, clock))
        stack.enter_context(_supervised(systemd, client))
        sys.setswitchinterval(SWITCH_S)
        gc.freeze()  # later garbage collections skip the objects that are loaded by now
        await _until(stop, client, token)


@contextlib.contextmanager
def _supervised(systemd: Systemd, client: Atelier) -> Iterator[None]:
    """Tell systemd when the bot is ready, and regularly that it is alive."""

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
    """End the process after `STOP_WITHIN`: an export or a copy in its own thread cannot be cancelled.

    Nothing is lost: what was confirmed to users is on the disk.
    """
    last = threading.Timer(STOP_WITHIN, os._exit, [0])
    last.daemon = True
    last.start()


async def _clock(shared_clock: str | None, stop: asyncio.Event, stack: AsyncExitStack) -> Clock:
    if shared_clock is None:
        own = SystemClock()
        stack.callback(asyncio.create_task(own.watch(), name="the machine's clock").cancel)
        return own
    clock, following = await follow(shared_clock, on_disconnect=stop.set)
    stack.callback(following.cancel)
    return clock


@asynccontextmanager
async def opened(settings: Settings, workshops: list[Workshop], clock: Clock) -> AsyncIterator[Atelier]:
    """The bot, wired and ready to connect. On exit everything is closed in reverse order."""
    _warn(missing(settings))
    make_private(settings.database, settings.keys)
    keys = KeyFile(settings.keys)  # first, because nothing is open yet that must be closed
    async with AsyncExitStack() as stack:
        database = await Database.open(settings.database, clock.now())
        stack.push_async_callback(database.close)
        await refuse_edited(database, settings.workshops_dir)
        _warn(unwritable_backups(settings))
        monitor = _health_monitor(database, clock, stack)
        alarms, refresher = Alarms(clock), Refresher(clock)
        stack.callback(alarms.stop)
        stack.push_async_callback(refresher.stop)
        followers: list[Callable[[WorkshopContext], None]] = []

        async def add_workshop(workshop: Workshop) -> None:
            context = await _open_context(workshop, database, clock, keys)
            client.registry.add(context)
            for follow in followers:
                follow(context)
            client.dispatch("ready")  # each feature then starts with the workshops that are new to it

        contexts = [await _open_context(workshop, database, clock, keys) for workshop in workshops]
        client = Atelier(WorkshopRegistry(contexts), refusal, settings.shards)
        workers = WorkshopWorkers(client, alarms, clock, refresher)
        stack.push_async_callback(workers.stop)
        alerts = HealthAlerts(client, monitor, lambda: way_back(settings))
        client.our_cogs = [alerts, *_cogs(settings, client, refresher, workers, add_workshop)]
        compat.patch(client, settings.api_url)
        alarms.start()
        retention = RetentionJob(database, clock, alarms, contexts)
        told = _backup_listener(database, monitor)
        scheduler = BackupScheduler(Backups(settings.database), clock, alarms, contexts, told, database.backup_lock)
        followers += [retention.follow, scheduler.follow]
        for worker in (ErasureJob(database, clock, keys, client.registry), retention, scheduler):
            stack.push_async_callback(worker.stop)
            worker.start()
        yield client


def _warn(words: str | None) -> None:
    if words:
        log.warning(words)


async def _open_context(workshop: Workshop, database: Database, clock: Clock, keys: KeyFile) -> WorkshopContext:
    context = await WorkshopContext.open(workshop, database, clock, keys)
    await join_codes.take_over(context)
    return context


def _health_monitor(database: Database, clock: Clock, stack: AsyncExitStack) -> HealthMonitor:
    monitor = HealthMonitor(database.try_to_write, clock)
    stack.push_async_callback(monitor.stop)
    database.on_trouble(monitor.report_write)
    if isinstance(clock, SystemClock):
        clock.on_set(monitor.report_clock_shift)
    return monitor


def _cogs(
    settings: Settings, client: Atelier, refresher: Refresher, workers: WorkshopWorkers, add: AddWorkshop
) -> list[commands.Cog]:
    events, prompts, requested = ScheduledEventSync(), PromptMessages(client, refresher), workers.requested_posts
    floor, welcome = FloorPanel(client, refresher, requested), WelcomeMessages(client, refresher)
    published_messages = PublishedMessagesUpdater(client, refresher, attendance.represented)
    hidden, sessions = HiddenCommands(client), SessionCog()
    attendance_session_commands.add_session_commands(sessions.group)
    floor_session_commands.add_session_commands(sessions.group, floor)
    outcome_commands.add_session_commands(sessions.group, client.router)

    async def start_workshop(context: WorkshopContext) -> None:
        workers.start(context)
        published_messages.follow(context)

    return [
        WorkshopLifecycle(client, events, [prompts, floor, welcome], start_workshop),
        hidden,
        BoardUpdater(client, refresher, hidden),
        VoiceCog(client),
        ProgrammeCog(),
        PrivacyCog(client),
        HelpCog(),
        JoinCog(client, privacy_text.notice),
        RoleCog(client),
        SignInCog(client),
        sessions,
        FloorCog(client, floor),
        ScheduleCog(client),
        PromptCog(client, prompts, PromptPosts(requested, prompts)),
        AnswerCog(client, prompts, DelegationNotices()),
        EvaluateCog(client),
        KeyMessageCog(client, attendance.represented),
        SynthesisCog(client, published_messages, DeskNotifier(client, requested)),
        AttendanceCog(client),
        RosterCog(client),
        AnnounceCog(client),
        ExportCog(exporter(settings), write_handouts, settings.database),
        WorkshopCog(client, events, welcome, hidden, partial(read_workshops_again, settings.workshops_dir), add),
    ]


def _backup_listener(database: Database, monitor: HealthMonitor) -> Callable[[Trouble | None], None]:
    """A damaged backup means that the database itself is damaged."""
    return lambda trouble: (database.report_trouble if trouble is Trouble.DAMAGED else monitor.report_backup)(trouble)


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
        await client.in_flight.finish(FINISH_WITHIN)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(client.close(), CLOSE_WITHIN)
        connected.cancel()
        with contextlib.suppress(asyncio.CancelledError, discord.DiscordException, aiohttp.ClientError):
            await connected


async def _connect(client: Atelier, token: str) -> None:
    await wait_for_discord(client, token)
    await stay_connected(client, client.refused)
