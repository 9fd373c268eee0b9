"""A report of a meeting held elsewhere, before and after it is applied; in one language."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from zoneinfo import ZoneInfo

import discord

from bot.chat.escaping import escape_inline
from bot.chat.posts import Post, button, buttons, menu, shortened
from bot.core.people import Participant
from bot.core.programme import Administration
from bot.features.attendance.import_service import Applied, Draft
from bot.i18n.catalogue import Phrases
from bot.i18n.formats import Formats
from bot.workshop.context import WorkshopContext

NAMED = 1_200
"""Most characters of a list of names."""
MENUS = 4
"""How many doubtful names get a menu at a time: a message has five rows, and the buttons take one."""
OPTIONS = 25
ELSEWHERE = "more"
"""The choice that leads to every administration, where they do not fit one menu."""


def preview(_: Phrases, f: Formats, context: WorkshopContext, it: Draft) -> Post:
    """What matched, what did not, a menu for each doubtful name, and the buttons to apply or leave it."""
    people = {p.id: p for p in context.all_participants()}
    blocks = [_heading(_, f, context, it), _sure(_, f, context, it, people), _open(_, f, it)]
    first = [
        button(_("Apply"), f"attendance:apply:{it.id}", discord.ButtonStyle.primary),
        button(_("Leave"), f"attendance:leave:{it.id}"),
    ]
    rows = [[_menu(_, f, context, it, number, people)] for number in it.open_lines[:MENUS]]
    return Post.of(*(block for block in blocks if block), view=buttons(first, *rows))


def administrations(_: Phrases, f: Formats, context: WorkshopContext, it: Draft, number: int) -> Post:
    """Every administration, for one name, in as many menus as it takes."""
    options = _guest_options(_, f, context.workshop.administrations)
    pages = [options[n : n + OPTIONS] for n in range(0, len(options), OPTIONS)][: MENUS + 1]
    rows = [
        [menu(f"attendance:settle:{it.id}:{number}:{page}", each, placeholder=f"{each[0][0]} – {each[-1][0]}")]
        for page, each in enumerate(pages)
    ]
    return Post.of(_("Whose guest is %(name)s?", name=escape_inline(it.lines[number].name)), view=buttons(*rows))


def applied(_: Phrases, f: Formats, it: Applied) -> str:
    title = _.of(it.session.session.title)
    lines = [
        _.n(
            "%(count)s person of the report is counted at “%(session)s”.",
            "%(count)s people of the report are counted at “%(session)s”.",
            it.counted,
            session=title,
        )
    ]
    if it.guests:
        lines.append(_("New guests: %(names)s.", names=_names(f, [p.name for p in it.guests])))
    if it.left_out:
        lines.append(_("Left out: %(names)s.", names=_names(f, it.left_out)))
    lines.append(_("/attendance show has the result."))
    return "\n".join(lines)


def _heading(_: Phrases, f: Formats, context: WorkshopContext, it: Draft) -> str:
    lines = [
        _(
            "**Report for “%(session)s”**: nothing is counted yet.",
            session=_.of(context.schedule[it.session].session.title),
        ),
        _.n("%(count)s line, about:", "%(count)s lines, about:", it.rows)
        + " "
        + _.n("%(count)s person", "%(count)s people", len(it.lines) + it.elsewhere),
    ]
    if it.zone:
        place = "UTC" if it.zone == "UTC" else Formats(f.language, ZoneInfo(it.zone)).place()
        lines.append(_("Its times name no zone; I read them as those of %(place)s.", place=place))
    if it.elsewhere:
        lines.append(
            _.n(
                "%(count)s person was there at another time only, and is not counted here.",
                "%(count)s people were there at another time only, and are not counted here.",
                it.elsewhere,
            )
        )
    if it.staff:
        lines.append(
            _.n(
                "%(count)s line of interpreters or operators is left aside.",
                "%(count)s lines of interpreters or operators are left aside.",
                it.staff,
            )
        )
    return "\n".join(lines)


def _sure(_: Phrases, f: Formats, context: WorkshopContext, it: Draft, people: dict[int, Participant]) -> str:
    """Those settled: by address or name, or by hand."""
    names = {a.code: _.of(a.name) for a in context.workshop.administrations}
    matched, guests = [], []
    for line in it.lines:
        who = people.get(line.who) if line.who is not None else None
        if who:
            same = line.name == who.name
            name = escape_inline(who.name) if same else f"{escape_inline(line.name)} → {escape_inline(who.name)}"
            matched.append(f"{name} ({names.get(who.administration, who.administration)}), {f.duration(line.time)}")
        elif line.guest is not None:
            guests.append(f"{escape_inline(line.name)} ({names.get(line.guest, line.guest)}), {f.duration(line.time)}")
    parts = []
    if matched:
        parts.append(_listed(_.n("**%(count)s found**", "**%(count)s found**", len(matched)), matched))
    if guests:
        title = _.n("**%(count)s new guest of a delegation**", "**%(count)s new guests of delegations**", len(guests))
        parts.append(_listed(title, guests))
    out = [escape_inline(line.name) for line in it.lines if line.left_out]
    if out:
        parts.append(_("Left out: %(names)s.", names=_names(f, out)))
    return "\n".join(parts)


def _open(_: Phrases, f: Formats, it: Draft) -> str:
    lines = [it.lines[number] for number in it.open_lines]
    if not lines:
        return ""
    title = _.n(
        "**%(count)s still to settle**, with the menu", "**%(count)s still to settle**, with the menus", len(lines)
    )
    listed = _listed(title, [f"{escape_inline(line.name)}, {f.duration(line.time)}" for line in lines])
    return listed + "\n" + _("Those you do not settle are left out.")


def _menu(
    _: Phrases, f: Formats, context: WorkshopContext, it: Draft, number: int, people: dict[int, Participant]
) -> discord.ui.Item[Any]:
    """Who a doubtful name is: people who may be meant, a guest of an administration, or nobody."""
    line = it.lines[number]
    names = {a.code: _.of(a.name) for a in context.workshop.administrations}
    options = [
        (f"{who.name} ({names.get(who.administration, who.administration)})", f"p:{who.id}")
        for who in (people.get(id) for id in line.candidates)
        if who
    ]
    guests = _guest_options(_, f, context.workshop.administrations)
    nobody = [(_("Nobody: leave out"), "-")]
    if len(options) + len(guests) + len(nobody) > OPTIONS:
        guests = [(_("A guest of an administration…"), ELSEWHERE)]
    placeholder = _("%(name)s: who is this?", name=shortened(line.name, 80))
    return menu(f"attendance:settle:{it.id}:{number}", [*options, *guests, *nobody], placeholder=placeholder)


def _guest_options(_: Phrases, f: Formats, administrations: Sequence[Administration]) -> list[tuple[str, str]]:
    return [
        (_("Guest of %(administration)s", administration=_.of(a.name)), f"g:{a.code}")
        for a in f.sorted(administrations, lambda a: _.of(a.name))
    ]


def _names(f: Formats, names: Sequence[str]) -> str:
    return shortened(f.joined([escape_inline(name) for name in names]), NAMED)


def _listed(title: str, lines: Sequence[str]) -> str:
    """`lines` under their title, as many as there is room for; the others are counted by the title alone."""
    found, length = [title], 0
    for line in lines:
        length += len(line) + 3
        if length > NAMED:
            found.append("- …")
            break
        found.append(f"- {line}")
    return "\n".join(found)
