"""What an organiser reads about an import, before and after it is applied; in one language."""

from collections.abc import Mapping, Sequence
from zoneinfo import ZoneInfo

import discord

from bot.chat.escaping import escape_inline
from bot.chat.posts import Post, button, buttons, shortened
from bot.core.people import Participant
from bot.core.programme import Administration
from bot.core.schedule import SessionState
from bot.features.attendance.import_menus import MAX_MENUS, line_menu
from bot.features.attendance.import_model import ImportDraft, ImportResult, ReportLine
from bot.features.attendance.report_model import Skipped
from bot.i18n.catalogue import Phrases, mark
from bot.i18n.formats import Formats

SKIPPED = {
    Skipped.ABOUT: mark("titles and headings"),
    Skipped.ABSENT: mark("did not attend"),
    Skipped.NO_TIMES: mark("no times"),
    Skipped.WAITING: mark("in the waiting room"),
    Skipped.REPEATED: mark("total lines, since each stay is counted"),
    Skipped.STAFF: mark("interpreters and operators"),
    Skipped.OUTSIDE: mark("there at another time only"),
}
"""Why a line of the file is not counted."""
MAX_LIST = 1_200
"""Longest list of names, in characters."""


def preview(
    _: Phrases,
    f: Formats,
    draft: ImportDraft,
    state: SessionState,
    people: Mapping[int, Participant],
    administrations: Sequence[Administration],
) -> Post:
    """The result for each row, a menu for each unsettled name, and buttons to apply, discard or change something.

    `people` are the participants by number.
    """
    names = {a.code: _.of(a.name) for a in administrations}
    blocks = [_heading(_, f, draft, state), _settled(_, f, draft, people, names), _unsettled(_, f, draft)]
    first_row = [
        button(_("Apply"), f"attendance:apply:{draft.id}", discord.ButtonStyle.primary),
        button(_("Do nothing"), f"attendance:leave:{draft.id}"),
    ]
    if draft.settled:
        first_row.append(button(_("Change a line"), f"attendance:lines:{draft.id}:0"))
    if draft.file:
        first_row.append(button(_("Change the time zone"), f"attendance:zone:{draft.id}"))
    menus = [[line_menu(_, f, draft, index, people, administrations)] for index in draft.unsettled[:MAX_MENUS]]
    return Post.of(*(block for block in blocks if block), view=buttons(first_row, *menus))


def applied(_: Phrases, f: Formats, result: ImportResult) -> str:
    lines = [
        _.n(
            "%(count)s person of the report is counted at “%(session)s”.",
            "%(count)s people of the report are counted at “%(session)s”.",
            result.counted,
            session=_.of(result.session.session.title),
        )
    ]
    if result.guests:
        names = _joined(f, [guest.name for guest in result.guests])
        lines.append(_.n("New guest: %(names)s.", "New guests: %(names)s.", len(result.guests), names=names))
    if result.left_out:
        lines.append(_not_counted(_, f, result.left_out))
    lines.append(_("To see the result: /attendance show."))
    return "\n".join(lines)


def _heading(_: Phrases, f: Formats, draft: ImportDraft, state: SessionState) -> str:
    lines = [_("**Report for “%(session)s”**: nothing is counted yet.", session=_.of(state.session.title))]
    lines += _counts(_, draft)
    if draft.zone:
        place = draft.zone if draft.zone.startswith("UTC") else Formats(f.language, ZoneInfo(draft.zone)).place()
        lines.append(_("The times in the file have no time zone; I assume %(place)s time.", place=place))
    return "\n".join(lines)


def _counts(_: Phrases, draft: ImportDraft) -> list[str]:
    """The number of rows, and how many were matched, skipped and so on. These add up to the first number."""
    left_out = _rows([line for line in draft.lines if line.left_out])
    unsettled = _rows([draft.lines[index] for index in draft.unsettled])
    taken = _rows([line for line in draft.lines if line.settled and not line.left_out])
    counts = [
        (_.n("counted", "counted", taken), taken),
        (_("to identify"), unsettled),
        (_.n("not counted", "not counted", left_out), left_out),
        *((_skipped(_, reason, draft.skipped.get(reason, 0)), draft.skipped.get(reason, 0)) for reason in SKIPPED),
    ]
    title = _.n("The file has %(count)s line:", "The file has %(count)s lines:", draft.rows)
    return [title, *(f"- {what}{_(':')} {count}" for what, count in counts if count)]


def _skipped(_: Phrases, reason: Skipped, rows: int) -> str:
    why = _(SKIPPED[reason])
    return _.n("skipped (%(why)s)", "skipped (%(why)s)", rows, why=why)


def _rows(lines: Sequence[ReportLine]) -> int:
    return sum(line.rows for line in lines)


def _settled(
    _: Phrases, f: Formats, draft: ImportDraft, people: Mapping[int, Participant], names: Mapping[str, str]
) -> str:
    """The lists of participants, of new guests, and of names left out. `names`: administrations by code."""
    matched, guests = [], []
    for line in draft.lines:
        participant = people.get(line.participant) if line.participant is not None else None
        if participant:
            matched.append(_matched(f, line, participant, names))
        elif line.guest_of is not None:
            guests.append(
                f"{escape_inline(line.name)} ({names.get(line.guest_of, line.guest_of)}), {f.duration(line.time)}"
            )
    blocks = []
    if matched:
        blocks.append(_list(_.n("**%(count)s found**", "**%(count)s found**", len(matched)), matched))
    if guests:
        title = _.n("**%(count)s new guest**", "**%(count)s new guests**", len(guests))
        blocks.append(_list(title, guests))
    left_out = [line.name for line in draft.lines if line.left_out]
    if left_out:
        blocks.append(_not_counted(_, f, left_out))
    return "\n".join(blocks)


def _not_counted(_: Phrases, f: Formats, names: Sequence[str]) -> str:
    joined = _joined(f, names)
    return _.n("Not counted: %(names)s.", "Not counted: %(names)s.", len(names), names=joined)


def _matched(f: Formats, line: ReportLine, participant: Participant, names: Mapping[str, str]) -> str:
    name = escape_inline(participant.name)
    if line.name != participant.name:
        name = f"{escape_inline(line.name)} → {name}"
    return f"{name} ({names.get(participant.administration, participant.administration)}), {f.duration(line.time)}"


def _unsettled(_: Phrases, f: Formats, draft: ImportDraft) -> str:
    lines = [draft.lines[index] for index in draft.unsettled]
    if not lines:
        return ""
    title = _.n(
        "**%(count)s still to identify**, with the menu", "**%(count)s still to identify**, with the menus", len(lines)
    )
    names = _list(title, [f"{escape_inline(line.name)}, {f.duration(line.time)}" for line in lines])
    return names + "\n" + _("People you do not identify are not counted.")


def _joined(f: Formats, names: Sequence[str]) -> str:
    return shortened(f.joined([escape_inline(name) for name in names]), MAX_LIST)


def _list(title: str, items: Sequence[str]) -> str:
    """A title with the number of all items, and as many items as fit in `MAX_LIST`."""
    lines, length = [title], 0
    for item in items:
        length += len(item) + 3
        if length > MAX_LIST:
            lines.append("- …")
            break
        lines.append(f"- {item}")
    return "\n".join(lines)
