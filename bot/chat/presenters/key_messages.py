"""Key messages, in one language."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat.posts import quoted
from bot.chat.presenters.programme import stamp
from bot.domain.programme import Workshop
from bot.i18n.catalogue import Phrases
from bot.i18n.formats import Formats
from bot.services.key_messages import Coverage, KeyMessage


def receipt(_: Phrases, f: Formats, it: KeyMessage) -> list[str]:
    """Reference, version and time, then the full text."""
    if it.version == 1:
        first = _("Your key message is received: %(reference)s.", reference=it.reference)
    else:
        first = _("Version %(version)s of %(reference)s is received.", version=it.version, reference=it.reference)
    when = _(
        "Written down at %(time)s, %(place)s time (%(yours)s on your own clock). You can edit it until the desk "
        "closes.",
        time=f.time(it.written_at),
        place=f.place(),
        yours=stamp(it.written_at, "T"),
    )
    return [f"{first}\n{when}", quoted(it.text)]


def listing(_: Phrases, f: Formats, workshop: Workshop, own: Sequence[KeyMessage]) -> list[str]:
    """Our messages, each with its state and full text."""
    if not own:
        return [_("Your administration has sent no key message yet. Write one with /keymessage write.")]
    return [_("**Our key messages**"), *(_entry(_, f, workshop, it) for it in own)]


def _entry(_: Phrases, f: Formats, workshop: Workshop, it: KeyMessage) -> str:
    theme = workshop.theme(it.theme or "")
    about = f" · {_.of(theme.text)}" if theme else ""
    heading = _(
        "%(reference)s, version %(version)s, %(state)s, by %(author)s",
        reference=f"**{it.reference}**",
        version=it.version,
        state=state(_, it.status),
        author=it.author,
    )
    return f"{heading}{about}\n{quoted(it.text)}"


def state(_: Phrases, status: str) -> str:
    match status:
        case "submitted":
            return _("submitted")
        case "translated":
            return _("translated")
        case "cleared":
            return _("cleared")
        case _:
            return _("published")


def coverage(_: Phrases, f: Formats, it: Coverage) -> str:
    """How many have come, from whom, and who is missing."""
    received = _.n("%(count)s key message received.", "%(count)s key messages received.", it.messages)
    counted = f"**{len(it.sent)}/{len(it.sent) + len(it.missing)}**"
    if not it.missing:
        return f"{counted} · {received} " + _("Every administration has sent one.")
    names = f.joined([_.of(a.name) for a in f.sorted(it.missing, lambda a: _.of(a.name))])
    return f"{counted} · {received} " + _("Missing: %(names)s.", names=names)
