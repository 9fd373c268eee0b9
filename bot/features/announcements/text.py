"""Texts of announcements about the programme, in one language. `aloud`: for reading out, where there are no buttons."""

import textwrap
from collections.abc import Mapping
from datetime import date

from bot.chat.escaping import close_markup
from bot.chat.wording import clock_note, day_agenda, documents, hours, session_line, stamp
from bot.core.schedule import Schedule, SessionState
from bot.i18n.catalogue import Phrases
from bot.i18n.formats import Formats

DESCRIPTION = 100
"""Most characters of a description in an opening: three lines on a phone."""


def agenda(_: Phrases, f: Formats, schedule: Schedule, day: date) -> str:
    """In the morning: the sessions of the day."""
    return _("**Today's agenda**") + "\n" + day_agenda(_, f, schedule, day) + "\n" + clock_note(_, f)


def reminder(_: Phrases, f: Formats, schedule: Schedule, state: SessionState) -> str:
    """A session begins soon: its title, its start, and its place if that is not this server."""
    lines = [
        _("**Reminder: %(title)s**", title=_.of(state.session.title)),
        _(
            # Translators: %(relative)s is “in 10 minutes”, and “an hour ago” once it has begun
            "Start: %(relative)s, on %(day)s, %(hours)s (%(place)s time); your time: %(yours)s.",
            relative=stamp(state.start, "R"),
            day=f.short_day(state.start),
            hours=hours(f, state),
            place=f.place(),
            yours=stamp(state.start, "f"),
        ),
    ]
    return "\n".join([*lines, *_where(_, schedule, state)])


def opening(_: Phrases, f: Formats, schedule: Schedule, state: SessionState, *, aloud: bool = False) -> str:
    """A session begins: what it is about, who speaks, and until when.

    In two languages it fits one screen of a phone. So the description is cut (Discord's event has all of it), and the
    text does not explain the buttons.
    """
    lines = [_("**The session is open: %(title)s**", title=_.of(state.session.title))]
    if state.session.description:
        about = _.of(state.session.description)
        lines.append(about if aloud else _shortened(about))
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
    return "\n".join(lines if aloud else [*lines, *documents(_, state)])


def _shortened(about: str) -> str:
    """Its first words, as many as fit."""
    short = textwrap.shorten(about, DESCRIPTION, placeholder="…")
    return short if short == about else short.rstrip("… ,;:") + "…"


def _where(_: Phrases, schedule: Schedule, state: SessionState) -> list[str]:
    link = schedule.link_of(state)
    return [_("It is held here: %(link)s", link=link)] if link else []


def closing(_: Phrases, f: Formats, state: SessionState, following: SessionState | None) -> str:
    """A session is over; `following` is the next one of the same day."""
    lines = [_("**The session is over: %(title)s**", title=_.of(state.session.title)), _("Thank you all.")]
    if following:
        lines.append(_("Next:") + "\n" + session_line(_, f, following) + "\n" + clock_note(_, f))
    return "\n".join(lines)


def notice(_: Phrases, texts: Mapping[str, str]) -> str:
    """What an organiser wrote, by language."""
    return close_markup(texts.get(_.language) or next(iter(texts.values())))
