"""Texts about the floor, in one language: who speaks, who waits, and replies to requests."""

from collections.abc import Callable, Sequence

from bot.chat.escaping import escape_inline
from bot.chat.wording import stamp
from bot.core.schedule import SessionState
from bot.features.floor.model import Floor, FloorRequest, RequestResult
from bot.i18n.catalogue import Phrases

MAX_NAMED = 25
"""How many of those who wait are named."""

NameOf = Callable[[FloorRequest], str]
"""The name of a request's author, as `person` writes it."""


def floor_status(_: Phrases, state: SessionState, floor: Floor, name_of: NameOf) -> str:
    """Who speaks and since when, whether the floor takes requests, and how many wait."""
    lines = [_("**Queue for the floor: %(session)s**", session=_.of(state.session.title))]
    if not (state.is_open or state.is_ahead):
        return "\n".join([*lines, _("The session is over.")])
    if floor.speaking:
        lines.append(_speaking(_, floor.speaking, name_of))
    else:
        lines.append(_("Nobody has the floor."))
    if not floor.is_open:
        lines.append(_("Requests are not taken yet.") if state.is_ahead else _("No more requests are taken."))
    lines.append(_waiting(_, len(floor.waiting)))
    return "\n".join(lines)


def _speaking(_: Phrases, request: FloorRequest, name_of: NameOf) -> str:
    assert request.given_at is not None
    return _("%(name)s has the floor, since %(when)s.", name=name_of(request), when=stamp(request.given_at))


def _waiting(_: Phrases, count: int) -> str:
    return _.n("%(count)s person waits.", "%(count)s people wait.", count) if count else _("Nobody is waiting.")


def queue(floor: Floor, name_of: NameOf, away: str) -> str:
    """The people who wait, in order, with the word `away` after those who are away. Empty if nobody waits."""
    lines = [
        f"{place}. {name_of(request)}" + (f" ({away})" if request.left_at else "")
        for place, request in enumerate(floor.waiting[:MAX_NAMED], 1)
    ]
    if len(floor.waiting) > MAX_NAMED:
        lines.append(f"+ {len(floor.waiting) - MAX_NAMED}")
    return "\n".join(lines)


def requested(_: Phrases, result: RequestResult) -> str:
    if result.place == 0:
        return _("You have the floor now.")
    if result.is_repeated:
        return _("You have asked already. Your place in the queue: %(place)s.", place=result.place)
    return _("You have asked for the floor. Your place in the queue: %(place)s.", place=result.place)


def withdrawn(_: Phrases, request: FloorRequest) -> str:
    if request.given_at:
        return _("You have given the floor back. Thank you.")
    return _("You are no longer in the queue. You can ask again at any time.")


def own_queue(
    _: Phrases, state: SessionState, floor: Floor, own: FloorRequest | None, name_of: NameOf
) -> Sequence[str]:
    """The queue for one person, with their own place in it."""
    blocks = [floor_status(_, state, floor, name_of), queue(floor, name_of, _("away"))]
    if own and own in floor.waiting:
        blocks.append(_("Your place in the queue: %(place)s.", place=floor.place_of(own)))
    return [block for block in blocks if block]


def given(_: Phrases, speaking: FloorRequest | None, name_of: NameOf) -> str:
    """The reply to the facilitator."""
    if speaking is None:
        return _("Nobody is waiting. The floor is free.")
    return _("%(name)s has the floor.", name=name_of(speaking))


def not_invited(_: Phrases, name: str) -> str:
    """To the facilitator, if Discord refuses to move the next speaker to the stage's speakers."""
    return _(
        "Discord did not let me invite %(name)s to speak. Please do it by hand, on the stage; the organisers can give "
        "me the permission Mute Members.",
        name=name,
    )


def called(_: Phrases, mention: str, administration: str) -> str:
    """The message in plenary that calls the next speaker."""
    country = f"**{administration}**"
    return _("%(administration)s has the floor: %(mention)s.", administration=country, mention=mention)


def person(country: str, name: str) -> str:
    """The country, then the name if it is known."""
    return f"**{country}** · {escape_inline(name)}" if name else f"**{country}**"
