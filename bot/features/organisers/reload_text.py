"""TODO."""

from __future__ import annotations

from bot.features.announcements.changes import Standing
from bot.features.announcements.text import change_line
from bot.features.organisers.reload_service import Reloaded
from bot.i18n.catalogue import Phrases
from bot.i18n.formats import Formats


def reloaded(_: Phrases, f: Formats, it: Reloaded) -> str:
    """What a new file changed, and which live changes stand."""
    same, taken = _("The file is as it was: nothing changed."), _("The changed file is in use from now on.")
    lines = [same if it.nothing else taken]
    for each in it.moved:
        line = change_line(_, f, Standing.of(each.before), Standing.of(each.after))
        lines.append(f"- {_.of(each.after.session.title)}{_(':')} {line}")
    lines += ["- " + _("New: %(session)s", session=_.of(state.session.title)) for state in it.added]
    lines += ["- " + _("No longer in the file: %(session)s", session=_.of(state.session.title)) for state in it.gone]
    if it.kept:
        names = f.joined([_.of(state.session.title) for state in it.kept])
        lines.append(
            _("Changed live, and left as they stand: %(sessions)s. /schedule move changes them.", sessions=names)
        )
    return "\n".join(lines)
