"""What facilitators and organisers read about one session's attendance, in one language."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat.wording import hours, session_status, stamp
from bot.core.programme import Administration
from bot.core.schedule import SessionState
from bot.features.attendance.service import Roll
from bot.features.attendance.sign_in_codes import Code
from bot.i18n.catalogue import Phrases
from bot.i18n.formats import Formats


def code_message(_: Phrases, state: SessionState, it: Code) -> str:
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


def status_message(_: Phrases, f: Formats, roll: Roll) -> str:
    state = roll.state
    heading = f"**{_.of(state.session.title)}**\n{f.day(state.start)}, {hours(f, state)} · {stamp(state.start)}"
    lines = [heading, _("State: %(state)s", state=session_status(_, state) or _("still to come"))]
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
