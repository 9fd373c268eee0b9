"""`erase`: erase one person, also a guest from a report or someone who left. It also works while the bot runs."""

import argparse
import asyncio
import sqlite3
import time
from datetime import UTC, datetime

from bot.commands import DONE, FAILED, WRONG, Stopped
from bot.commands.chosen_edition import chosen_edition
from bot.commands.terminal import about, no_database, tell
from bot.core.programme import Workshop
from bot.features.privacy.asked_erasure import UnknownParticipant, erase_now, hand_over, progress
from bot.i18n.phrase import _
from bot.recovery import in_words
from bot.settings import Settings
from bot.storage.erasures import Progress
from bot.storage.keys import UnreadableKeys
from bot.storage.lock import DatabaseInUse
from bot.storage.migrations import NewerDatabase

WAIT_SECONDS = 10
"""How long to wait for the running bot, in seconds. It checks for requests every second."""


def do(arguments: argparse.Namespace) -> int:
    settings, workshop = chosen_edition(arguments.config, arguments.workshop)
    number = arguments.participant
    if not settings.database.exists():
        raise Stopped(no_database(settings.database), FAILED)
    try:
        found = _erase(settings, workshop, number)
    except UnknownParticipant as unknown:
        what = _(
            "%(workshop)s has no participant %(number)s; `run.py export` shows their numbers",
            workshop=workshop.id,
            number=number,
        )
        raise Stopped(about("--participant", what), WRONG) from unknown
    except (NewerDatabase, UnreadableKeys, OSError, sqlite3.Error) as failed:
        raise Stopped(in_words(failed, settings), FAILED) from failed
    if not found.erased:
        what = _("the running bot has not done it yet; it is written down, and done as soon as it can")
        raise Stopped(what, FAILED)
    known = {"number": number, "workshop": workshop.id, "database": settings.database}
    if found.from_copies:
        tell(_("Participant %(number)s of %(workshop)s is erased from %(database)s and the copies beside it.", **known))
    else:
        tell(_("Participant %(number)s of %(workshop)s is erased from %(database)s.", **known))
        tell(_("A copy of it is in use: they are erased from it as soon as it is free, while the bot runs."))
    tell(_("Copies in other folders, and files that were taken away, are yours to see to."))
    return DONE


def _erase(settings: Settings, workshop: Workshop, number: int) -> Progress:
    """Erase now; if a bot has the database open, ask that bot to do it."""
    try:
        return asyncio.run(erase_now(settings.database, settings.keys, workshop, number))
    except DatabaseInUse:
        hand_over(settings.database, workshop.id, number, datetime.now(UTC))
    for _attempt in range(WAIT_SECONDS * 10):
        time.sleep(0.1)
        found = progress(settings.database, workshop.id, number)
        if found.from_copies:
            break
    return found
