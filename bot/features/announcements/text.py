"""What each announcement says, in one language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from bot.chat.escaping import close_markup
from bot.chat.wording import clock_note, day_agenda, hours, session_line, stamp
from bot.core.opening_times import desk_closes
from bot.core.programme import Administration, Evaluation
from bot.core.schedule import Schedule, SessionState
from bot.features.announcements.changes import Notice, Standing
from bot.features.announcements.summary import DaySummary
from bot.i18n.catalogue import Phrases
from bot.i18n.formats import Formats


def morning(_: Phrases, f: Formats, schedule: Schedule, day: date) -> str:
    return _("**Today's agenda**") + "\n" + day_agenda(_, f, schedule, day) + "\n" + clock_note(_, f)


def reminder(_: Phrases, f: Formats, schedule: Schedule, state: SessionState, before: timedelta) -> str:
    """A session draws near: its title, when, and where it is held if not here."""
    lines = [
        _("**Reminder, %(before)s before: %(title)s**", before=f.length(before), title=_.of(state.session.title)),
        _(
            "It starts %(relative)s: %(day)s, %(hours)s, %(place)s time; %(yours)s on your own clock.",
            relative=stamp(state.start, "R"),
            day=f.short_day(state.start),
            hours=hours(f, state),
            place=f.place(),
            yours=stamp(state.start, "f"),
        ),
    ]
    return "\n".join([*lines, *_where(_, schedule, state)])


def opening(_: Phrases, f: Formats, schedule: Schedule, state: SessionState, *, aloud: bool = False) -> str:
    """A session begins; `aloud`, here as below: to be read out, where there is no button beneath."""
    lines = [_("**The session is open: %(title)s**", title=_.of(state.session.title))]
    if state.session.description:
        lines.append(_.of(state.session.description))
    if state.session.speakers:
        lines.append(_("With: %(speakers)s", speakers=f.joined(state.session.speakers)))
    lines.append(
        _(
            "It ends at %(end)s, %(place)s time; %(yours)s on your own clock.",
            end=f.time(state.end),
            place=f.place(),
            yours=stamp(state.end),
        )
    )
    lines += _where(_, schedule, state)
    if not aloud:
        lines.append(_("Sign in with the button below, or with /checkin."))
    return "\n".join(lines)


def _where(_: Phrases, schedule: Schedule, state: SessionState) -> list[str]:
    link = schedule.link_of(state)
    return [_("It is held here: %(link)s", link=link)] if link else []


def closing(_: Phrases, f: Formats, state: SessionState, following: SessionState | None) -> str:
    """A session is over; what comes next that day."""
    lines = [_("**The session is over: %(title)s**", title=_.of(state.session.title)), _("Thank you all.")]
    if following:
        lines.append(_("Next:") + "\n" + session_line(_, f, following) + "\n" + clock_note(_, f))
    return "\n".join(lines)


def evening(_: Phrases, f: Formats, it: DaySummary, administrations: int) -> str:
    """The day in figures, and what comes next; nobody absent is named here."""
    lines = [
        _("**Summary of %(day)s**", day=f.day(it.day)),
        "- " + _.n("%(count)s person took part", "%(count)s people took part", it.people),
        "- "
        + _.n(
            "%(count)s administration of %(all)s was represented",
            "%(count)s administrations of %(all)s were represented",
            len(it.represented),
            all=administrations,
        ),
        "- " + _.n("%(count)s answer to the day's questions", "%(count)s answers to the day's questions", it.answers),
    ]
    if it.key_messages:
        lines.append("- " + _.n("%(count)s key message so far", "%(count)s key messages so far", it.key_messages))
    if it.next_day:
        lines += ["", _("**Next: %(day)s**", day=f.day(it.next_day))]
        lines += [*(session_line(_, f, state) for state in it.coming), clock_note(_, f)]
    else:
        lines.append(_("This was the last day. Thank you all, and see you next time."))
    return "\n".join(lines)


def absent(_: Phrases, f: Formats, it: DaySummary) -> str:
    """For organisers alone: which administrations were missing."""
    if not it.missing:
        return _("Every administration was represented on %(day)s.", day=f.day(it.day))
    names = f.joined([_.of(a.name) for a in f.sorted(it.missing, lambda a: _.of(a.name))])
    return _("Missing on %(day)s: %(names)s.", day=f.day(it.day), names=names)


def desk_open(_: Phrases, f: Formats, schedule: Schedule, *, aloud: bool = False) -> str:
    desk, closes = schedule.workshop.desk, desk_closes(schedule)
    assert desk is not None
    assert closes is not None
    how = [] if aloud else [_("Write with the button below, or with /keymessage write.")]
    return "\n".join(
        [
            _("**The key-message desk is open**"),
            _.n(
                "What should the meeting keep? Each administration may send %(count)s message.",
                "What should the meeting keep? Each administration may send up to %(count)s messages.",
                desk.per_administration,
            ),
            " ".join([*how, _("You can edit until the desk closes.")]),
            _closing_time(_, f, schedule),
        ]
    )


def _closing_time(_: Phrases, f: Formats, schedule: Schedule) -> str:
    closes = desk_closes(schedule)
    assert closes is not None
    return _(
        "The desk closes on %(when)s, %(place)s time; %(yours)s on your own clock.",
        when=f.moment(closes),
        place=f.place(),
        yours=stamp(closes, "f"),
    )


def desk_reminder(
    _: Phrases, f: Formats, schedule: Schedule, missing: Sequence[Administration], before: timedelta
) -> str:
    """The desk closes soon; addressed to the administrations that have sent nothing yet."""
    names = f.joined([_.of(a.name) for a in f.sorted(missing, lambda a: _.of(a.name))])
    return "\n".join(
        [
            _("**The key-message desk closes in %(before)s**", before=f.length(before)),
            _closing_time(_, f, schedule),
            _("Your messages are still awaited: %(names)s.", names=names),
        ]
    )


def desk_close(_: Phrases, sent: int, administrations: int, messages: int) -> str:
    return "\n".join(
        [
            _("**The key-message desk is closed**"),
            _.n(
                "%(count)s message was received, from %(sent)s of the %(all)s administrations.",
                "%(count)s messages were received, from %(sent)s of the %(all)s administrations.",
                messages,
                sent=sent,
                all=administrations,
            ),
        ]
    )


def evaluation_open(_: Phrases, f: Formats, evaluation: Evaluation, *, aloud: bool = False) -> str:
    until = {"when": f.moment(evaluation.closes), "place": f.place(), "yours": stamp(evaluation.closes, "f")}
    return "\n".join(
        [
            _("**Your opinion counts: %(title)s**", title=_.of(evaluation.title)),
            _("It is anonymous.") if evaluation.anonymous else _("Your name goes with your answers."),
            _("It is open until %(when)s, %(place)s time; %(yours)s on your own clock.", **until)
            if aloud
            else _(
                "Answer with the button below, or with /evaluate. It is open until %(when)s, %(place)s time; %(yours)s "
                "on your own clock.",
                **until,
            ),
        ]
    )


def evaluation_reminder(_: Phrases, f: Formats, evaluation: Evaluation) -> str:
    return "\n".join(
        [
            _("**The evaluation closes soon: %(title)s**", title=_.of(evaluation.title)),
            _(
                "If you have not answered yet, please do so with /evaluate before %(when)s, %(place)s time; %(yours)s "
                "on your own clock.",
                when=f.moment(evaluation.closes),
                place=f.place(),
                yours=stamp(evaluation.closes, "f"),
            ),
        ]
    )


def changes(_: Phrases, f: Formats, schedule: Schedule, notice: Notice) -> str:
    """Each session touched: before → after."""
    lines = [_("**Change of programme**")]
    for id in notice.touched():
        state = schedule.states.get(id)
        title = _.of(state.session.title) if state else id
        lines.append(f"- {title}{_colon(_)} {change_line(_, f, notice.before[id], notice.after[id])}")
    pairs = [(notice.before[id], notice.after[id]) for id in notice.touched()]
    return "\n".join([*lines, *clocks_of(_, f, pairs)])


def clocks_of(_: Phrases, f: Formats, changes: Iterable[tuple[Standing, Standing]]) -> list[str]:
    """Whose clock the times beside `→` are on; nothing where no new time is told."""
    return [clock_note(_, f)] if any(_tells_a_time(before, after) for before, after in changes) else []


def _tells_a_time(before: Standing, after: Standing) -> bool:
    return (after.held or not before.held) and (before.start, before.end) != (after.start, after.end)


def _colon(_: Phrases) -> str:
    # Translators: the colon after a title, with the space your language puts before it.
    return _(":")


def change_line(_: Phrases, f: Formats, before: Standing, after: Standing) -> str:
    was = f"{f.short_day(before.start)}, {_hours(f, before)}"
    if before.held and not after.held:
        return _("%(before)s → cancelled", before=was)
    told = []
    if _tells_a_time(before, after):
        same_day = f.day(before.start) == f.day(after.start)
        becomes = _hours(f, after) if same_day else f"{f.short_day(after.start)}, {_hours(f, after)}"
        told.append(f"{was} → **{becomes}** · {stamp(after.start)}")
    if before.link != after.link and after.link:
        told.append(_("new link: %(link)s", link=after.link))
    return ", ".join(told)


def _hours(f: Formats, it: Standing) -> str:
    return f"{f.time(it.start)}–{f.time(it.end)}"


def notice(_: Phrases, texts: dict[str, str]) -> str:
    return close_markup(texts.get(_.language) or next(iter(texts.values())))
