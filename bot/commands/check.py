"""`check`: print every fault of the configuration, then every warning."""

import argparse
import os
import sys
from datetime import UTC, datetime

from bot.catalogue_checks import check_catalogues
from bot.commands import DONE, WRONG
from bot.configuration import read_configuration
from bot.configuration_warnings import warnings_of


def do(arguments: argparse.Namespace) -> int:
    settings, workshops, faults = read_configuration(arguments.config, os.environ)
    wrong, incomplete = check_catalogues()
    faults += wrong
    for fault in faults:
        print(fault, file=sys.stderr)
    for warning in [*warnings_of(settings.workshops_dir, datetime.now(UTC)), *incomplete]:
        print(f"warning: {warning}", file=sys.stderr)  # for scripts too, so it is never translated
    if faults:
        return WRONG
    for workshop in workshops:
        title = workshop.title[workshop.first_language]
        print(f"{workshop.id}: {title}: {len(workshop.days)} days, {len(workshop.sessions)} sessions, no fault")
    return DONE
