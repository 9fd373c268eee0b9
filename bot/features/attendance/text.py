"""Who was there: a person's own record, and a session's roll by administration; in one language."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence

import discord

from bot.chat.escaping import escape_inline, unmarked
from bot.chat.posts import Post, in_pages
from bot.chat.wording import hours
from bot.chat.wording import session_status as session_standing
from bot.core.programme import Administration
from bot.features.attendance.model import Mark, Source, Standing
from bot.features.attendance.service import Attended, Roll
from bot.features.attendance.session_text import represented
from bot.i18n.catalogue import Phrases
from bot.i18n.formats import Formats

ROOM = 5_000
"""Most characters of a roll with every name: beyond that it is counted by administration, and the names are a file."""


def standing(_: Phrases, it: Standing) -> str:
    match it:
        case Standing.PRESENT:
            return _("present")
        case Standing.LATE:
            return _("late")
        case Standing.PARTIAL:
            return _("partial")
        case Standing.ABSENT:
            return _("absent")
        case Standing.EXCUSED:
            return _("excused")


def source(_: Phrases, it: Source) -> str:
    match it:
        case Source.VOICE:
            return _("voice channel")
        case Source.BUTTON:
            return _("sign-in button")
        case Source.CODE:
            return _("sign-in code")
        case Source.IMPORT:
            return _("imported report")
        case Source.ORGANISER:
            return _("organiser")


def own(_: Phrases, f: Formats, records: Sequence[Attended]) -> str:
    """A coordinator's own record, a line a session, and what to do where it is wrong."""
    if not records:
        return _("No session has begun yet.")
    lines = [_("**My attendance**")]
    for it in records:
        title = f"{f.moment(it.state.start)} · {_.of(it.state.session.title)}"
        lines.append(f"- {title}{_(':')} {_('; ').join(_said(_, f, it))}")
    if any(it.state.is_open for it in records):
        lines.append(_("The session in progress is counted as if those present stayed to the end."))
    lines.append(_("Is something wrong here? Tell the organisers which session, and what happened: they correct it."))
    return "\n".join(lines)


def marked(_: Phrases, f: Formats, it: Attended, administration: str) -> str:
    return _(
        "%(name)s (%(administration)s) at “%(session)s”: %(attendance)s.",
        name=escape_inline(it.who.name),
        administration=administration,
        session=_.of(it.state.session.title),
        attendance=_("; ").join(_said(_, f, it)),
    )


def roll(_: Phrases, f: Formats, it: Roll, administrations: Sequence[Administration]) -> Post:
    """Every name where they fit; else the count by administration, and the names as a file."""
    head = heading(_, f, it)
    if not it.state.has_begun:
        return Post.of(head)
    names = by_administration(_, f, it, administrations)
    if len(head) + sum(len(block) + 2 for block in names) <= ROOM:
        return Post.of(head, *in_pages(names))
    brief = in_pages(in_brief(_, f, it, administrations), between="\n")
    text = unmarked("\n\n".join([head, *names]))
    file = discord.File(io.BytesIO(text.encode("utf-8-sig")), f"{it.state.id}.txt")
    return Post((head, *brief, _("Every name is in the file.")), files=(file,))


def heading(_: Phrases, f: Formats, roll: Roll) -> str:
    """The session, how many were there, and the administrations without anyone."""
    state = roll.state
    lines = [f"**{_.of(state.session.title)}**", f"{f.day(state.start)}, {hours(f, state)}"]
    if not state.has_begun:
        return "\n".join([*lines, _("It has not begun: there is no attendance yet.")])
    lines[1] += f" · {session_standing(_, state)}"
    lines.append(represented(_, f, roll.represented, roll.missing))
    tally = {each: sum(it.record.standing is each for it in roll.records) for each in Standing}
    lines.append(", ".join(f"{standing(_, each)}{_(':')} {count}" for each, count in tally.items() if count))
    if state.is_open:
        lines.append(_("It is still on: those present are counted as if they stayed to the end."))
    if any(it.record.uncertain for it in roll.records):
        lines.append(_("“Uncertain”: for a while I was not connected, and do not know who was there."))
    return "\n".join(line for line in lines if line)


def by_administration(_: Phrases, f: Formats, roll: Roll, administrations: Iterable[Administration]) -> list[str]:
    """A block for each administration that has people: its name, and a line each."""
    return [
        "\n".join([f"**{_.of(administration.name)}**", *(_line(_, f, it) for it in people)])
        for administration, people in _grouped(_, f, roll, administrations)
        if people
    ]


def _line(_: Phrases, f: Formats, it: Attended) -> str:
    name = escape_inline(it.who.name) or _("name erased")
    return f"- {name}{_(':')} {_('; ').join(_said(_, f, it))}"


def in_brief(_: Phrases, f: Formats, roll: Roll, administrations: Iterable[Administration]) -> list[str]:
    """A line for each administration with anyone there: how many of its people."""
    lines = []
    for administration, people in _grouped(_, f, roll, administrations):
        there = sum(it.record.represents for it in people)
        if there:
            lines.append(f"- {_.of(administration.name)}{_(':')} {there}/{len(people)}")
    return lines


def _grouped(
    _: Phrases, f: Formats, roll: Roll, administrations: Iterable[Administration]
) -> list[tuple[Administration, list[Attended]]]:
    return [
        (a, f.sorted((it for it in roll.records if it.who.administration == a.code), lambda it: it.who.name))
        for a in f.sorted(administrations, lambda a: _.of(a.name))
    ]


def _said(_: Phrases, f: Formats, it: Attended) -> list[str]:
    """How someone stands, for how long, by which sources, and what an organiser said."""
    record, found = it.record, standing(_, it.record.standing)
    if record.time:
        found += f", {f.duration(record.time)}"
    if record.first_in and record.last_out:
        found += f" ({f.time(record.first_in)}–{f.time(record.last_out)})"
    parts = [found]
    seen_by = [source(_, each) for each in record.sources if each is not Source.ORGANISER]
    if seen_by:
        parts.append(" + ".join(seen_by))
    if record.uncertain:
        parts.append(_("uncertain"))
    if it.mark:
        parts.append(_mark(_, f, it.mark, corrected=it.corrected))
    return parts


def _mark(_: Phrases, f: Formats, mark: Mark, *, corrected: bool) -> str:
    values = {
        "who": escape_inline(mark.actor),
        "when": f.moment(mark.at) if mark.at else "",
        "reason": escape_inline(mark.reason),
    }
    if corrected:
        return _("corrected by %(who)s on %(when)s (%(reason)s)", **values)
    return _("marked by %(who)s on %(when)s (%(reason)s)", **values)
