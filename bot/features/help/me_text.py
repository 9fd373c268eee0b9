"""What a person reads about themselves, in one language."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat.escaping import escape_inline
from bot.chat.multilingual import language_name
from bot.chat.posts import shortened
from bot.core.programme import Administration
from bot.features.key_messages.model import KeyMessage
from bot.i18n.catalogue import Phrases

IN_A_LIST = 200
"""Most characters of a key message among others."""


def registration(_: Phrases, name: str, administration: Administration | None, language: str) -> str:
    """Where they belong, None being nowhere, and how I speak to them."""
    delegation = (
        _("- Delegation: %(administration)s", administration=_.of(administration.name))
        if administration
        else _("- Delegation: none. Delegates join theirs with /join.")
    )
    return "\n".join(
        [
            _("**My registration**"),
            _("- Name: %(name)s", name=escape_inline(name)),
            delegation,
            _("- Language of my replies: %(language)s", language=language_name(language)),
        ]
    )


def messages(_: Phrases, own: Sequence[KeyMessage]) -> str:
    if not own:
        return _("**Our key messages**: none yet.")
    return "\n".join([_("**Our key messages**"), *(f"- {m.reference}{_(':')} {_beginning(m)}" for m in own)])


def _beginning(message: KeyMessage) -> str:
    """/keymessage list has all of it."""
    return escape_inline(shortened(" ".join(message.text.split()), IN_A_LIST))
