"""What an organiser reads about an import, before and after it is applied; in one language."""

from collections.abc import Mapping, Sequence
from typing import Any
from zoneinfo import ZoneInfo

import discord

from bot.chat.escaping import escape_inline
from bot.chat.posts import Post, button, buttons, menu, shortened
from bot.core.people import Participant
from bot.core.programme import Administration
from bot.core.schedule import SessionState
from bot.features.attendance.import_model import ImportDraft, ImportResult, ReportLine
from bot.i18n.catalogue import Phrases
from bot.i18n.formats import Formats

MAX_LIST = 1_200
"""Longest list of names, in characters."""
MAX_MENUS = 4
"""Menus shown at a time: a message has five rows, and the buttons take one."""
MAX_OPTIONS = 25
"""Discord allows no more options in a menu."""
ANY_ADMINISTRATION = "more"
"""The option that opens menus of all administrations, if they do not fit in the first menu."""


def preview(
    _: Phrases,
    f: Formats,
    draft: ImportDraft,
    state: SessionState,
    people: Mapping[int, Participant],
    administrations: Sequence[Administration],
) -> Post:
    """What matched and what did not, a menu for each unsettled name, and the buttons to apply or discard.

    `people` are the participants by number.
    """
    names = {a.code: _.of(a.name) for a in administrations}
    blocks = [_heading(_, f, draft, state), _settled(_, f, draft, people, names), _unsettled(_, f, draft)]
    confirm = [
        button(_("Apply"), f"attendance:apply:{draft.id}", discord.ButtonStyle.primary),
        button(_("Leave"), f"attendance:leave:{draft.id}"),
    ]
    guest_options = _guest_options(_, f, administrations)
    menus = [[_menu(_, draft, index, people, names, guest_options)] for index in draft.unsettled[:MAX_MENUS]]
    return Post.of(*(block for block in blocks if block), view=buttons(confirm, *menus))


def administration_menus(
    _: Phrases, f: Formats, administrations: Sequence[Administration], draft: ImportDraft, index: int
) -> Post:
    """Every administration for one name, in several menus. Raises `NotAnOption` if there is no such line."""
    name = escape_inline(draft.line(index).name)
    options = _guest_options(_, f, administrations)
    pages = [options[n : n + MAX_OPTIONS] for n in range(0, len(options), MAX_OPTIONS)][: MAX_MENUS + 1]
    rows = [
        [menu(f"attendance:settle:{draft.id}:{index}:{page}", each, placeholder=f"{each[0][0]} – {each[-1][0]}")]
        for page, each in enumerate(pages)
    ]
    return Post.of(_("Whose guest is %(name)s?", name=name), view=buttons(*rows))


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
        lines.append(_("New guests: %(names)s.", names=_joined(f, [guest.name for guest in result.guests])))
    if result.left_out:
        lines.append(_("Left out: %(names)s.", names=_joined(f, result.left_out)))
    lines.append(_("/attendance show has the result."))
    return "\n".join(lines)


def _heading(_: Phrases, f: Formats, draft: ImportDraft, state: SessionState) -> str:
    lines = [
        _("**Report for “%(session)s”**: nothing is counted yet.", session=_.of(state.session.title)),
        _.n("%(count)s line, about:", "%(count)s lines, about:", draft.rows)
        + " "
        + _.n("%(count)s person", "%(count)s people", len(draft.lines) + draft.outside),
    ]
    if draft.zone:
        place = "UTC" if draft.zone == "UTC" else Formats(f.language, ZoneInfo(draft.zone)).place()
        lines.append(_("Its times name no zone; I read them as those of %(place)s.", place=place))
    if draft.outside:
        lines.append(
            _.n(
                "%(count)s person was there at another time only, and is not counted here.",
                "%(count)s people were there at another time only, and are not counted here.",
                draft.outside,
            )
        )
    if draft.staff:
        lines.append(
            _.n(
                "%(count)s line of interpreters or operators is left aside.",
                "%(count)s lines of interpreters or operators are left aside.",
                draft.staff,
            )
        )
    return "\n".join(lines)


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
        title = _.n("**%(count)s new guest of a delegation**", "**%(count)s new guests of delegations**", len(guests))
        blocks.append(_list(title, guests))
    left_out = [line.name for line in draft.lines if line.left_out]
    if left_out:
        blocks.append(_("Left out: %(names)s.", names=_joined(f, left_out)))
    return "\n".join(blocks)


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
        "**%(count)s still to settle**, with the menu", "**%(count)s still to settle**, with the menus", len(lines)
    )
    names = _list(title, [f"{escape_inline(line.name)}, {f.duration(line.time)}" for line in lines])
    return names + "\n" + _("Those you do not settle are left out.")


def _menu(
    _: Phrases,
    draft: ImportDraft,
    index: int,
    people: Mapping[int, Participant],
    names: Mapping[str, str],
    guest_options: list[tuple[str, str]],
) -> discord.ui.Item[Any]:
    """The menu for one name: the candidates, a guest of an administration, or nobody."""
    line = draft.lines[index]
    candidates = [
        (f"{p.name} ({names.get(p.administration, p.administration)})", f"p:{p.id}")
        for p in (people.get(id) for id in line.candidates)
        if p
    ]
    nobody = [(_("Nobody: leave out"), "-")]
    if len(candidates) + len(guest_options) + len(nobody) > MAX_OPTIONS:
        guest_options = [(_("A guest of an administration…"), ANY_ADMINISTRATION)]
    placeholder = _("%(name)s: who is this?", name=shortened(line.name, 80))
    return menu(
        f"attendance:settle:{draft.id}:{index}", [*candidates, *guest_options, *nobody], placeholder=placeholder
    )


def _guest_options(_: Phrases, f: Formats, administrations: Sequence[Administration]) -> list[tuple[str, str]]:
    return [
        (_("Guest of %(administration)s", administration=_.of(a.name)), f"g:{a.code}")
        for a in f.sorted(administrations, lambda a: _.of(a.name))
    ]


def _joined(f: Formats, names: Sequence[str]) -> str:
    return shortened(f.joined([escape_inline(name) for name in names]), MAX_LIST)


def _list(title: str, items: Sequence[str]) -> str:
    """A title and as many items as fit in `MAX_LIST`. The title has the number of all."""
    lines, length = [title], 0
    for item in items:
        length += len(item) + 3
        if length > MAX_LIST:
            lines.append("- …")
            break
        lines.append(f"- {item}")
    return "\n".join(lines)
