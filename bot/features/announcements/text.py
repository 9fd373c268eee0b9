"""What announcements about the programme say, in one language. `aloud`: read out, where there is no button."""

from collections.abc import Iterable, Mapping
from datetime import date

from bot.chat.escaping import close_markup
from bot.chat.wording import clock_note, day_agenda, documents, hours, session_line, stamp
from bot.core.schedule import Schedule, SessionState
from bot.features.announcements.change_notice import ChangeNotice, SessionSnapshot
from bot.i18n.catalogue import Phrases
from bot.i18n.formats import Formats


def agenda(_: Phrases, f: Formats, schedule: Schedule, day: date) -> str:
    """In the morning: the sessions of the day."""
    return _("**Today's agenda**") + "\n" + day_agenda(_, f, schedule, day) + "\n" + clock_note(_, f)


def reminder(_: Phrases, f: Formats, schedule: Schedule, state: SessionState) -> str:
    """A session begins soon: its title, when, and where it is held if not here."""
    lines = [
        _("**Reminder: %(title)s**", title=_.of(state.session.title)),
        _(
            "It starts %(relative)s: %(day)s, %(hours)s (%(place)s time); your time: %(yours)s.",
            relative=stamp(state.start, "R"),
            day=f.short_day(state.start),
            hours=hours(f, state),
            place=f.place(),
            yours=stamp(state.start, "f"),
        ),
    ]
    return "\n".join([*lines, *_where(_, schedule, state)])


def opening(_: Phrases, f: Formats, schedule: Schedule, state: SessionState, *, aloud: bool = False) -> str:
    """A session begins: what it is about, who speaks, and until when."""
    lines = [_("**The session is open: %(title)s**", title=_.of(state.session.title))]
    if state.session.description:
        lines.append(_.of(state.session.description))
    if state.session.speakers:
        lines.append(_("With: %(speakers)s", speakers=f.joined(state.session.speakers)))
    lines.append(
        _(
            "It ends at %(end)s (%(place)s time); your time: %(yours)s.",
            end=f.time(state.end),
            place=f.place(),
            yours=stamp(state.end),
        )
    )
    lines += _where(_, schedule, state)
    if not aloud:
        lines += documents(_, state)
        lines.append(_("Sign in with the button below, or with /checkin."))
    return "\n".join(lines)


def _where(_: Phrases, schedule: Schedule, state: SessionState) -> list[str]:
    link = schedule.link_of(state)
    return [_("It is held here: %(link)s", link=link)] if link else []


def closing(_: Phrases, f: Formats, state: SessionState, following: SessionState | None) -> str:
    """A session is over; `following` is the next one of the same day."""
    lines = [_("**The session is over: %(title)s**", title=_.of(state.session.title)), _("Thank you all.")]
    if following:
        lines.append(_("Next:") + "\n" + session_line(_, f, following) + "\n" + clock_note(_, f))
    return "\n".join(lines)


def changes(_: Phrases, f: Formats, schedule: Schedule, notice: ChangeNotice) -> str:
    """Each changed session: before → after."""
    lines = [_("**Change of programme**")]
    for id in notice.changed():
        state = schedule.states.get(id)
        title = _.of(state.session.title) if state else id
        lines.append(f"- {title}{_colon(_)} {change_line(_, f, notice.before[id], notice.after[id])}")
    pairs = [(notice.before[id], notice.after[id]) for id in notice.changed()]
    return "\n".join([*lines, *clocks_lines(_, f, pairs)])


def clocks_lines(_: Phrases, f: Formats, changes: Iterable[tuple[SessionSnapshot, SessionSnapshot]]) -> list[str]:
    """A line that explains on which clock the new times are; none if there is no new time."""
    return [clock_note(_, f)] if any(_has_new_time(before, after) for before, after in changes) else []


def _has_new_time(before: SessionSnapshot, after: SessionSnapshot) -> bool:
    return (after.held or not before.held) and (before.start, before.end) != (after.start, after.end)


def _colon(_: Phrases) -> str:
    # Translators: the colon after a title, with the space your language puts before it.
    return _(":")


def change_line(_: Phrases, f: Formats, before: SessionSnapshot, after: SessionSnapshot) -> str:
    """One session's change: cancelled, its new time, or its new link."""
    was = f"{f.short_day(before.start)}, {_hours(f, before)}"
    if before.held and not after.held:
        return _("%(before)s → cancelled", before=was)
    parts = []
    if before.keeps_local_time:
        parts.append(
            _(
                "still %(hours)s, %(place)s time; the rules of this clock have changed, so look at yours: %(yours)s",
                hours=f"**{_hours(f, after)}**",
                place=f.place(),
                yours=stamp(after.start),
            )
        )
    elif _has_new_time(before, after):
        same_day = f.day(before.start) == f.day(after.start)
        becomes = _hours(f, after) if same_day else f"{f.short_day(after.start)}, {_hours(f, after)}"
        parts.append(f"{was} → **{becomes}** · {stamp(after.start)}")
    if before.link != after.link and after.link:
        parts.append(_("new link: %(link)s", link=after.link))
    return ", ".join(parts)


def _hours(f: Formats, it: SessionSnapshot) -> str:
    return f"{f.time(it.start)}–{f.time(it.end)}"


def notice(_: Phrases, texts: Mapping[str, str]) -> str:
    """What an organiser wrote, by language."""
    return close_markup(texts.get(_.language) or next(iter(texts.values())))
