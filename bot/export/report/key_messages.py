"""Key messages by theme: the original, its translations and the status."""

from collections.abc import Iterator

from bot.export.document import Block, Heading, Paragraph, Quotation, QuotedText
from bot.export.report.attendance_data import Record
from bot.export.report.data import Data
from bot.export.report.report_locale import MESSAGE_STATUSES, ReportLocale


def key_messages(data: Data, _: ReportLocale) -> Iterator[Block]:
    if not data.key_messages:
        return
    yield Heading(1, _("Key messages"))
    yield Paragraph(
        _(
            "A message is unanimous when every group represented in a session stands behind it, the one that "
            "wrote it included. Groups represented: %(count)s.",
            count=len(data.represented),
        )
    )
    for theme, messages in by_theme(data):
        if data.workshop.themes:
            yield Heading(2, _.theme(theme))
        for message in messages:
            yield statement(data, _, message)


def by_theme(data: Data) -> list[tuple[str | None, list[Record]]]:
    """Each theme of the file that has messages, in the file's order; messages without a theme last."""
    known = [theme.id for theme in data.workshop.themes]
    under: dict[str | None, list[Record]] = {theme: [] for theme in (*known, None)}
    for message in data.key_messages:
        under[message["theme"] if message["theme"] in known else None].append(message)
    return [(theme, messages) for theme, messages in under.items() if messages]


def statement(data: Data, _: ReportLocale, message: Record) -> Quotation:
    """The original first, then its translations."""
    original = message["language"]
    order = [original, *(language for language in data.workshop.languages if language != original)]
    texts = tuple(
        QuotedText(message[f"text_{language}"], language, _label(_, language, language == original))
        for language in order
        if message.get(f"text_{language}")
    )
    return Quotation(
        texts,
        f"{_.administration(message['administration'])} ({message['message_id']})",
        _standing(data, _, message),
    )


def _label(_: ReportLocale, language: str, is_original: bool) -> str:
    name = _.language_name(language)
    return _("%(language)s, original", language=name) if is_original else _("%(language)s, translation", language=name)


def _standing(data: Data, _: ReportLocale, message: Record) -> str:
    """`Published; endorsements: 12; unanimous`"""
    parts = [
        _(MESSAGE_STATUSES[message["status"]]),
        _("endorsements: %(count)s", count=message["endorsements"]),
    ]
    if data.is_unanimous(message):
        parts.append(_("unanimous"))
    if message["message_id"] in data.overridden:
        parts.append(_("published before full approval"))
    if message["on_behalf"]:
        parts.append(_("entered by the organisers on the group’s behalf"))
    missing = [language for language in data.workshop.languages if not message.get(f"text_{language}")]
    if missing:
        names = _.formats.joined([_.language_name(language) for language in missing])
        parts.append(_("no translation (%(languages)s)", languages=names))
    return _.opening(_.listed(parts))
