"""What organisers read: what setup made, how the workshop stands, what went wrong; in one language."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.chat.permissions import named
from bot.chat.wording import coming, hours, stamp
from bot.core.schedule import SessionState
from bot.features.announcements.list_text import announcement_line, trouble_lines, upcoming_announcements
from bot.features.announcements.model import ListedAnnouncement
from bot.features.attendance.service import Roll
from bot.features.organisers.setup import Report
from bot.features.programme.session_text import represented
from bot.i18n.catalogue import Phrases
from bot.i18n.formats import Formats

TOLD = 15
"""How many troubles one message names."""


def setup(_: Phrases, f: Formats, report: Report) -> str:
    """What was made, and what still has to be done by hand."""
    lines = []
    if report.made_nothing:
        lines.append(_("Everything is already there: nothing was made."))
    if report.roles:
        lines.append(_("Roles made: %(names)s.", names=f.joined(report.roles)))
    if report.channels:
        lines.append(_("Channels made: %(names)s.", names=f.joined(report.channels)))
    if report.events:
        lines.append(_.n("%(count)s scheduled event made.", "%(count)s scheduled events made.", report.events))
    lines += lacking(_, f, report.lacking)
    if report.too_high:
        lines.append(
            _(
                "These roles stand above mine, so I cannot give them: %(names)s. Drag my role above them in the "
                "server's settings.",
                names=f.joined(report.too_high),
            )
        )
    lines += [_("Discord refused: %(what)s", what=refused) for refused in report.refused]
    if not (report.lacking or report.too_high or report.refused):
        lines.append(_("Next: hand out the join codes, with /roster codes."))
    return "\n".join(lines)


def lacking(_: Phrases, f: Formats, names: Sequence[str]) -> list[str]:
    if not names:
        return []
    return [
        _(
            "I lack these permissions: %(names)s. Give them to my role in the server's settings.",
            names=f.joined(named(_, names)),
        )
    ]


def status(
    _: Phrases,
    f: Formats,
    roll: Roll | None,
    upcoming: SessionState | None,
    ahead: Sequence[ListedAnnouncement],
    faults: Sequence[str],
) -> list[str]:
    """One look: what is on, who is represented, what comes, what is wrong."""
    now = [_on(_, f, roll), *([coming(_, f, upcoming)] if upcoming else [])]
    return ["\n".join(now), upcoming_announcements(_, f, ahead), _faults(_, faults)]


def _on(_: Phrases, f: Formats, roll: Roll | None) -> str:
    if roll is None:
        return _("No session is in progress.")
    title = f"**{_.of(roll.state.session.title)}**, {hours(f, roll.state)}"
    present = _.n("%(count)s person present", "%(count)s people present", roll.present)
    return "\n".join([title, present, represented(_, f, roll.represented, roll.missing)])


def troubles(_: Phrases, f: Formats, rows: Sequence[ListedAnnouncement]) -> str:
    """To the organisers' channel: what was late, skipped or has failed."""
    lines = [
        _("**These announcements did not go as planned**"),
        *(f"- {line}" for line in trouble_lines(_, f, rows[:TOLD])),
    ]
    if len(rows) > TOLD:
        lines.append(
            _.n("and %(count)s more: see /announce list", "and %(count)s more: see /announce list", len(rows) - TOLD)
        )
    return "\n".join(lines)


def restored(_: Phrases, f: Formats, made_at: datetime | None, restored_at: datetime) -> str:
    """To the organisers' channel, after a backup was put in place."""
    until = f"{f.moment(restored_at)} · {stamp(restored_at)}"
    if made_at is None:
        said = _("**I was restored from a backup** on %(until)s.", until=until)
        lost = _("What people sent me since that backup was made is no longer there:")
    else:
        since = f"{f.moment(made_at)} · {stamp(made_at)}"
        said = _("**I was restored from a backup** made on %(since)s.", since=since)
        lost = _("What people sent me from then until %(until)s is no longer there:", until=until)
    what = _("who joined, sign-ins, answers, key messages. Please ask them to do it once more.")
    return f"{said}\n{lost} {what}"


def held_back(_: Phrases, f: Formats, waiting: Sequence[ListedAnnouncement]) -> str:
    """What came due during a pause."""
    lines = [_("**During the pause these came due**"), *(announcement_line(_, f, it) for it in waiting[:TOLD])]
    if len(waiting) > TOLD:
        more = len(waiting) - TOLD
        lines.append(_.n("and %(count)s more", "and %(count)s more", more))
    return "\n".join(lines)


def _faults(_: Phrases, faults: Sequence[str]) -> str:
    if not faults:
        return _("Nothing is wrong that I know of.")
    return "\n".join([_("**To be fixed**"), *(f"- {fault}" for fault in faults)])
