"""The faults of an uploaded file, line by line, in one language."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat.escaping import escape_inline
from bot.chat.posts import shortened
from bot.core.errors import FileFault
from bot.i18n.catalogue import Phrases

MAX_FAULTS = 15
"""How many faults are listed; the others are only counted."""
FOUND_LENGTH = 60
"""Most characters shown of a text from the file."""


def bad_file(_: Phrases, faults: Sequence[FileFault]) -> str:
    if len(faults) == 1 and (not faults[0].line or faults[0].what == "too wide"):
        return _about_file(_, faults[0])
    lines = [_("Nothing was imported. Please fix the file and send it again:")]
    for fault in faults[:MAX_FAULTS]:
        lines.append("- " + _("line %(line)s: %(what)s", line=fault.line, what=_about_line(_, fault)))
    if len(faults) > MAX_FAULTS:
        more = len(faults) - MAX_FAULTS
        lines.append("- " + _.n("and %(count)s more", "and %(count)s more", more))
    return "\n".join(lines)


def _about_file(_: Phrases, fault: FileFault) -> str:
    match fault.what:
        case "too large":
            return _("This file is too large: 1 MB and 20,000 lines at most.")
        case "too wide":
            return _("Line %(line)s has more than 200 columns. Please send a file with fewer.", line=fault.line)
        case "not fetched":
            return _("I could not fetch this file from Discord. Please send it once more.")
        case "empty":
            return _("There is nothing in this file.")
        case "no times":
            return _(
                "This report does not say when each person came and left. In Zoom, untick “Show unique users” and "
                "export it again."
            )
        case _:
            return _("I cannot read this file. Please send it as CSV.")


def _about_line(_: Phrases, fault: FileFault) -> str:
    found = escape_inline(shortened(fault.found, FOUND_LENGTH))
    match fault.what:
        case "no column":
            return _("there is no column “%(found)s”", found=found)
        case "not an id":
            return _("“%(found)s” is not a Discord id: those have 17 to 19 digits", found=found)
        case "nobody":
            return _("nobody is named: give a discord_id or a username")
        case "no administration":
            return _("there is no administration “%(found)s”", found=found)
        case "not an email":
            return _("“%(found)s” is not an e-mail address", found=found)
        case "twice":
            return _("“%(found)s” is there twice", found=found)
        case "not in server":
            return _("“%(found)s” is not in this server: they must join it first", found=found)
        case "no name":
            return _("nobody is named")
        case "not a time":
            return _("I do not understand “%(found)s” as a date and time", found=found)
        case "left before coming":
            return _("%(found)s: left before coming", found=found)
        case _:
            return _("I cannot read it")
