"""A change of programme before it is made, in one language."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from bot.core.programme import Administration
from bot.core.schedule import Difference, SessionState
from bot.features.announcements.change_notice import SessionSnapshot
from bot.features.announcements.text import change_line, clocks_lines
from bot.features.organisers.reload_service import Reloaded
from bot.features.programme.schedule_service import Preview
from bot.i18n.catalogue import Phrases
from bot.i18n.formats import Formats


def preview(_: Phrases, f: Formats, it: Preview) -> list[str]:
    """Before → after for each session, where it is earliest and latest, and what to beware of."""
    lines = [_("**This would change:**"), *(_touched(_, f, it, each) for each in it.touched)]
    pairs = [(SessionSnapshot.of(each.before), SessionSnapshot.of(each.after)) for each in it.touched]
    return ["\n".join([*lines, *clocks_lines(_, f, pairs)]), *_warnings(_, f, it)]


def _touched(_: Phrases, f: Formats, it: Preview, each: Difference) -> str:
    state = each.after
    line = f"- {_.of(state.session.title)}{_(':')} "
    line += change_line(_, f, SessionSnapshot.of(each.before), SessionSnapshot.of(state))
    if state.is_held and it.first_zone != it.last_zone:
        there = [_local(f, state, zone) for zone in (it.first_zone, it.last_zone)]
        line += f" ({', '.join(there)})"
    return line


def _local(f: Formats, state: SessionState, zone: str) -> str:
    local = Formats(f.language, ZoneInfo(zone))
    return f"{local.place()} {local.time(state.start)}–{local.time(state.end)}"


def _warnings(_: Phrases, f: Formats, it: Preview) -> list[str]:
    found = [
        "- "
        + _(
            "“%(one)s” and “%(other)s” overlap.",
            one=_.of(one.session.title),
            other=_.of(other.session.title),
        )
        for one, other in it.warnings.overlapping
    ]
    found += [
        "- " + _("“%(session)s” falls outside 07:00–22:00 in: %(names)s.", session=title, names=names)
        for title, names in _by_session(_, f, it.warnings.at_night)
    ]
    found += [
        "- " + _("During “%(session)s” the clocks change in: %(names)s.", session=title, names=names)
        for title, names in _by_session(_, f, it.warnings.clock_change)
    ]
    return ["\n".join([_("**Beware:**"), *found])] if found else []


def _by_session(_: Phrases, f: Formats, pairs: Sequence[tuple[SessionState, Administration]]) -> list[tuple[str, str]]:
    names: dict[str, list[str]] = {}
    for state, administration in pairs:
        names.setdefault(_.of(state.session.title), []).append(_.of(administration.name))
    return [(title, f.joined(f.sorted(each, str))) for title, each in names.items()]


def reloaded(_: Phrases, f: Formats, it: Reloaded) -> str:
    """What a new file changed, and which live changes stand."""
    same, taken = _("The file is as it was: nothing changed."), _("The changed file is in use from now on.")
    lines = [same if it.nothing else taken]
    for each in it.moved:
        line = change_line(_, f, SessionSnapshot.of(each.before), SessionSnapshot.of(each.after))
        lines.append(f"- {_.of(each.after.session.title)}{_(':')} {line}")
    lines += ["- " + _("New: %(session)s", session=_.of(state.session.title)) for state in it.added]
    lines += ["- " + _("No longer in the file: %(session)s", session=_.of(state.session.title)) for state in it.gone]
    if it.kept:
        names = f.joined([_.of(state.session.title) for state in it.kept])
        lines.append(
            _("Changed live, and left as they stand: %(sessions)s. /schedule move changes them.", sessions=names)
        )
    return "\n".join(lines)
