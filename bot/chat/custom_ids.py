"""Every custom id names its workshop: `1f3a9c:prompt:rate:ease:3`.

Two editions may share a server, and messages of the last one stay there with their buttons. `Post` and `Call.form` add
the name to every button, menu and form on its way out; the client takes it off again before it looks for the handler.
So no feature deals with it, and an id without it has no handler.
"""

import hashlib
import re

from bot.core.errors import NoLongerInUse, OtherEdition

_NAMED = re.compile("([0-9a-f]{6}):(.+)", re.DOTALL)
"""No feature's name consists of six hexadecimal digits."""


def named(workshop: str, custom_id: str) -> str:
    """`custom_id` with the name of this workshop before it, once. Discord takes at most 100 characters."""
    prefix = f"{_name(workshop)}:"
    return custom_id if custom_id.startswith(prefix) else prefix + custom_id


def unnamed(workshop: str, custom_id: str) -> str:
    """`custom_id` without the name of this workshop.

    Raises `OtherEdition` if it names another workshop, `NoLongerInUse` if it names none.
    """
    found = _NAMED.fullmatch(custom_id)
    if found is None:
        raise NoLongerInUse
    name, rest = found.groups()
    if name != _name(workshop):
        raise OtherEdition
    return rest


def _name(workshop: str) -> str:
    """Six characters that stand for a workshop's id, which is too long for a custom id."""
    return hashlib.sha256(workshop.encode()).hexdigest()[:6]
