"""Delegations and their people, for organisers, in one language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.chat.escaping import escape_inline
from bot.core.people import Belonging, Participant
from bot.core.programme import Administration
from bot.features.roster.service import Imported
from bot.i18n.catalogue import Phrases
from bot.i18n.formats import Formats


def heading(_: Phrases, f: Formats, people: Sequence[Participant], administrations: Sequence[Administration]) -> str:
    """How many, who waits, and the administrations without anyone."""
    joined = [p for p in people if p.status is Belonging.JOINED]
    there = {p.administration for p in joined}
    missing = [_.of(a.name) for a in f.sorted(administrations, lambda a: _.of(a.name)) if a.code not in there]
    lines = [
        _("**Delegations**"),
        _.n("%(count)s person has joined.", "%(count)s people have joined.", len(joined)),
    ]
    if missing:
        lines.append(_("Still without anyone: %(names)s.", names=f.joined(missing)))
    waiting = [escape_inline(p.name) for p in f.sorted(people, lambda p: p.name) if p.status is Belonging.PENDING]
    if waiting:
        lines.append(_("Waiting for /roster approve: %(names)s.", names=f.joined(waiting)))
    return "\n".join(lines)


def delegations(
    _: Phrases, f: Formats, people: Sequence[Participant], administrations: Iterable[Administration]
) -> list[str]:
    """A line for each administration that has people."""
    lines = []
    for administration in f.sorted(administrations, lambda a: _.of(a.name)):
        own = f.sorted((p for p in people if p.administration == administration.code), lambda p: p.name)
        if own:
            names = ", ".join(_name(_, p) for p in own)
            lines.append(f"- **{_.of(administration.name)}**{_(':')} {names}")
    return lines


def _name(_: Phrases, p: Participant) -> str:
    if p.status is Belonging.PENDING:
        return _("%(name)s (waits)", name=escape_inline(p.name))
    if p.discord_id is None:
        return _("%(name)s (guest)", name=escape_inline(p.name))
    return escape_inline(p.name)


def request(_: Phrases, who: Participant, administration: Administration) -> str:
    return _(
        "**%(name)s** asks to join the delegation %(administration)s.",
        name=escape_inline(who.name),
        administration=_.of(administration.name),
    )


def approved(_: Phrases, administration: Administration, workshop: str) -> str:
    """To the person."""
    return _(
        "You are in: you belong to the delegation %(administration)s of “%(workshop)s”. /programme shows what comes.",
        administration=_.of(administration.name),
        workshop=workshop,
    )


def belongs(_: Phrases, who: Participant, administration: Administration) -> str:
    """To the organiser."""
    name = escape_inline(who.name)
    return _("%(name)s belongs to %(administration)s.", name=name, administration=_.of(administration.name))


def removed(_: Phrases, who: Participant) -> str:
    return _(
        "%(name)s takes part no more. What they did until now stays in the record; /roster assign takes them in again.",
        name=escape_inline(who.name),
    )


def imported(_: Phrases, f: Formats, it: Imported) -> str:
    lines = [_("**The roster is imported**")]
    if it.new:
        lines.append("- " + _.n("%(count)s person is new", "%(count)s people are new", len(it.new)))
    if it.moved:
        names = f.joined([escape_inline(p.name) for p in f.sorted(it.moved, lambda p: p.name)])
        lines.append("- " + _("changed to another delegation, or approved: %(names)s", names=names))
    if it.same:
        lines.append("- " + _.n("%(count)s was there already", "%(count)s were there already", len(it.same)))
    return "\n".join(lines)
