"""Key messages as their administration reads them, in one language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from bot.chat.escaping import block_quote, escape_inline
from bot.chat.multilingual import language_name
from bot.chat.wording import stamp
from bot.core.programme import Workshop
from bot.features.key_messages.model import Change, Published, State, changes
from bot.features.key_messages.service import Coverage, Endorsed, KeyMessage, Version, Voice
from bot.i18n.catalogue import Phrases, phrases
from bot.i18n.formats import Formats


def receipt(_: Phrases, f: Formats, it: KeyMessage) -> list[str]:
    """Reference, version and time, then the full text."""
    if it.version == 1:
        first = _(
            "Your key message is received: %(reference)s, version %(version)s.",
            reference=it.reference, version=it.version,
        )  # fmt: skip
    else:
        first = _("Version %(version)s of %(reference)s is received.", version=it.version, reference=it.reference)
    when = _(
        "Written down at %(time)s, %(place)s time (%(yours)s on your own clock). You can edit it until the desk "
        "closes.",
        time=f.time(it.written_at),
        place=f.place(),
        yours=stamp(it.written_at),
    )
    return [f"{first}\n{when}", block_quote(it.text)]


def own(
    _: Phrases, f: Formats, workshop: Workshop, messages: Sequence[KeyMessage], history: Mapping[int, list[Version]]
) -> list[str]:
    """Our messages, each with its state, its texts and what it was before."""
    if not messages:
        return [_("Your administration has sent no key message yet. Write one with /keymessage write.")]
    blocks = [_("**Our key messages**")]
    for it in messages:
        blocks += [heading(_, workshop, it), *texts(it.texts, it.language), *_history(_, f, history[it.number])]
    return blocks


def heading(_: Phrases, workshop: Workshop, it: KeyMessage) -> str:
    """`**MW-2**, version 3, translated, by Awa · Transparency`"""
    words = _(
        "%(reference)s, version %(version)s, %(state)s",
        reference=f"**{it.reference}**",
        version=it.version,
        state=state(_, it.status),
    )
    return f"{words}, {_author(_, it.author, on_behalf=it.on_behalf)}{about(_, workshop, it.theme)}"


def _author(_: Phrases, author: str, *, on_behalf: bool) -> str:
    name = escape_inline(author) or _("someone whose name was erased")
    if on_behalf:
        return _("entered on its behalf by %(author)s", author=name)
    return _("by %(author)s", author=name)


def about(_: Phrases, workshop: Workshop, theme: str | None) -> str:
    found = workshop.theme(theme or "")
    return f" · {_.of(found.text)}" if found else ""


def texts(texts: Mapping[str, str], original: str) -> list[str]:
    """The original first, then its translations, each under its language's own name."""
    order = [original, *(code for code in texts if code != original)]
    return [f"*{text_label(code, original=code == original)}*\n{block_quote(texts[code])}" for code in order]


@cache
def text_label(code: str, *, original: bool) -> str:
    """`English, original`, in that language."""
    _, name = phrases(code), language_name(code)
    return _("%(language)s, original", language=name) if original else _("%(language)s, translation", language=name)


def _history(_: Phrases, f: Formats, versions: Sequence[Version]) -> list[str]:
    """Each version's author, time, language and what changed; those before the current one with their text."""
    if len(versions) == 1:
        return []
    blocks = [_("Versions of this message:")]
    for before, it in zip([None, *versions], versions, strict=False):
        line = f"- {_version(_, f, it)}{_(':')} {_changed(_, f, before, it)}"
        blocks.append(line if it is versions[-1] else f"{line}\n{block_quote(it.text)}")
    return blocks


def _version(_: Phrases, f: Formats, it: Version) -> str:
    return _(
        "version %(version)s, %(when)s, %(language)s, %(author)s",
        version=it.number,
        when=f.moment(it.at),
        language=language_name(it.language),
        author=_author(_, it.author, on_behalf=it.on_behalf),
    )


def _changed(_: Phrases, f: Formats, before: Version | None, it: Version) -> str:
    if before is None:
        return _("first version")
    names = {
        Change.TEXT: _("the text changed"),
        Change.THEME: _("the theme changed"),
        Change.LANGUAGE: _("the language changed"),
    }
    return f.joined([names[change] for change in changes(before, it)])


def published(
    _: Phrases, workshop: Workshop, messages: Sequence[Published], mine: str, represented: frozenset[str]
) -> list[str]:
    """What stands in public, with whose support; `mine` is the reader's administration."""
    if not messages:
        return [_("No key message is published yet.")]
    blocks = [_("**Published key messages**")]
    for it in messages:
        administration = workshop.administration(it.administration)
        name = _.of(administration.name) if administration else it.administration
        first = f"**{it.reference}** · {name}{about(_, workshop, it.theme)}"
        blocks += [f"{first}\n{support(_, it, represented)}", *texts(it.texts, it.language)]
        if mine in it.endorsers:
            blocks[-1] += "\n" + _("Your administration endorses it.")
    return blocks


def support(_: Phrases, it: Published, represented: frozenset[str]) -> str:
    """How many other administrations stand behind it, and whether all do."""
    line = _.n(
        "Endorsed by %(count)s other administration.",
        "Endorsed by %(count)s other administrations.",
        len(it.endorsers),
    )
    if not it.endorsers:
        line = _("No other administration has endorsed it yet.")
    if it.is_unanimous(represented):
        line += " " + _("Unanimous: every administration represented stands behind it.")
    return line


def endorsed(_: Phrases, it: Endorsed, represented: frozenset[str]) -> str:
    """What a press came to, and where the message stands."""
    reference = it.message.reference
    match it.voice:
        case Voice.GIVEN:
            first = _("Your administration now endorses %(reference)s.", reference=reference)
        case Voice.GIVEN_BEFORE if it.by:
            first = _(
                "Your administration already endorses %(reference)s, by %(name)s.",
                reference=reference,
                name=escape_inline(it.by),
            )
        case Voice.GIVEN_BEFORE:
            first = _("Your administration already endorses %(reference)s.", reference=reference)
        case Voice.WITHDRAWN:
            first = _("Your administration no longer endorses %(reference)s.", reference=reference)
        case Voice.NONE:
            first = _("Your administration does not endorse %(reference)s.", reference=reference)
    return f"{first}\n{support(_, it.message, represented)}"


def state(_: Phrases, status: State) -> str:
    match status:
        case State.SUBMITTED:
            return _("submitted")
        case State.TRANSLATED:
            return _("translated")
        case State.CLEARED:
            return _("cleared")
        case State.PUBLISHED:
            return _("published")


def coverage(_: Phrases, f: Formats, it: Coverage) -> str:
    """How many have come, from whom, and who is missing."""
    received = _.n("%(count)s key message received.", "%(count)s key messages received.", it.messages)
    counted = f"**{len(it.sent)}/{len(it.sent) + len(it.missing)}**"
    if not it.missing:
        return f"{counted} · {received} " + _("Every administration has sent one.")
    names = f.joined([_.of(a.name) for a in f.sorted(it.missing, lambda a: _.of(a.name))])
    return f"{counted} · {received} " + _("Missing: %(names)s.", names=names)
