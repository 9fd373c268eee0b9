"""How sessions stand and what became of them, for facilitators and organisers, in one language."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from bot.chat.wording import hours, stamp, standing
from bot.core.programme import Administration
from bot.core.schedule import Difference, SessionState
from bot.features.announcements.change_notice import SessionSnapshot
from bot.features.announcements.text import change_line, clocks_lines
from bot.features.attendance.service import Roll
from bot.features.attendance.sign_in_codes import Code
from bot.i18n.catalogue import Phrases
from bot.i18n.formats import Formats

EARLY = timedelta(hours=1)
"""A session opened so long before its time was hardly meant: its facilitator is told when it was planned."""


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


def code(_: Phrases, state: SessionState, it: Code) -> str:
    return "\n".join(
        [
            _("Sign-in code of “%(session)s”: **%(code)s**", session=_.of(state.session.title), code=it.digits),
            _(
                "Show it or say it in the session. It changes %(changes)s, and is taken until %(until)s.",
                changes=stamp(it.changes_at, "R"),
                until=stamp(it.taken_until, "T"),
            ),
            _("People type it with /checkin, or after pressing the sign-in button."),
        ]
    )


def changed(_: Phrases, f: Formats, differences: Sequence[Difference]) -> str:
    """What a change did, session by session."""
    lines = [_("Done. It will be announced in a moment:")]
    pairs = [(SessionSnapshot.of(each.before), SessionSnapshot.of(each.after)) for each in differences]
    for each, (before, after) in zip(differences, pairs, strict=True):
        lines.append(f"- {_.of(each.after.session.title)}{_(':')} {change_line(_, f, before, after)}")
    return "\n".join([*lines, *clocks_lines(_, f, pairs)])


def status(_: Phrases, f: Formats, roll: Roll) -> str:
    state = roll.state
    heading = f"**{_.of(state.session.title)}**\n{f.day(state.start)}, {hours(f, state)} · {stamp(state.start)}"
    lines = [heading, _("State: %(state)s", state=standing(_, state) or _("still to come"))]
    if state.has_begun:
        lines += [
            _.n("%(count)s person present", "%(count)s people present", roll.present),
            represented(_, f, roll.represented, roll.missing),
        ]
    return "\n".join(lines)


def represented(_: Phrases, f: Formats, there: Sequence[Administration], missing: Sequence[Administration]) -> str:
    """`Represented: 14/17. Missing: …`"""
    line = _("Represented: %(there)s/%(all)s.", there=len(there), all=len(there) + len(missing))
    if not missing:
        return line
    names = [_.of(a.name) for a in f.sorted(missing, lambda a: _.of(a.name))]
    return line + " " + _("Missing: %(names)s.", names=f.joined(names))
