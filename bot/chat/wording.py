"""Sessions and times in one language, as several features show them."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from bot.chat.escaping import escape_inline
from bot.core.programme import Administration, Workshop
from bot.core.schedule import Schedule, SessionState, SessionStatus
from bot.i18n.catalogue import Phrases, mark
from bot.i18n.formats import Formats

STATUSES = {
    SessionStatus.OPEN: mark("in progress"),
    SessionStatus.ENDED: mark("ended"),
    SessionStatus.CANCELLED: mark("cancelled"),
}


def stamp(at: datetime, style: str = "t") -> str:
    """`at` as a timestamp that Discord shows on each reader's own clock (Discord, Message Formatting, Timestamps).

    `style` is Discord's letter: `t` a time, `R` relative to now, `f` date and time.
    """
    return f"<t:{int(at.timestamp())}:{style}>"


def on_both_clocks(f: Formats, at: datetime) -> dict[str, str]:
    """`when` and `place` on the workshop's clock, and `yours` on the reader's own, for a phrase that has all three."""
    return {"when": f.moment(at), "place": f.place(), "yours": stamp(at, "f")}


def administration_names(_: Phrases, f: Formats, administrations: Iterable[Administration]) -> str:
    """Their names joined, sorted as the language sorts."""
    return f.joined(f.sorted((_.of(each.name) for each in administrations), str))


def first_names(_: Phrases, f: Formats, names: Sequence[str], most: int) -> str:
    """The first `most` of `names`, and how many more there are."""
    more = len(names) - most
    return f.joined([*names[:most], *([_.n("%(count)s more", "%(count)s more", more)] if more > 0 else [])])


def hours(f: Formats, state: SessionState) -> str:
    """`11:00–11:30`, on the workshop's clock."""
    return f"{f.time(state.start)}–{f.time(state.end)}"


def session_line(_: Phrases, f: Formats, state: SessionState, day: date | None = None) -> str:
    """`- **11:00–11:30** · <timestamp> · Title`, and its status in brackets unless it is planned.

    The date comes first where the line stands under another `day`: far from the workshop, a session may begin the day
    before or after.
    """
    elsewhen = f"{f.short_day(state.start)}, " if day and state.start.astimezone(f.zone).date() != day else ""
    line = f"- **{elsewhen}{hours(f, state)}** · {stamp(state.start)} · {_.of(state.session.title)}"
    words = session_status(_, state)
    return f"{line} ({words})" if words else line


def session_status(_: Phrases, state: SessionState) -> str:
    """The status in words; empty for a planned session."""
    return _(STATUSES[state.status]) if state.status in STATUSES else ""


def day_agenda(_: Phrases, f: Formats, schedule: Schedule, day: date) -> str:
    """The sessions and breaks of the local date `day`, under the day's title if the file has one for that date."""
    states = schedule.agenda(day)
    written = next((d for d in schedule.workshop.days if d.date == day), None)
    heading = f"**{capital(f.day(day))}**"
    if written:
        heading += f"\n{_.of(written.title)}"
    return "\n".join([heading, *(session_line(_, f, state, day) for state in states)])


def clock_note(_: Phrases, f: Formats) -> str:
    """Says which of two times is on the workshop's clock and which on the reader's own."""
    return _("In bold: the time in %(place)s. Next to it: your own local time.", place=f.place())


def now_and_next(_: Phrases, f: Formats, schedule: Schedule, now: datetime) -> str:
    """The session in progress and the next one, or that there is none."""
    current, upcoming = schedule.in_progress(), schedule.upcoming(now)
    lines = []
    if current:
        lines.append(_("In progress: %(session)s", session=_brief(_, f, current)))
        if link := schedule.link_of(current):
            lines.append(_("It is held here: %(link)s", link=link))
        lines += documents(_, current)
    else:
        lines.append(_("No session is in progress."))
    if upcoming:
        # Translators: the next session, and how soon it begins
        lines.append(_("Next: %(session)s, %(when)s", session=_brief(_, f, upcoming), when=stamp(upcoming.start, "R")))
    else:
        lines.append(_("No session is still to come."))
    return "\n".join([*lines, clock_note(_, f)] if current or upcoming else lines)


def _brief(_: Phrases, f: Formats, state: SessionState) -> str:
    return f"{_.of(state.session.title)}, **{f.short_day(state.start)}, {hours(f, state)}** · {stamp(state.start)}"


def documents(_: Phrases, state: SessionState) -> list[str]:
    """A line with the session's documents as links; none if it has no document."""
    links = [f"[{escape_inline(_.of(each.title))}](<{each.url}>)" for each in state.session.documents]
    return [_("Documents: %(links)s", links=", ".join(links))] if links else []


def capital(words: str) -> str:
    """`words` with a capital first letter."""
    return words[:1].upper() + words[1:]


def next_session(_: Phrases, f: Formats, state: SessionState) -> str:
    """A session that comes next, and when it starts."""
    when = f"{f.moment(state.start)} · {stamp(state.start)}"
    return _("Next: %(session)s, %(when)s", session=_.of(state.session.title), when=when)


def data_controller(_: Phrases, workshop: Workshop) -> list[str]:
    """The data controller, a line for each part. Empty if the workshop file names none."""
    if workshop.privacy is None:
        return []
    return [
        _("Responsible for the data: %(name)s", name=_.of(workshop.privacy.controller)),
        _("Questions and requests: %(contact)s", contact=escape_inline(workshop.privacy.contact)),
        _("Legal basis: %(basis)s", basis=_.of(workshop.privacy.basis)),
    ]


def own_notice(_: Phrases, workshop: Workshop) -> list[str]:
    """The workshop file's own sentence about personal data, if there is one."""
    return [_.of(workshop.notice)] if workshop.notice else []
