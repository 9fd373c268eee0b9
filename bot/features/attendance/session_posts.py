"""What organisers and facilitators read about one session's attendance, in one language."""

import io
from collections.abc import Iterable, Sequence

import discord

from bot.chat.escaping import escape_inline, unmarked
from bot.chat.posts import Post, in_pages
from bot.chat.wording import administration_names, hours, session_status, stamp
from bot.core.programme import Administration
from bot.core.schedule import SessionState
from bot.features.attendance.model import AttendanceRecord, AttendanceStatus, SessionAttendance, SignInCode
from bot.features.attendance.text import details, status_name
from bot.i18n.catalogue import Phrases
from bot.i18n.formats import Formats

MAX_NAMED = 5_000
"""Longest post with every name, in characters. A longer one gives numbers by administration and attaches a file."""


def code_message(_: Phrases, state: SessionState, code: SignInCode) -> str:
    """Show the sign-in code to the facilitator."""
    return "\n".join(
        [
            _("Sign-in code of “%(session)s”: **%(code)s**", session=_.of(state.session.title), code=code.digits),
            _(
                "Show it or read it out. It changes %(changes)s and is accepted until %(until)s.",
                changes=stamp(code.changes_at, "R"),
                until=stamp(code.valid_until, "T"),
            ),
            _("People type it with /checkin, or after pressing the sign-in button."),
        ]
    )


def status_message(_: Phrases, f: Formats, attendance: SessionAttendance) -> str:
    """The session's time and state, how many people are present, and which administrations."""
    state = attendance.state
    heading = f"**{_.of(state.session.title)}**\n{f.day(state.start)}, {hours(f, state)} · {stamp(state.start)}"
    lines = [heading, _("State: %(state)s", state=session_status(_, state) or _("still to come"))]
    if state.has_begun:
        lines += [present_count(_, attendance), represented(_, f, attendance.represented, attendance.missing)]
    return "\n".join(lines)


def present_count(_: Phrases, attendance: SessionAttendance) -> str:
    return _.n("%(count)s person present", "%(count)s people present", attendance.present_count)


def represented(_: Phrases, f: Formats, present: Sequence[Administration], missing: Sequence[Administration]) -> str:
    """`Represented: 14/17. Missing: …`"""
    line = _("Represented: %(there)s/%(all)s.", there=len(present), all=len(present) + len(missing))
    if not missing:
        return line
    return line + " " + _("Missing: %(names)s.", names=administration_names(_, f, missing))


def attendance_post(
    _: Phrases, f: Formats, attendance: SessionAttendance, administrations: Sequence[Administration]
) -> Post:
    """All names by administration. If they do not fit, the numbers by administration and a file with the names."""
    heading = _heading(_, f, attendance)
    if not attendance.state.has_begun:
        return Post.of(heading)
    groups = _by_administration(_, f, attendance, administrations)
    names = [_names(_, f, administration, records) for administration, records in groups if records]
    if len(heading) + sum(len(block) + 2 for block in names) <= MAX_NAMED:
        return Post.of(heading, *in_pages(names))
    numbers = in_pages(_numbers(_, groups), between="\n")
    text = unmarked("\n\n".join([heading, *names]))
    file = discord.File(io.BytesIO(text.encode("utf-8-sig")), f"{attendance.state.id}.txt")
    return Post((heading, *numbers, _("Every name is in the file.")), files=(file,))


def _heading(_: Phrases, f: Formats, attendance: SessionAttendance) -> str:
    """The session, the administrations, and how many people have each status."""
    state = attendance.state
    lines = [f"**{_.of(state.session.title)}**", f"{f.day(state.start)}, {hours(f, state)}"]
    if not state.has_begun:
        return "\n".join([*lines, _("It has not begun: there is no attendance yet.")])
    lines[1] += f" · {session_status(_, state)}"
    lines.append(represented(_, f, attendance.represented, attendance.missing))
    assessments = [record.assessment for record in attendance.records]
    counts = {status: sum(it.status is status for it in assessments) for status in AttendanceStatus}
    lines.append(", ".join(f"{status_name(_, each)}{_(':')} {count}" for each, count in counts.items() if count))
    if state.is_open:
        lines.append(_("It is still in progress: those present are counted as if they stayed to the end."))
    if any(it.uncertain for it in assessments):
        lines.append(_("“Uncertain”: for a while I was not connected, and do not know who was there."))
    return "\n".join(line for line in lines if line)


Group = tuple[Administration, list[AttendanceRecord]]
"""An administration and the records of its people."""


def _by_administration(
    _: Phrases, f: Formats, attendance: SessionAttendance, administrations: Iterable[Administration]
) -> list[Group]:
    """Administrations and their people, both sorted by name as the language sorts."""
    by_code: dict[str, list[AttendanceRecord]] = {}
    for record in f.sorted(attendance.records, lambda record: record.participant.name):
        by_code.setdefault(record.participant.administration, []).append(record)
    return [(a, by_code.get(a.code, [])) for a in f.sorted(administrations, lambda a: _.of(a.name))]


def _names(_: Phrases, f: Formats, administration: Administration, records: Iterable[AttendanceRecord]) -> str:
    lines = [f"**{_.of(administration.name)}**"]
    for record in records:
        name = escape_inline(record.participant.name) or _("name erased")
        lines.append(f"- {name}{_(':')} {details(_, f, record)}")
    return "\n".join(lines)


def _numbers(_: Phrases, groups: Iterable[Group]) -> list[str]:
    """One line for each administration with a person there: how many of its people attended."""
    lines = []
    for administration, records in groups:
        attended = sum(record.assessment.attended for record in records)
        if attended:
            lines.append(f"- {_.of(administration.name)}{_(':')} {attended}/{len(records)}")
    return lines
