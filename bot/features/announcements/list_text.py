"""Lists of announcements, in one language: what comes next, and what went wrong and why."""

from collections.abc import Callable, Sequence
from datetime import datetime

from bot.chat.escaping import escape_inline
from bot.chat.posts import shortened
from bot.chat.wording import on_both_clocks, stamp
from bot.core.announcement_kind import AnnouncementKind
from bot.features.announcements.model import TOO_LATE, UNTRUE, ListedAnnouncement, Status
from bot.i18n.catalogue import Phrases
from bot.i18n.formats import Formats
from bot.outbox import posting

TITLE_SIZE = 45
"""Most characters of what an announcement is about: a line of them fits a phone, and a button."""


def confirmation_heading(_: Phrases, f: Formats, due: datetime | None) -> str:
    """The heading above an organiser's notice before it is confirmed. `due` None means at once."""
    if due is None:
        return _("This will be announced now:")
    clocks = on_both_clocks(f, due)
    return _("This will be announced on %(when)s, %(place)s time (your time: %(yours)s):", **clocks)


def confirmed(_: Phrases, f: Formats, due: datetime | None) -> str:
    """The reply to the confirmation. `due` None means at once."""
    if due is None:
        return _("It is being announced now.")
    clocks = on_both_clocks(f, due)
    return _("It will be announced on %(when)s, %(place)s time (your time: %(yours)s).", **clocks)


def announcement_list(
    _: Phrases, f: Formats, ahead: Sequence[ListedAnnouncement], trouble: Sequence[ListedAnnouncement]
) -> str:
    """The next announcements, and those that were skipped or have failed."""
    lines = [upcoming_announcements(_, f, ahead)]
    if trouble:
        lines += ["", _("**Skipped or failed**"), *(f"- {line}" for line in trouble_lines(_, f, trouble))]
        lines.append(_("To send one of them now: /announce retry."))
    return "\n".join(lines)


def upcoming_announcements(_: Phrases, f: Formats, ahead: Sequence[ListedAnnouncement]) -> str:
    if not ahead:
        return _("No announcement is planned.")
    return "\n".join([_("**Next announcements**"), *(announcement_line(_, f, it) for it in ahead)])


def announcement_line(_: Phrases, f: Formats, it: ListedAnnouncement) -> str:
    """When it is due, and its name."""
    return f"- {f.moment(it.due)} · {stamp(it.due)} · {announcement_name(_, it)}"


def trouble_lines(_: Phrases, f: Formats, found: Sequence[ListedAnnouncement]) -> list[str]:
    """A line for each announcement that did not go as planned."""
    return [_trouble_line(_, f, it) for it in found]


def _trouble_line(_: Phrases, f: Formats, it: ListedAnnouncement) -> str:
    status = _("skipped (it no longer applied)") if it.fault == UNTRUE else status_name(_, it.status)
    line = f"{f.moment(it.due)} · {announcement_name(_, it)}{_(':')} {status}"
    return f"{line}, {failure_reason(_, it.fault)}" if it.fault and it.fault not in (TOO_LATE, UNTRUE) else line


def announcement_name(_: Phrases, it: ListedAnnouncement, escape: Callable[[str], str] = escape_inline) -> str:
    """`Reminder, “Opening and introductions” (fr)`. `escape` makes a title safe for the place where it is shown."""
    words = escape(shortened(_.of(it.about), TITLE_SIZE)) if it.about else ""
    about = ", " + _("“%(words)s”", words=words) if words else ""
    language = f" ({it.language})" if it.language else ""
    return f"{kind_name(_, it.kind)}{about}{language}"


def status_name(_: Phrases, status: Status) -> str:
    match status:
        case Status.LATE:
            return _("sent late")
        case Status.SKIPPED:
            return _("skipped (it was too late to send it)")
        case Status.FAILED:
            return _("failed")
        case _:
            return _("cancelled")


def failure_reason(_: Phrases, why: str) -> str:
    """The `why` of a `DeliveryFailed`, `reason:where`, in words."""
    reason, _colon, where = why.partition(":")
    match reason:
        case posting.CHANNEL_GONE:
            return _(
                "the channel %(where)s is missing, or cannot be used: /workshop setup says what to do", where=where
            )
        case posting.NOT_PERMITTED:
            return _(
                "Atelier may not post in %(where)s: give it View Channel, Send Messages and Read Message History",
                where=where,
            )
        case posting.RATE_LIMITED:
            return _("Discord let me write nothing more in %(where)s for a while: too much was sent", where=where)
        case posting.UNREACHABLE:
            return _("Discord could not be reached")
        case _:
            return _("Discord refused it (%(where)s)", where=where)


def kind_name(_: Phrases, it: AnnouncementKind) -> str:
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
