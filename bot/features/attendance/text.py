"""What people read about one person's attendance, in one language."""

from collections.abc import Sequence

from bot.chat.escaping import escape_inline
from bot.chat.wording import stamp
from bot.core.programme import Administration
from bot.features.attendance.model import AttendanceRecord, AttendanceStatus, Mark, PresenceSource, SignInResult
from bot.i18n.catalogue import Phrases
from bot.i18n.formats import Formats


def status_name(_: Phrases, status: AttendanceStatus) -> str:
    match status:
        case AttendanceStatus.PRESENT:
            # Translators: of one person, at one session
            return _("present")
        case AttendanceStatus.LATE:
            # Translators: of one person, who came late
            return _("late")
        case AttendanceStatus.PARTIAL:
            # Translators: of one person, who was there for a part of the session
            return _("partial")
        case AttendanceStatus.ABSENT:
            return _("absent")
        case AttendanceStatus.EXCUSED:
            return _("excused")


def source_name(_: Phrases, source: PresenceSource) -> str:
    match source:
        case PresenceSource.VOICE:
            return _("voice channel")
        case PresenceSource.BUTTON:
            return _("sign-in button")
        case PresenceSource.CODE:
            return _("sign-in code")
        case PresenceSource.IMPORT:
            return _("imported report")
        case PresenceSource.ORGANISER:
            return _("organiser")


def signed_in(_: Phrases, f: Formats, result: SignInResult) -> str:
    title = _.of(result.state.session.title)
    if result.repeated:
        return _("You are already signed in to “%(session)s”. There is nothing more to do.", session=title)
    return _(
        "You are signed in to “%(session)s”, at %(time)s, %(place)s time (your time: %(yours)s).",
        session=title,
        time=f.time(result.at),
        place=f.place(),
        yours=stamp(result.at),
    )


def own_attendance(_: Phrases, f: Formats, records: Sequence[AttendanceRecord]) -> str:
    """A participant's own records, one line per session, and what to do if one is wrong."""
    if not records:
        return _("No session has begun yet.")
    lines = [_("**My attendance**")]
    for record in records:
        title = f"{f.moment(record.state.start)} · {_.of(record.state.session.title)}"
        lines.append(f"- {title}{_(':')} {details(_, f, record)}")
    if any(record.state.is_open for record in records):
        lines.append(_("The session in progress is counted as if those present stayed to the end."))
    lines.append(
        _("Is something wrong here? Tell the organisers which session, and what happened: they will correct it.")
    )
    return "\n".join(lines)


def marked(_: Phrases, f: Formats, record: AttendanceRecord, administration: Administration | None) -> str:
    """The reply to the organiser: a participant's record after a mark was set or removed."""
    return _(
        "%(name)s (%(administration)s) at “%(session)s”: %(attendance)s.",
        name=escape_inline(record.participant.name),
        administration=_.of(administration.name) if administration else record.participant.administration,
        session=_.of(record.state.session.title),
        attendance=details(_, f, record),
    )


def details(_: Phrases, f: Formats, record: AttendanceRecord) -> str:
    """`present, 55 min (10:02–10:57); voice channel + sign-in button`, then uncertainty and the organiser's mark."""
    assessment = record.assessment
    summary = status_name(_, assessment.status)
    if assessment.time:
        summary += f", {f.duration(assessment.time)}"
    if assessment.first_in and assessment.last_out:
        summary += f" ({f.time(assessment.first_in)}–{f.time(assessment.last_out)})"
    parts = [summary]
    sources = [source_name(_, each) for each in assessment.sources if each is not PresenceSource.ORGANISER]
    if sources:
        parts.append(" + ".join(sources))
    if assessment.uncertain:
        parts.append(_("uncertain"))
    if record.mark:
        parts.append(_mark(_, f, record.mark, corrected=record.corrected))
    return _("; ").join(parts)


def _mark(_: Phrases, f: Formats, mark: Mark, *, corrected: bool) -> str:
    values = {
        "who": escape_inline(mark.actor) or _("someone whose name was erased"),
        "when": f.moment(mark.at) if mark.at else "",
        "reason": escape_inline(mark.reason),
    }
    if corrected:
        return _("corrected by %(who)s on %(when)s (%(reason)s)", **values)
    return _("marked by %(who)s on %(when)s (%(reason)s)", **values)
