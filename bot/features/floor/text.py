"""The floor in words: who speaks, who waits, what became of a request."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bot.chat.escaping import escape_inline
from bot.chat.wording import stamp
from bot.core.schedule import SessionState
from bot.features.floor.model import Floor, Request
from bot.features.floor.service import Asked
from bot.i18n.catalogue import Phrases

NAMED = 25
"""How many of those who wait are named."""

Name = Callable[[Request], str]


def floor_state(_: Phrases, state: SessionState, floor: Floor, name: Name) -> str:
    """Who speaks and since when, and whether one can ask."""
    lines = [_("**The floor: %(session)s**", session=_.of(state.session.title))]
    if not (state.is_open or state.is_ahead):
        return "\n".join([*lines, _("The session is over.")])
    if floor.speaking:
        lines.append(speaking(_, floor.speaking, name))
    else:
        lines.append(_("Nobody has the floor."))
    if not floor.is_open:
        lines.append(_("Requests are not taken yet.") if state.is_ahead else _("No more requests are taken."))
    lines.append(_waiting(_, len(floor.waiting)))
    return "\n".join(lines)


def _waiting(_: Phrases, count: int) -> str:
    return _.n("%(count)s person waits.", "%(count)s people wait.", count) if count else _("Nobody is waiting.")


def speaking(_: Phrases, it: Request, name: Name) -> str:
    assert it.given_at is not None
    return _("%(name)s has the floor, since %(when)s.", name=name(it), when=stamp(it.given_at))


def queue(floor: Floor, name: Name, away: str) -> str:
    """Those who wait, country first, in the order of asking; empty where nobody does."""
    lines = [_line(number, each, name, away) for number, each in enumerate(floor.waiting[:NAMED], 1)]
    if len(floor.waiting) > NAMED:
        lines.append(f"+ {len(floor.waiting) - NAMED}")
    return "\n".join(lines)


def _line(number: int, it: Request, name: Name, away: str) -> str:
    return f"{number}. {name(it)}" + (f" ({away})" if it.left_at else "")


def asked(_: Phrases, it: Asked) -> str:
    if it.place == 0:
        return _("You have the floor now.")
    if it.again:
        return _("You have asked already. Your place in the queue: %(place)s.", place=it.place)
    return _("You have asked for the floor. Your place in the queue: %(place)s.", place=it.place)


def withdrawn(_: Phrases, it: Request) -> str:
    if it.given_at:
        return _("You have given the floor back. Thank you.")
    return _("You are no longer in the queue. You can ask again at any time.")


def listing(_: Phrases, state: SessionState, floor: Floor, own: Request | None, name: Name) -> Sequence[str]:
    """For one person: the queue, and their own place in it."""
    blocks = [floor_state(_, state, floor, name), queue(floor, name, _("away"))]
    if own and own in floor.waiting:
        blocks.append(_("Your place in the queue: %(place)s.", place=floor.place_of(own.id)))
    return [block for block in blocks if block]


def given(_: Phrases, speaking: Request | None, name: Name) -> str:
    """To the facilitator."""
    if speaking is None:
        return _("Nobody is waiting. The floor is free.")
    return _("%(name)s has the floor.", name=name(speaking))


def called(_: Phrases, mention: str, administration: str) -> str:
    """To everyone, and to the one who is called."""
    country = f"**{administration}**"
    return _("%(administration)s has the floor: %(mention)s.", administration=country, mention=mention)


def person(country: str, name: str) -> str:
    """Country first."""
    return f"**{country}** · {escape_inline(name)}" if name else f"**{country}**"
