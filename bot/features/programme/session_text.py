"""Replies to the commands of `/session`, in one language."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from bot.core.schedule import Difference, SessionState
from bot.features.announcements.change_notice import SessionSnapshot
from bot.features.announcements.text import change_line, clocks_lines
from bot.i18n.catalogue import Phrases
from bot.i18n.formats import Formats

EARLY = timedelta(hours=1)
"""From this long before its start, opening a session may be a mistake: the reply tells its planned time."""


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
        "“%(session)s” is closed, and its attendance settled. Ended too soon? To reopen it, pick it in the option "
        "“session” of /session start.",
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
