"""Texts about key messages for their administrations, in one language."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache

from bot.chat.escaping import block_quote, escape_inline
from bot.chat.multilingual import language_name
from bot.chat.wording import administration_names, on_both_clocks, stamp
from bot.core.programme import Workshop
from bot.features.key_messages.model import (
    Coverage,
    KeyMessage,
    MessageState,
    MessageVersion,
    VersionChange,
    changes,
)
from bot.features.key_messages.publication_model import EndorsementOutcome, EndorsementResult, PublishedMessage
from bot.i18n.catalogue import Phrases, phrases
from bot.i18n.formats import Formats


def receipt(_: Phrases, f: Formats, message: KeyMessage) -> list[str]:
    """Reference, version and time, then the full text."""
    if message.version == 1:
        first = _(
            "Your key message is received: %(reference)s, version %(version)s.",
            reference=message.reference,
            version=message.version,
        )
    else:
        first = _(
            "Version %(version)s of %(reference)s is received.", version=message.version, reference=message.reference
        )
    when = _(
        "Saved at %(time)s, %(place)s time (your time: %(yours)s). You can edit it until the desk closes.",
        time=f.time(message.written_at),
        place=f.place(),
        yours=stamp(message.written_at),
    )
    return [f"{first}\n{when}", block_quote(message.text)]


def own_messages(
    _: Phrases,
    f: Formats,
    workshop: Workshop,
    messages: Sequence[KeyMessage],
    history: Mapping[int, list[MessageVersion]],
) -> list[str]:
    """The messages of the reader's administration, each with its state, its texts and its earlier versions."""
    if not messages:
        return [_("Your group has sent no key message yet. Write one with /keymessage write.")]
    blocks = [_("**Our key messages**")]
    for message in messages:
        blocks += [
            heading(_, workshop, message),
            *text_blocks(message.texts, message.language),
            *_history(_, f, history[message.number]),
        ]
    return blocks


def heading(_: Phrases, workshop: Workshop, message: KeyMessage) -> str:
    """`**MW-2**, version 3, translated, by Awa · Transparency`"""
    words = _(
        "%(reference)s, version %(version)s, %(state)s",
        reference=f"**{message.reference}**",
        version=message.version,
        state=state_name(_, message.state),
    )
    author = _author(_, message.author, on_behalf=message.on_behalf)
    return f"{words}, {author}{theme_suffix(_, workshop, message.theme)}"


def _author(_: Phrases, author: str, *, on_behalf: bool) -> str:
    name = escape_inline(author) or _("someone whose name was erased")
    if on_behalf:
        # Translators: on behalf of the group
        return _("entered on its behalf by %(author)s", author=name)
    return _("by %(author)s", author=name)


def theme_suffix(_: Phrases, workshop: Workshop, theme: str | None) -> str:
    """` · Transparency`, or nothing without a theme."""
    found = workshop.theme(theme or "")
    return f" · {_.of(found.text)}" if found else ""


def text_blocks(texts: Mapping[str, str], original: str) -> list[str]:
    """The original first, then its translations, each under the name of its language."""
    order = [original, *(code for code in texts if code != original)]
    return [f"*{text_label(code, original=code == original)}*\n{block_quote(texts[code])}" for code in order]


@cache
def text_label(code: str, *, original: bool) -> str:
    """`English, original`, in that language."""
    _, name = phrases(code), language_name(code)
    return _("%(language)s, original", language=name) if original else _("%(language)s, translation", language=name)


def _history(_: Phrases, f: Formats, versions: Sequence[MessageVersion]) -> list[str]:
    """Author, time, language and changes of each version, and the text of those before the current one."""
    if len(versions) == 1:
        return []
    blocks = [_("Versions of this message:")]
    for before, version in zip([None, *versions], versions, strict=False):
        line = f"- {_version(_, f, version)}{_(':')} {_changes(_, f, before, version)}"
        blocks.append(line if version is versions[-1] else f"{line}\n{block_quote(version.text)}")
    return blocks


def _version(_: Phrases, f: Formats, version: MessageVersion) -> str:
    return _(
        "version %(version)s, %(when)s, %(language)s, %(author)s",
        version=version.number,
        when=f.moment(version.at),
        language=language_name(version.language),
        author=_author(_, version.author, on_behalf=version.on_behalf),
    )


def _changes(_: Phrases, f: Formats, before: MessageVersion | None, version: MessageVersion) -> str:
    if before is None:
        return _("first version")
    names = {
        VersionChange.TEXT: _("the text changed"),
        VersionChange.THEME: _("the theme changed"),
        VersionChange.LANGUAGE: _("the language changed"),
    }
    return f.joined([names[change] for change in changes(before, version)])


def published_messages(
    _: Phrases,
    workshop: Workshop,
    messages: Sequence[PublishedMessage],
    own_administration: str,
    represented: frozenset[str],
) -> list[str]:
    """Every published message with its endorsements.

    `own_administration` is the code of the reader's administration.
    """
    if not messages:
        return [_("No key message is published yet.")]
    blocks = [_("**Published key messages**")]
    for message in messages:
        administration = workshop.administration(message.administration)
        name = _.of(administration.name) if administration else message.administration
        first = f"**{message.reference}** · {name}{theme_suffix(_, workshop, message.theme)}"
        blocks.append(f"{first}\n{endorsements(_, message, represented)}")
        blocks += text_blocks(message.texts, message.language)
        if own_administration in message.endorsers:
            blocks[-1] += "\n" + _("Your group endorses it.")
    return blocks


def endorsements(_: Phrases, message: PublishedMessage, represented: frozenset[str]) -> str:
    """How many other administrations endorse the message, and whether it is unanimous."""
    line = _.n(
        "Endorsed by %(count)s other group.",
        "Endorsed by %(count)s other groups.",
        len(message.endorsers),
    )
    if not message.endorsers:
        line = _("No other group has endorsed it yet.")
    if message.is_unanimous(represented):
        line += " " + _("Unanimous: every group represented stands behind it.")
    return line


def endorsement_reply(_: Phrases, result: EndorsementResult, represented: frozenset[str]) -> list[str]:
    """What the command or button did, the present endorsements of the message, and its text in the reader's
    language.
    """
    reference = result.message.reference
    match result.outcome:
        case EndorsementOutcome.GIVEN:
            first = _("Your group now endorses %(reference)s.", reference=reference)
        case EndorsementOutcome.ALREADY_GIVEN if result.endorsed_by:
            first = _(
                "Your group already endorses %(reference)s, by %(name)s.",
                reference=reference,
                name=escape_inline(result.endorsed_by),
            )
        case EndorsementOutcome.ALREADY_GIVEN:
            first = _("Your group already endorses %(reference)s.", reference=reference)
        case EndorsementOutcome.WITHDRAWN:
            first = _("Your group no longer endorses %(reference)s.", reference=reference)
        case EndorsementOutcome.NOT_GIVEN:
            first = _("Your group does not endorse %(reference)s.", reference=reference)
    texts = result.message.texts
    quoted = block_quote(texts.get(_.language, texts[result.message.language]))
    return [f"{first}\n{endorsements(_, result.message, represented)}", quoted]


def state_name(_: Phrases, state: MessageState) -> str:
    match state:
        case MessageState.SUBMITTED:
            return _("submitted")
        case MessageState.TRANSLATED:
            return _("translated")
        case MessageState.CLEARED:
            # Translators: a key message: found good by the organisers, not erased
            return _("cleared")
        case MessageState.PUBLISHED:
            return _("published")


def coverage_line(_: Phrases, f: Formats, coverage: Coverage) -> str:
    """`14/17`: how many administrations have sent messages, how many messages, and who is missing."""
    received = _.n("%(count)s key message received.", "%(count)s key messages received.", coverage.messages)
    counted = f"**{len(coverage.sent)}/{len(coverage.sent) + len(coverage.missing)}**"
    if not coverage.missing:
        return f"{counted} · {received} " + _("Every group has sent one.")
    names = administration_names(_, f, coverage.missing)
    return f"{counted} · {received} " + _("Missing: %(names)s.", names=names)


def desk_opens_at(_: Phrases, opens: datetime) -> str:
    return _("The key-message desk opens %(when)s.", when=stamp(opens, "R"))


def closing_time(_: Phrases, f: Formats, closes: datetime) -> str:
    clocks = on_both_clocks(f, closes)
    return _("The desk closes on %(when)s (%(place)s time); your time: %(yours)s.", **clocks)
