"""`try`: the workshop in a browser, to be played by hand, until told to stop."""

import argparse
import asyncio
import contextlib
import os
import signal
import socket
from collections.abc import Mapping

from bot.commands import DONE, FAILED, WRONG, Stopped
from bot.commands.terminal import about, tell
from bot.commands.valid_configuration import chosen, file_of, read_valid_configuration
from bot.core.programme import Workshop
from bot.i18n.catalogue import SOURCE
from bot.i18n.language_codes import closest
from bot.i18n.phrase import _
from bot.rehearsal.environment import CannotPlay
from bot.rehearsal.tryout.session import TryoutOptions, opened
from bot.terminal_locale import terminal_locale
from fakecord.page.server import PageServer


def do(arguments: argparse.Namespace) -> int:
    settings, workshops = read_valid_configuration(arguments.config)
    workshop = chosen(workshops, arguments.workshop)
    language = reader_language(workshop, os.environ)
    it = TryoutOptions(
        workshop, file_of(settings, workshop), language, arguments.seed, arguments.participants, arguments.port
    )
    _check_port(it.port)
    try:
        asyncio.run(_until_stopped(it))
    except CannotPlay as failed:
        raise Stopped(failed.words, FAILED) from failed
    return DONE


def reader_language(workshop: Workshop, environment: Mapping[str, str]) -> str:
    """The language of the organiser, who is played first: the terminal's, else English, else the workshop's first."""
    wanted = (terminal_locale(environment), SOURCE)
    found = (closest(each, workshop.languages) for each in wanted)
    return next(filter(None, found), workshop.first_language)


def _check_port(port: int) -> None:
    """Raises `Stopped` if another program uses the port. Then nothing is started."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # a port just released counts as free
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as taken:
            what = _(
                "%(port)s cannot be had (%(reason)s): write another, or leave it out for a free one",
                port=port,
                reason=_(str(taken.strerror)),
            )
            raise Stopped(about("--port", what), WRONG) from taken


async def _until_stopped(options: TryoutOptions) -> None:
    """Serve until Ctrl-C or SIGTERM. Raises `CannotPlay` where the bot cannot run."""
    serving = asyncio.create_task(_serve(options))
    for signal_number in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):  # Windows: Ctrl-C raises KeyboardInterrupt instead
            asyncio.get_running_loop().add_signal_handler(signal_number, serving.cancel)
    with contextlib.suppress(asyncio.CancelledError):
        await serving


async def _serve(options: TryoutOptions) -> None:
    async with opened(options) as tryout:
        environment = tryout.play.environment
        async with PageServer(environment.server, environment.guild, tryout.host, port=options.port) as page:
            print(page.url)
            tell(_("Open it in a browser. Another window can be somebody else. Ctrl-C ends it."))
            await tryout.over
