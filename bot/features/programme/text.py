"""Replies to the commands of `/session`, and the preview of a change of the programme, in one language."""

from collections.abc import Sequence
from datetime import timedelta
from zoneinfo import ZoneInfo

from bot.core.programme import Administration
from bot.core.schedule import Difference, SessionState
from bot.features.announcements.change_notice import SessionSnapshot
from bot.features.announcements.change_text import change_line, clocks_lines
from bot.features.programme.model import Preview, PreviewWarnings
from bot.i18n.catalogue import Phrases
from bot.i18n.formats import Formats


def preview_blocks(_: Phrases, f: Formats, preview: Preview) -> list[str]:
    """Each changed session before and after, on the earliest and the latest clock, then the warnings."""
    lines = [_("**This would change:**"), *(_change(_, f, preview, each) for each in preview.changes)]
    pairs = [(SessionSnapshot.of(each.before), SessionSnapshot.of(each.after)) for each in preview.changes]
    return ["\n".join([*lines, *clocks_lines(_, f, pairs)]), *_warnings(_, f, preview.warnings)]


def _change(_: Phrases, f: Formats, preview: Preview, change: Difference) -> str:
    state = change.after
    line = f"- {_.of(state.session.title)}{_(':')} "
    line += change_line(_, f, SessionSnapshot.of(change.before), SessionSnapshot.of(state))
    if state.is_held and preview.first_zone != preview.last_zone:
        there = [_local_hours(f, state, zone) for zone in (preview.first_zone, preview.last_zone)]
        line += f" ({', '.join(there)})"
    return line


def _local_hours(f: Formats, state: SessionState, zone: str) -> str:
    local = Formats(f.language, ZoneInfo(zone))
    return f"{local.place()} {local.time(state.start)}–{local.time(state.end)}"


def _warnings(_: Phrases, f: Formats, warnings: PreviewWarnings) -> list[str]:
    lines = [
        _("“%(one)s” and “%(other)s” overlap.", one=_.of(one.session.title), other=_.of(other.session.title))
        for one, other in warnings.overlapping
    ]
    lines += [
        _("“%(session)s” falls outside 07:00–22:00 in: %(names)s.", session=title, names=names)
        for title, names in _by_session(_, f, warnings.at_night)
    ]
    lines += [
        _("During “%(session)s” the clocks change in: %(names)s.", session=title, names=names)
        for title, names in _by_session(_, f, warnings.clock_change)
    ]
    return ["\n".join([_("**Beware:**"), *(f"- {line}" for line in lines)])] if lines else []


def _by_session(_: Phrases, f: Formats, pairs: Sequence[tuple[SessionState, Administration]]) -> list[tuple[str, str]]:
    """Each session's title with the names of its administrations."""
    names: dict[str, list[str]] = {}
    for state, administration in pairs:
        names.setdefault(_.of(state.session.title), []).append(_.of(administration.name))
    return [(title, f.joined(f.sorted(each, str))) for title, each in names.items()]


EARLY = timedelta(hours=1)
"""If a session is opened this long before its start or earlier, it may be a mistake.

The reply shows its planned time.
"""


def started(_: Phrases, f: Formats, state: SessionState) -> str:
    title = _.of(state.session.title)
    if state.opened_at and state.start - state.opened_at > EARLY:
        return _(
            "“%(session)s” is open, well before its time: it was planned for %(start)s, and stays open until %(end)s.",
            session=title,
            start=f.moment(state.start),
            end=f.moment(state.end),
        )
    if state.openings > 1:
        return _("“%(session)s” is open again, until %(end)s.", session=title, end=f.time(state.end))
    return _("“%(session)s” is open, until %(end)s. It is announced now.", session=title, end=f.time(state.end))


def ended(_: Phrases, state: SessionState) -> str:
    return _(
        "“%(session)s” is closed, and its attendance is final. Ended too soon? To reopen it, pick it in "
        "the option “session” of /session start.",
        session=_.of(state.session.title),
    )


def link(_: Phrases, state: SessionState) -> str:
    return _("The new link of “%(session)s” is announced now.", session=_.of(state.session.title))


def changed(_: Phrases, f: Formats, differences: Sequence[Difference]) -> str:
    """Each changed session, before and after."""
    lines = [_("Done. It will be announced in a moment:")]
    pairs = [(SessionSnapshot.of(each.before), SessionSnapshot.of(each.after)) for each in differences]
    for each, (before, after) in zip(differences, pairs, strict=True):
        lines.append(f"- {_.of(each.after.session.title)}{_(':')} {change_line(_, f, before, after)}")
    return "\n".join([*lines, *clocks_lines(_, f, pairs)])
