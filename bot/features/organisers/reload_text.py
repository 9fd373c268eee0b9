"""The reply to /workshop reload, in one language."""

from __future__ import annotations

from bot.features.announcements.change_notice import SessionSnapshot
from bot.features.announcements.text import change_line
from bot.features.organisers.model import ReloadResult
from bot.i18n.catalogue import Phrases
from bot.i18n.formats import Formats


def reloaded(_: Phrases, f: Formats, result: ReloadResult) -> str:
    """What the new workshop file changed, and which sessions keep their live changes."""
    same, taken = _("The file is as it was: nothing changed."), _("The changed file is in use from now on.")
    lines = [same if result.nothing_changed else taken]
    for each in result.moved:
        line = change_line(_, f, SessionSnapshot.of(each.before), SessionSnapshot.of(each.after))
        lines.append(f"- {_.of(each.after.session.title)}{_(':')} {line}")
    lines += ["- " + _("New: %(session)s", session=_.of(state.session.title)) for state in result.added]
    lines += [
        "- " + _("No longer in the file: %(session)s", session=_.of(state.session.title)) for state in result.removed
    ]
    if result.kept:
        names = f.joined([_.of(state.session.title) for state in result.kept])
        lines.append(
            _("Changed live, and left as they stand: %(sessions)s. /schedule move changes them.", sessions=names)
        )
    return "\n".join(lines)
