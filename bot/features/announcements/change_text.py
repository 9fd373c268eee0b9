"""What a change notice says of each session, in one language: “postponed by 10 minutes, to 11:40”."""

from collections.abc import Iterable
from datetime import date, datetime

from bot.chat.wording import clock_note, stamp
from bot.core.schedule import Schedule
from bot.features.announcements.change_notice import ChangeNotice, SessionSnapshot
from bot.i18n.catalogue import Phrases
from bot.i18n.formats import Formats


def changes(_: Phrases, f: Formats, schedule: Schedule, notice: ChangeNotice, today: date) -> str:
    """A line about the change of each session."""
    lines = [_("**Change of programme**")]
    for id in notice.changed():
        state = schedule.states.get(id)
        title = _.of(state.session.title) if state else id
        lines.append(f"- {title}{_colon(_)} {change_line(_, f, notice.before[id], notice.after[id], today)}")
    pairs = [(notice.before[id], notice.after[id]) for id in notice.changed()]
    return "\n".join([*lines, *clocks_lines(_, f, pairs)])


def clocks_lines(_: Phrases, f: Formats, changes: Iterable[tuple[SessionSnapshot, SessionSnapshot]]) -> list[str]:
    """A line that says in which time zone the new times are. Empty if there is no new time."""
    return [clock_note(_, f)] if any(_has_new_time(before, after) for before, after in changes) else []


def _has_new_time(before: SessionSnapshot, after: SessionSnapshot) -> bool:
    return (after.held or not before.held) and (before.start, before.end) != (after.start, after.end)


def _colon(_: Phrases) -> str:
    # Translators: the colon after a title, with the space your language puts before it.
    return _(":")


def change_line(
    _: Phrases, f: Formats, before: SessionSnapshot, after: SessionSnapshot, today: date | None = None
) -> str:
    """One session's change. The day of its new start is left out if it is `today`, a local date."""
    if before.held and not after.held:
        was = f.short_day(before.start)
        return _("cancelled; it was planned for %(day)s, %(time)s", day=was, time=_bold(f, before.start))
    parts = []
    if before.keeps_local_time:
        parts.append(_same_hours(_, f, after))
    elif _has_new_time(before, after):
        if before.start != after.start:
            parts.append(f"{_new_start(_, f, before.start, after.start, today)} · {stamp(after.start)}")
        if before.length != after.length:
            parts.append(f"{_new_length(_, f, before, after)} · {stamp(after.end)}")
    if before.link != after.link and after.link:
        parts.append(_("new link: %(link)s", link=after.link))
    return ", ".join(parts)


def _same_hours(_: Phrases, f: Formats, it: SessionSnapshot) -> str:
    return _(
        "still %(hours)s, %(place)s time; the rules of this clock have changed, so look at yours: %(yours)s",
        hours=f"**{f.time(it.start)}–{f.time(it.end)}**",
        place=f.place(),
        yours=stamp(it.start),
    )


def _new_start(_: Phrases, f: Formats, before: datetime, after: datetime, today: date | None) -> str:
    day = after.astimezone(f.zone).date()
    if day != before.astimezone(f.zone).date():
        return _("moved to %(day)s, %(time)s", day=f.short_day(after), time=_bold(f, after))
    by, time, on = f.length(abs(after - before)), _bold(f, after), f.short_day(after)
    match before < after, day == today:
        case True, True:
            return _("postponed by %(by)s, to %(time)s", by=by, time=time)
        case True, False:
            return _("postponed by %(by)s, to %(time)s on %(day)s", by=by, time=time, day=on)
        case False, True:
            return _("brought forward by %(by)s, to %(time)s", by=by, time=time)
        case _never:
            return _("brought forward by %(by)s, to %(time)s on %(day)s", by=by, time=time, day=on)


def _new_length(_: Phrases, f: Formats, before: SessionSnapshot, after: SessionSnapshot) -> str:
    by, time = f.length(abs(after.length - before.length)), _bold(f, after.end)
    if after.length > before.length:
        return _("extended by %(by)s, until %(time)s", by=by, time=time)
    return _("shortened by %(by)s, until %(time)s", by=by, time=time)


def _bold(f: Formats, at: datetime) -> str:
    return f"**{f.clock(at)}**"
