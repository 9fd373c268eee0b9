"""What a person reads about themselves, in one language."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat.escaping import escape_inline
from bot.chat.multilingual import language_name
from bot.chat.posts import shortened
from bot.chat.wording import stamp
from bot.core.programme import Administration
from bot.features.attendance.service import SignedIn
from bot.features.key_messages.model import KeyMessage
from bot.features.privacy import text as privacy
from bot.i18n.catalogue import Phrases, phrases
from bot.i18n.formats import Formats

IN_A_LIST = 200
"""Most characters of a key message among others."""


def welcome(_: Phrases, administration: Administration, workshop: str, *, changed: bool) -> str:
    name = _.of(administration.name)
    if changed:
        return _("Done: you now belong to the delegation %(administration)s.", administration=name)
    return "\n".join(
        [
            _(
                "Welcome to “%(workshop)s”. You belong to the delegation %(administration)s.",
                workshop=workshop,
                administration=name,
            ),
            _("See what comes with /programme, and what else you can do with /help."),
        ]
    )


def notices(_: Phrases, languages: Sequence[str]) -> list[str]:
    """What everyone reads when they join, in each language, the reader's first: Discord may have taken them wrong."""
    return [privacy.notice(each) for each in (_, *(phrases(code) for code in languages if code != _.language))]


def signed_in(_: Phrases, f: Formats, it: SignedIn) -> str:
    title = _.of(it.state.session.title)
    if it.again:
        return _("You are already signed in to “%(session)s”. All is well.", session=title)
    return _(
        "You are signed in to “%(session)s”, at %(time)s, %(place)s time (%(yours)s on your own clock).",
        session=title,
        time=f.time(it.at),
        place=f.place(),
        yours=stamp(it.at),
    )


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
