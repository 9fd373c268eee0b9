"""Replies to `/me` and `/language`, in one language."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat.escaping import escape_inline
from bot.chat.multilingual import language_name
from bot.chat.posts import shortened
from bot.core.programme import Administration
from bot.features.key_messages.model import KeyMessage
from bot.i18n.catalogue import Phrases

MAX_IN_LIST = 200
"""Longest extract of a key message in the list, in characters."""


def registration(_: Phrases, name: str, administration: Administration | None, language: str) -> str:
    """Name, delegation (None: not joined) and language of replies."""
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


def key_messages(_: Phrases, own: Sequence[KeyMessage]) -> str:
    """The key messages of the person's administration, each shortened."""
    if not own:
        return _("**Our key messages**: none yet.")
    return "\n".join([_("**Our key messages**"), *(f"- {m.reference}{_(':')} {_extract(m)}" for m in own)])


def _extract(message: KeyMessage) -> str:
    """The beginning of the text; `/keymessage list` shows all of it."""
    return escape_inline(shortened(" ".join(message.text.split()), MAX_IN_LIST))


def preference_set(_: Phrases, *, direct_messages: bool) -> str:
    """What `/language` set: this language, and whether reminders come as direct messages too."""
    lines = [_("I answer you in this language: %(language)s.", language=language_name(_.language))]
    if direct_messages:
        lines.append(_("Reminders also come to you as direct messages."))
    else:
        lines.append(_("You get no direct messages from me."))
    return "\n".join(lines)
