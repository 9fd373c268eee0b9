"""`rehearse`: rehearse a whole workshop on this machine."""

import argparse
import asyncio
import math
import os
import sys
from collections.abc import Iterator
from typing import Any

from bot.commands import DONE, FAILED, Stopped
from bot.commands.terminal import cannot_write, language_of, tell, translated
from bot.commands.valid_configuration import chosen, file_of, read_valid_configuration
from bot.i18n.phrase import Phrase, _
from bot.rehearsal.environment import CannotPlay
from bot.rehearsal.play import SPEED, RehearsalOptions, run_play


def do(arguments: argparse.Namespace) -> int:
    settings, workshops = read_valid_configuration(arguments.config)
    workshop = chosen(workshops, arguments.workshop)
    it = RehearsalOptions(
        workshop,
        file_of(settings, workshop),
        arguments.output,
        arguments.seed,
        arguments.participants,
        arguments.speed or SPEED,
        language=language_of(os.environ),
    )
    try:
        it.output.mkdir(parents=True, exist_ok=True)  # check first: otherwise a whole rehearsal is wasted
        _play, summary = asyncio.run(run_play(it))
    except CannotPlay as failed:
        raise Stopped(failed.words, FAILED) from failed
    except OSError as failed:
        raise Stopped(cannot_write(failed, it.output), FAILED) from failed
    for fault in summary.faults:
        print(translated(_("went wrong: %(what)s", what=fault)), file=sys.stderr)
    for line in _figures(summary.data):
        tell(line)
    tell(_("The results are in %(folder)s.", folder=it.output))
    tell(
        _(
            "Next: open %(file)s in a browser, and read it as your participants would.",
            file=it.output / "transcript.html",
        )
    )
    return FAILED if summary.faults else DONE


def _figures(data: dict[str, Any]) -> Iterator[Phrase]:
    sent, calls = data["announcements"], data["interactions"]
    yield _(
        "%(workshop)s: %(sessions)s, %(people)s, %(groups)s",
        workshop=data["workshop"],
        sessions=_.n("%(count)s session", "%(count)s sessions", data["sessions"]),
        people=_.n("%(count)s participant", "%(count)s participants", data["participants"]),
        groups=_.n("%(count)s group", "%(count)s groups", data["administrations"]),
    )
    yield _("%(sent)s of %(planned)s announcements sent, %(late)s late", **sent)
    yield _(
        "%(count)s interactions, 99 in 100 of them answered within %(ms)s ms",
        count=calls["count"],
        ms=math.ceil(calls["p99_ms"]),
    )
    yield _(
        "%(answers)s, %(messages)s, in %(seconds)s s",
        answers=_.n("%(count)s answer", "%(count)s answers", data["answers"]),
        messages=_.n("%(count)s key message", "%(count)s key messages", data["key_messages"]),
        seconds=round(data["wall_s"]),
    )
