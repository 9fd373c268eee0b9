"""Messages for organisers in one language: the results of /workshop commands, and announcements with troubles."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from bot.chat.escaping import escape_inline
from bot.chat.permissions import named
from bot.chat.wording import first_names, hours, next_session, stamp
from bot.core.people import Participant
from bot.core.programme import Evaluation, Registration, Workshop
from bot.features.announcements.list_text import (
    announcement_line,
    failure_reason,
    trouble_lines,
    upcoming_announcements,
)
from bot.features.announcements.model import ListedAnnouncement
from bot.features.attendance.model import SessionAttendance
from bot.features.attendance.session_posts import represented
from bot.features.evaluations.text import responses
from bot.features.organisers import objections_text
from bot.features.organisers.model import SetupResult, WorkshopStatus
from bot.i18n.catalogue import Phrases
from bot.i18n.formats import Formats

MAX_ORGANISERS = 15
"""How many holders of the organisers' role are named."""
MAX_UNREACHABLE = 8
"""How many people who get no direct messages are named."""
MAX_TROUBLES = 15
"""How many troubles one message lists."""
MAX_HELD_BACK = 15
"""How many announcements that were held back one message lists."""


def setup(_: Phrases, f: Formats, workshop: Workshop, result: SetupResult) -> str:
    """What `/workshop setup` created, and what an organiser still has to do by hand."""
    lines = [*_made(_, f, result), *_left_to_do(_, f, result)]
    if result.organisers:
        lines.append(_already_organisers(_, f, result.organisers))
    if not (_hindered(result) or result.lacking or result.too_high or result.unused or result.welcome_failure):
        lines.append(_what_is_next(_, workshop))
    return "\n".join(lines)


def made_and_left(_: Phrases, f: Formats, result: SetupResult) -> list[str]:
    """As `setup`, for the consequences of a reload. Empty if there are none."""
    made = [] if result.nothing_created else _made(_, f, result)
    holders = [_already_organisers(_, f, result.organisers)] if result.organisers else []
    return [*made, *_left_to_do(_, f, result), *holders]


def _what_is_next(_: Phrases, workshop: Workshop) -> str:
    if workshop.registration is Registration.CODE:
        return _("Next: hand out the join codes, with /roster codes.")
    return _("Next: invite people to this server; they join with the button of the welcome, or with /join.")


def _hindered(result: SetupResult) -> bool:
    """Whether Discord refused something."""
    return bool(result.refused or result.two_factor or result.wait)


def _made(_: Phrases, f: Formats, result: SetupResult) -> list[str]:
    lines = []
    if result.nothing_created and not _hindered(result):
        lines.append(_("Everything is already there: nothing was made."))
    if result.roles:
        lines.append(
            _.n(
                "Role created: %(names)s.", "Roles created: %(names)s.", len(result.roles), names=f.joined(result.roles)
            )
        )
    if result.channels:
        lines.append(
            _.n(
                "Channel created: %(names)s.",
                "Channels created: %(names)s.",
                len(result.channels),
                names=f.joined(result.channels),
            )
        )
    if result.events:
        lines.append(_.n("%(count)s scheduled event created.", "%(count)s scheduled events created.", result.events))
    if result.welcomed:
        channels = f.joined([f"#{name}" for name in result.welcomed])
        lines.append(_("The welcome message is in %(channels)s.", channels=channels))
    if result.own_role:
        lines.append(_("You have the role %(name)s now.", name=result.own_role))
    return lines


def _left_to_do(_: Phrases, f: Formats, result: SetupResult) -> list[str]:
    lines = []
    if result.lacking:
        lines.append(
            _(
                "I lack these permissions: %(names)s. Give them to my role in the server's settings.",
                names=f.joined(named(_, result.lacking)),
            )
        )
    if result.too_high:
        lines.append(
            _(
                "I cannot give a role that is above mine: %(names)s. Drag my role above it in the server's settings.",
                names=f.joined(result.too_high),
            )
        )
    if result.welcome_failure:
        lines.append(_("The welcome message is missing: %(why)s.", why=failure_reason(_, result.welcome_failure)))
    if result.two_factor:
        lines.append(
            _(
                "This server asks moderators for two-factor authentication, and the account that owns my application "
                "has none: Discord lets me make and give nothing. Whoever owns it switches it on in Discord, under "
                "User Settings, My Account; then run /workshop setup again."
            )
        )
    if result.wait:
        wait = f.length(timedelta(seconds=result.wait))
        lines.append(_("Discord asks me to wait before I make more: run /workshop setup again in %(wait)s.", wait=wait))
    return [
        *lines,
        *(_("Discord refused: %(what)s", what=refused) for refused in result.refused),
        *(objections_text.objection(_, f, each) for each in result.unused),
        *(objections_text.unseen(_, f, role, permissions) for role, permissions in result.unseen),
        *(objections_text.writers(_, f, channel, roles) for channel, roles in result.writers),
    ]


def _already_organisers(_: Phrases, f: Formats, people: Sequence[str]) -> str:
    return _(
        "Everyone who has the organisers' role is an organiser of this workshop now: %(names)s. Remove the role from "
        "those who should not be.",
        names=first_names(_, f, people, MAX_ORGANISERS),
    )


def several_servers(_: Phrases, servers: Mapping[int, str]) -> str:
    """The workshop file names no server, and the bot is in several `servers` (names by id)."""
    lines = [
        _(
            "I am in several servers, and the workshop file does not say which is the workshop's: nothing was made. "
            "Write the right id in the file, as guild, and start me again."
        ),
        *(f"- {escape_inline(name)}{_(':')} {id}" for id, name in servers.items()),
    ]
    return "\n".join(lines)


def status(
    _: Phrases,
    f: Formats,
    workshop: WorkshopStatus,
    counts: Sequence[tuple[Evaluation, int]],
    unreachable: Sequence[Participant],
    server_faults: Sequence[str],
) -> list[str]:
    """The paragraphs of `/workshop status`.

    `counts` is the number of responses to each evaluation; `unreachable` are people whose direct messages fail.
    """
    now = [_session(_, f, workshop.attendance), *([next_session(_, f, workshop.upcoming)] if workshop.upcoming else [])]
    faults = [*server_faults, *trouble_lines(_, f, workshop.troubles)]
    if unreachable:
        names = f.joined([escape_inline(who.name) for who in unreachable[:MAX_UNREACHABLE]])
        faults.append(_("Direct messages cannot be delivered to: %(names)s.", names=names))
    if workshop.paused:
        faults.insert(
            0, _("The workshop is paused: nothing opens or is announced automatically. To continue: /workshop resume.")
        )
    evaluations = [responses(_, counts)] if counts else []
    return ["\n".join(now), upcoming_announcements(_, f, workshop.ahead), *evaluations, _faults(_, faults)]


def _session(_: Phrases, f: Formats, attendance: SessionAttendance | None) -> str:
    if attendance is None:
        return _("No session is in progress.")
    title = f"**{_.of(attendance.state.session.title)}**, {hours(f, attendance.state)}"
    present = _.n("%(count)s person present", "%(count)s people present", attendance.present_count)
    return "\n".join([title, present, represented(_, f, attendance.represented, attendance.missing)])


def _faults(_: Phrases, faults: Sequence[str]) -> str:
    if not faults:
        return _("No known problems.")
    return "\n".join([_("**To be fixed**"), *(f"- {fault}" for fault in faults)])


def restored(_: Phrases, f: Formats, workshop: Workshop, made_at: datetime | None, restored_at: datetime) -> str:
    """For the organisers' channel after a backup was restored. `made_at` is None when its date is not known."""
    until = f"{f.moment(restored_at)} · {stamp(restored_at)}"
    if made_at is None:
        restore = _("**I was restored from a backup** on %(until)s.", until=until)
        lost = _("What people sent me after that backup was made is lost:")
    else:
        since = f"{f.moment(made_at)} · {stamp(made_at)}"
        restore = _("**I was restored from a backup** made on %(since)s.", since=since)
        lost = _("What people sent me from then until %(until)s is lost:", until=until)
    if workshop.desk:
        what = _("registrations, sign-ins, answers, key messages. Please ask the people concerned to do it again.")
    else:
        what = _("registrations, sign-ins, answers. Please ask the people concerned to do it again.")
    return f"{restore}\n{lost} {what}"


def held_back(_: Phrases, f: Formats, due: Sequence[ListedAnnouncement]) -> str:
    """The announcements that became due during a pause, before they are sent or dropped."""
    lines = [
        _("**These announcements were due during the pause**"),
        *(announcement_line(_, f, each) for each in due[:MAX_HELD_BACK]),
    ]
    if len(due) > MAX_HELD_BACK:
        more = len(due) - MAX_HELD_BACK
        lines.append(_.n("and %(count)s more", "and %(count)s more", more))
    return "\n".join(lines)


def troubles(_: Phrases, f: Formats, rows: Sequence[ListedAnnouncement]) -> str:
    """For the organisers' channel: announcements that were late, skipped or have failed."""
    lines = [
        _("**These announcements were not sent as planned**"),
        *(f"- {line}" for line in trouble_lines(_, f, rows[:MAX_TROUBLES])),
    ]
    if len(rows) > MAX_TROUBLES:
        lines.append(
            _.n(
                "and %(count)s more: see /announce list",
                "and %(count)s more: see /announce list",
                len(rows) - MAX_TROUBLES,
            )
        )
    return "\n".join(lines)
