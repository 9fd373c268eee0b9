"""Every custom id names its workshop: `1f3a9c:prompt:rate:ease:3`.

Two editions may share a server, and messages of the earlier edition stay there with their buttons. `Post` and
`Call.form` add the name to every button, menu and form before it is sent. The client removes it before it looks up the
handler. So features never see the name, and an id without it has no handler. A form's id also carries a hash of what it
shows, `1f3a9c.5b0e77:prompt:form:ease`: phones show a form as they first opened one with that id
(https://github.com/discord/discord-api-docs/issues/7554).
"""

import hashlib
import re

from bot.core.errors import NoLongerInUse, OtherEdition

_NAMED = re.compile(r"([0-9a-f]{6})(?:\.([0-9a-f]{6}))?:(.+)", re.DOTALL)
"""No feature's name consists of six hexadecimal digits."""


def named(workshop: str, custom_id: str) -> str:
    """`custom_id` with the name of this workshop before it, once. Discord takes at most 100 characters."""
    prefix = f"{_name(workshop)}:"
    return custom_id if custom_id.startswith(prefix) else prefix + custom_id


def named_form(workshop: str, custom_id: str, shown: str) -> str:
    """As `named`, for a form; `shown` is the `forms.print_of` it."""
    return f"{_name(workshop)}.{shown}:{custom_id}"


def shown_by(custom_id: str) -> str | None:
    """The hash of what the form with this id shows. None if the id carries none."""
    found = _NAMED.fullmatch(custom_id)
    return found and found[2]


def unnamed(workshop: str, custom_id: str) -> str:
    """`custom_id` without the name of this workshop.

    Raises `OtherEdition` if it names another workshop, `NoLongerInUse` if it names none.
    """
    found = _NAMED.fullmatch(custom_id)
    if found is None:
        raise NoLongerInUse
    name, _, rest = found.groups()
    if name != _name(workshop):
        raise OtherEdition
    return rest


def _name(workshop: str) -> str:
    """Six characters that stand for a workshop's id, which is too long for a custom id."""
    return hashlib.sha256(workshop.encode()).hexdigest()[:6]
