"""What organisers read: what setup made, how the workshop stands, what went wrong; in one language."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from bot.chat.escaping import escape_inline
from bot.chat.permissions import named
from bot.chat.posts import shortened
from bot.chat.wording import hours, next_session, stamp
from bot.core.announcement_kind import AnnouncementKind
from bot.core.schedule import SessionState
from bot.features.announcements.service import Known
from bot.features.attendance.model import SessionAttendance
from bot.features.attendance.session_text import represented
from bot.features.organisers.setup import Report
from bot.i18n.catalogue import Phrases
from bot.i18n.formats import Formats

TOLD = 15
"""How many troubles one message names."""
ABOUT = 45
"""Most characters of what an announcement is about: a line of them fits a telephone, and a button."""


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


def will_be_announced(_: Phrases, f: Formats, due: datetime | None) -> str:
    """Above what an organiser wrote, before it is confirmed; `due` None is at once."""
    if due is None:
        return _("This will be announced now:")
    return _(
        "This will be announced on %(when)s, %(place)s time (%(yours)s on your own clock):",
        **_at(f, due),
    )


def is_announced(_: Phrases, f: Formats, due: datetime | None) -> str:
    if due is None:
        return _("It is being announced now.")
    return _(
        "It will be announced on %(when)s, %(place)s time (%(yours)s on your own clock).",
        **_at(f, due),
    )


def _at(f: Formats, due: datetime) -> dict[str, str]:
    return {"when": f.moment(due), "place": f.place(), "yours": stamp(due, "f")}


def status(
    _: Phrases,
    f: Formats,
    roll: SessionAttendance | None,
    upcoming: SessionState | None,
    ahead: Sequence[Known],
    faults: Sequence[str],
) -> list[str]:
    """One look: what is on, who is represented, what comes, what is wrong."""
    now = [_on(_, f, roll), *([next_session(_, f, upcoming)] if upcoming else [])]
    return ["\n".join(now), _coming(_, f, ahead), _faults(_, faults)]


def _on(_: Phrases, f: Formats, roll: SessionAttendance | None) -> str:
    if roll is None:
        return _("No session is in progress.")
    title = f"**{_.of(roll.state.session.title)}**, {hours(f, roll.state)}"
    present = _.n("%(count)s person present", "%(count)s people present", roll.present_count)
    return "\n".join([title, present, represented(_, f, roll.represented, roll.missing)])


def _coming(_: Phrases, f: Formats, ahead: Sequence[Known]) -> str:
    if not ahead:
        return _("No announcement is still to come.")
    return "\n".join([_("**Next announcements**"), *(announcement_line(_, f, row) for row in ahead)])


def announcement_line(_: Phrases, f: Formats, it: Known) -> str:
    return f"- {f.moment(it.due)} · {stamp(it.due)} · {announcement_name(_, it)}"


def announcements(_: Phrases, f: Formats, ahead: Sequence[Known], trouble: Sequence[Known]) -> str:
    """What comes, and what was skipped or has failed."""
    lines = [_coming(_, f, ahead)]
    if trouble:
        lines += ["", _("**Skipped or failed**"), *(f"- {line}" for line in trouble_lines(_, f, trouble))]
        lines.append(_("/announce retry says one of them now."))
    return "\n".join(lines)


def troubles(_: Phrases, f: Formats, rows: Sequence[Known]) -> str:
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


def held_back(_: Phrases, f: Formats, waiting: Sequence[Known]) -> str:
    """What came due during a pause."""
    lines = [_("**During the pause these came due**"), *(announcement_line(_, f, it) for it in waiting[:TOLD])]
    if len(waiting) > TOLD:
        more = len(waiting) - TOLD
        lines.append(_.n("and %(count)s more", "and %(count)s more", more))
    return "\n".join(lines)


def trouble_lines(_: Phrases, f: Formats, found: Sequence[Known]) -> list[str]:
    """A line for each announcement that did not go as planned."""
    return [_trouble(_, f, it) for it in found]


def _trouble(_: Phrases, f: Formats, it: Known) -> str:
    line = f"{f.moment(it.due)} · {announcement_name(_, it)}{_(':')} {state(_, it.status)}"
    return f"{line}, {fault(_, it.fault)}" if it.fault and it.fault != "late" else line


def state(_: Phrases, status: str) -> str:
    match status:
        case "late":
            return _("said late")
        case "skipped":
            return _("skipped, its time was too long past")
        case "failed":
            return _("failed")
        case _:
            return _("cancelled")


def fault(_: Phrases, why: str) -> str:
    """Why something could not be said: `fault:where`, as the database keeps it, in words."""
    code, _colon, where = why.partition(":")
    match code:
        case "channel gone":
            return _("the channel %(where)s does not exist: make it again with /workshop setup", where=where)
        case "not permitted":
            return _(
                "Atelier may not post in %(where)s: give it View Channel, Send Messages and Read Message History",
                where=where,
            )
        case "unreachable":
            return _("Discord could not be reached")
        case _:
            return _("Discord refused it (%(where)s)", where=where)


def announcement_name(_: Phrases, it: Known, shown: Callable[[str], str] = escape_inline) -> str:
    """`Reminder, “Opening and introductions” (fr)`; `shown` is how it may stand where it goes."""
    words = shown(shortened(_.of(it.about), ABOUT)) if it.about else ""
    about = ", " + _("“%(words)s”", words=words) if words else ""
    language = f" ({it.language})" if it.language else ""
    return f"{kind(_, it.kind)}{about}{language}"


def _faults(_: Phrases, faults: Sequence[str]) -> str:
    if not faults:
        return _("Nothing is wrong that I know of.")
    return "\n".join([_("**To be fixed**"), *(f"- {fault}" for fault in faults)])


def kind(_: Phrases, it: AnnouncementKind) -> str:
    match it:
        case AnnouncementKind.AGENDA:
            return _("Day's agenda")
        case AnnouncementKind.REMINDER:
            return _("Reminder")
        case AnnouncementKind.OPENING:
            return _("Opening")
        case AnnouncementKind.CLOSING:
            return _("Closing")
        case AnnouncementKind.SUMMARY:
            return _("Day's summary")
        case AnnouncementKind.DESK_OPEN:
            return _("Desk opens")
        case AnnouncementKind.DESK_REMINDER:
            return _("Desk closes soon")
        case AnnouncementKind.DESK_CLOSE:
            return _("Desk closed")
        case AnnouncementKind.EVALUATION_OPEN:
            return _("Evaluation opens")
        case AnnouncementKind.EVALUATION_REMINDER:
            return _("Evaluation closes soon")
        case AnnouncementKind.CHANGE:
            return _("Change of programme")
        case AnnouncementKind.NOTICE:
            return _("Notice")
