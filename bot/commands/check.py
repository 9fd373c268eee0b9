"""`check`: print every fault of the configuration, then every warning."""

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from bot.catalogue_checks import check_catalogues
from bot.commands import DONE, WRONG
from bot.commands.terminal import fault_line, shell_word, tell
from bot.configuration import read_configuration
from bot.configuration_warnings import warnings_of
from bot.core.programme import Workshop
from bot.edited_in_place import faults_of_edited, recorded_in
from bot.i18n.phrase import Phrase, _


def do(arguments: argparse.Namespace) -> int:
    settings, workshops, faults = read_configuration(arguments.config, os.environ)
    wrong, incomplete = check_catalogues()
    faults += [*wrong, *faults_of_edited(settings.workshops_dir, recorded_in(settings.database))]
    for fault in faults:
        print(fault_line(fault), file=sys.stderr)
    for warning in [*warnings_of(settings.workshops_dir, datetime.now(UTC)), *incomplete]:
        print(f"warning: {fault_line(warning)}", file=sys.stderr)  # for scripts too, so it is never translated
    if faults:
        return WRONG
    for workshop in workshops:
        tell(_summary(workshop))
    _say_what_is_next(arguments.config, workshops)
    return DONE


def _summary(workshop: Workshop) -> Phrase:
    days, sessions = len(workshop.days), len(workshop.sessions)
    return _(
        "%(id)s: %(title)s: %(days)s, %(sessions)s, no fault",
        id=workshop.id,
        title=workshop.title[workshop.first_language],
        days=_.n("%(count)s day", "%(count)s days", days),
        sessions=_.n("%(count)s session", "%(count)s sessions", sessions),
    )


def _say_what_is_next(config: Path, workshops: Sequence[Workshop]) -> None:
    """Each command with the options that it needs here."""
    options = "" if config == Path("config") else f" --config {shell_word(config)}"
    options += f" --workshop {workshops[0].id}" if len(workshops) > 1 else ""
    play, look = f"`python run.py rehearse{options}`", f"`python run.py try{options}`"
    tell(_("Next: %(play)s plays it all on this machine; with %(look)s you play it yourself.", play=play, look=look))
