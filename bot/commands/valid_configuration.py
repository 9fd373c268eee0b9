"""The configuration, for commands that need one without faults."""

import os
from pathlib import Path

from bot.commands import WRONG, Stopped
from bot.commands.terminal import about, fault_line
from bot.configuration import read_configuration
from bot.core.programme import Workshop
from bot.faults import Fault, quoted
from bot.i18n.catalogue import available
from bot.i18n.phrase import _
from bot.settings import Settings
from bot.workshop_file import read_workshop


def read_valid_configuration(config_dir: Path) -> tuple[Settings, list[Workshop]]:
    """The settings and every workshop. Raises `Stopped`, which names every fault."""
    settings, workshops, faults = read_configuration(config_dir, os.environ)
    stop_at(faults)
    return settings, workshops


def stop_at(faults: list[Fault]) -> None:
    if faults:
        raise Stopped("\n".join(map(fault_line, faults)), WRONG)


def chosen(workshops: list[Workshop], id: str | None) -> Workshop:
    """The workshop that `--workshop` names. Without the option it is the only workshop."""
    if id is None and len(workshops) == 1:
        return workshops[0]
    found = next((workshop for workshop in workshops if workshop.id == id), None)
    if found is None:
        known = ", ".join(workshop.id for workshop in workshops)
        what = _("say which one: %(known)s", known=known)
        if id:
            what = _("there is no workshop %(given)s; there is: %(known)s", given=quoted(id), known=known)
        raise Stopped(about("--workshop", what), WRONG)
    return found


def file_of(settings: Settings, workshop: Workshop) -> Path:
    """The file that describes this workshop."""
    files = sorted(file for file in settings.workshops_dir.iterdir() if file.suffix in (".yaml", ".yml"))
    return next(file for file in files if read_workshop(file, available())[0] == workshop)
