"""Key messages by theme: the original, its translation beside it, and where each stands."""

from __future__ import annotations

from collections.abc import Iterator

from bot.export.document import Block, Heading, Paragraph, Quotation, Said
from bot.export.report.attended import Record
from bot.export.report.data import Data
from bot.export.report.voice import MESSAGE_STATUSES, Voice


def key_messages(data: Data, voice: Voice) -> Iterator[Block]:
    _ = voice.phrases
    if not data.key_messages:
        return
    yield Heading(1, _("Key messages"))
    yield Paragraph(
        _(
            "A message is unanimous when every administration represented in a session stands behind it, the one that"
            " wrote it included. Administrations represented: %(count)s.",
            count=len(data.represented),
        )
    )
    for theme, messages in by_theme(data):
        yield Heading(2, voice.theme(theme))
        for message in messages:
            yield statement(data, voice, message)


def by_theme(data: Data) -> list[tuple[str | None, list[Record]]]:
    """Messages under each theme of the file, in its order; those without one last. Empty themes are left out."""
    known = [theme.id for theme in data.workshop.themes]
    under: dict[str | None, list[Record]] = {theme: [] for theme in (*known, None)}
    for message in data.key_messages:
        under[message["theme"] if message["theme"] in known else None].append(message)
    return [(theme, messages) for theme, messages in under.items() if messages]


def statement(data: Data, voice: Voice, message: Record) -> Quotation:
    """The original first, then what there is of it in the other languages."""
    _ = voice.phrases
    original = message["language"]
    order = [original, *(language for language in data.workshop.languages if language != original)]
    texts = tuple(
        Said(message[f"text_{language}"], language, _label(voice, language, language == original))
        for language in order
        if message.get(f"text_{language}")
    )
    return Quotation(
        texts,
        f"{voice.administration(message['administration'])} ({message['message_id']})",
        _standing(data, voice, message),
    )


def _label(voice: Voice, language: str, is_original: bool) -> str:
    _ = voice.phrases
    name = voice.language_name(language)
    return _("%(language)s, original", language=name) if is_original else _("%(language)s, translation", language=name)


def _standing(data: Data, voice: Voice, message: Record) -> str:
    """`Published; endorsements: 12; unanimous`"""
    _ = voice.phrases
    parts = [
        _(MESSAGE_STATUSES[message["status"]]),
        _("endorsements: %(count)s", count=message["endorsements"]),
    ]
    if data.is_unanimous(message):
        parts.append(_("unanimous"))
    if message["message_id"] in data.overridden:
        parts.append(_("published by override"))
    if message["on_behalf"]:
        parts.append(_("entered by the organisers on the administration’s behalf"))
    missing = [language for language in data.workshop.languages if not message.get(f"text_{language}")]
    if missing:
        names = voice.formats.joined([voice.language_name(language) for language in missing])
        parts.append(_("no translation (%(languages)s)", languages=names))
    return voice.opening(voice.listed(parts))
