"""The programme, in one language: a day's agenda, what is on, a session's line."""

from __future__ import annotations

from datetime import date, datetime

from bot.core.schedule import Schedule, SessionState, SessionStatus
from bot.i18n.catalogue import Phrases
from bot.i18n.formats import Formats


def stamp(at: datetime, style: str = "t") -> str:
    """`at` on each reader's own clock (Discord, Message Formatting, Timestamps)."""
    return f"<t:{int(at.timestamp())}:{style}>"


def hours(f: Formats, state: SessionState) -> str:
    return f"{f.time(state.start)}–{f.time(state.end)}"


def session_line(_: Phrases, f: Formats, state: SessionState) -> str:
    """`- **11:00–11:30** · <your clock> · Title`, and how it stands where that is not simply ahead."""
    line = f"- **{hours(f, state)}** · {stamp(state.start)} · {_.of(state.session.title)}"
    words = standing(_, state)
    return f"{line} ({words})" if words else line


def standing(_: Phrases, state: SessionState) -> str:
    match state.status:
        case SessionStatus.OPEN:
            return _("in progress")
        case SessionStatus.ENDED:
            return _("ended")
        case SessionStatus.CANCELLED:
            return _("cancelled")
        case _:
            return ""


def day_agenda(_: Phrases, f: Formats, schedule: Schedule, day: date) -> str:
    """The sessions of one day, under its title."""
    states = schedule.on_date(day)
    written = next((d for d in schedule.workshop.days if d.date == day), None)
    heading = f"**{capital(f.day(day))}**"
    if written:
        heading += f"\n{_.of(written.title)}"
    return "\n".join([heading, *(session_line(_, f, state) for state in states)])


def clocks(_: Phrases, f: Formats) -> str:
    return _("In bold, the time in %(place)s; beside it, the time on your own clock.", place=f.place())


def now_and_next(_: Phrases, f: Formats, schedule: Schedule, now: datetime) -> str:
    current, upcoming = schedule.in_progress(), schedule.upcoming(now)
    lines = []
    if current:
        lines.append(_("In progress: %(session)s", session=_brief(_, f, current)))
        if link := schedule.link_of(current):
            lines.append(_("It is held here: %(link)s", link=link))
    else:
        lines.append(_("No session is in progress."))
    if upcoming:
        lines.append(_("Next: %(session)s, %(when)s", session=_brief(_, f, upcoming), when=stamp(upcoming.start, "R")))
    else:
        lines.append(_("No session is still to come."))
    return "\n".join([*lines, clocks(_, f)] if current or upcoming else lines)


def _brief(_: Phrases, f: Formats, state: SessionState) -> str:
    return f"{_.of(state.session.title)}, **{f.short_day(state.start)}, {hours(f, state)}** · {stamp(state.start)}"


def capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def coming(_: Phrases, f: Formats, state: SessionState) -> str:
    """The next session, and when it begins."""
    when = f"{f.moment(state.start)} · {stamp(state.start)}"
    return _("Next: %(session)s, %(when)s", session=_.of(state.session.title), when=when)
