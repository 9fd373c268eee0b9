"""The faults of an uploaded file, line by line, in one language."""

from collections.abc import Sequence

from bot.chat.escaping import escape_inline
from bot.chat.posts import shortened
from bot.core.errors import FileFault
from bot.i18n.catalogue import Phrases, mark

MAX_FAULTS = 15
"""How many faults are listed; the others are only counted."""
FOUND_LENGTH = 60
"""Most characters shown of a text from the file."""
FILE_FAULTS = {
    "too large": mark("This file is too large: 1 MB and 20,000 lines at most."),
    "too wide": mark("Line %(line)s has more than 200 columns. Please send a file with fewer."),
    "not fetched": mark("I could not fetch this file from Discord. Please send it again."),
    "empty": mark("There is nothing in this file."),
    "no times": mark(
        "This report does not say when each person came and left. In Zoom, untick “Show unique users” and "
        "export it again."
    ),
}
"""Faults of a whole file, by name."""
LINE_FAULTS = {
    "no column": mark("there is no column “%(found)s”"),
    "not an id": mark("“%(found)s” is not a Discord id: those have 17 to 19 digits"),
    "rounded id": mark("“%(found)s” is an id that Excel has rounded; copy it again into a column formatted as text"),
    "nobody": mark("no person is named: give a discord_id or a username"),
    "no administration": mark("there is no group “%(found)s”"),
    "not an email": mark("“%(found)s” is not an e-mail address"),
    "twice": mark("“%(found)s” is there twice"),
    "not in server": mark("“%(found)s” is not in this server: they must join it first"),
    "no name": mark("no person is named"),
    "not a time": mark("I do not understand “%(found)s” as a date and time"),
    "left before coming": mark("%(found)s: departure is earlier than arrival"),
}
"""Faults of one line, by name."""


def bad_file(_: Phrases, faults: Sequence[FileFault]) -> str:
    if len(faults) == 1 and (not faults[0].line or faults[0].what == "too wide"):
        phrase = FILE_FAULTS.get(faults[0].what, mark("I cannot read this file. Please send it as CSV."))
        return _(phrase, line=faults[0].line)
    lines = [_("Nothing was imported. Please fix the file and send it again:")]
    for fault in faults[:MAX_FAULTS]:
        lines.append("- " + _("line %(line)s: %(what)s", line=fault.line, what=_about_line(_, fault)))
    if len(faults) > MAX_FAULTS:
        more = len(faults) - MAX_FAULTS
        lines.append("- " + _.n("and %(count)s more", "and %(count)s more", more))
    return "\n".join(lines)


def _about_line(_: Phrases, fault: FileFault) -> str:
    found = escape_inline(shortened(fault.found, FOUND_LENGTH))
    phrase = LINE_FAULTS.get(fault.what, mark("I cannot read it"))
    return _(phrase, found=found)
