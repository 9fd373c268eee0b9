"""The warnings of `check`: values that are valid, but probably a mistake. A warning does not stop anything."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from bot.core.programme import Workshop
from bot.core.schedule import Schedule
from bot.faults import Fault
from bot.features.privacy.model import purge_time
from bot.i18n.catalogue import available
from bot.i18n.phrase import _
from bot.workshop_file.reading import read_file, workshop_files
from bot.workshop_file.tree import Tree
from bot.workshop_file.warnings import warnings_in


def warnings_of(workshops_dir: Path, now: datetime) -> list[Fault]:
    """The warnings of every workshop file, by file and line. `now` is an instant."""
    found = list[Fault]()
    for file in workshop_files(workshops_dir):
        reading = read_file(file, available())
        if reading.tree.is_whole:
            found += warnings_in(reading.tree)
        if reading.workshop:
            found += _by_the_clock(reading.tree, reading.workshop, now)
    return sorted(found)


def _by_the_clock(tree: Tree, workshop: Workshop, now: datetime) -> Iterator[Fault]:
    if workshop.ends <= now:
        over = f"{workshop.ends.astimezone(workshop.zone):%Y-%m-%d}"
        what = _("the workshop ended on %(date)s, so nothing will be announced", date=over)
        yield tree.fault(("days",), what, _("change the dates if it is still to come"))
    purge = purge_time(workshop, Schedule.of(workshop), None)
    if purge and purge.astimezone(workshop.zone).date() <= now.astimezone(workshop.zone).date():
        what = _("with this `retention`, the personal data would be erased today")
        yield tree.fault(("retention",), what, _("if that is not what you want, lengthen it or correct the dates"))
