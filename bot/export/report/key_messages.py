"""Key messages: the number for each theme, those that all supported, and each one in all its languages."""

from collections.abc import Iterator, Sequence

from bot.export.document import INTRO, Block, Grid, Heading, Paragraph, Quotation, QuotedText
from bot.export.report.attendance_data import Record
from bot.export.report.data import Data
from bot.export.report.report_locale import ReportLocale
from bot.export.vocabulary import MESSAGE_STATUSES
from bot.i18n import group_word

SHOWN = 5
"""The results show at most this many of the most supported messages. The annex has all."""


def key_messages(data: Data, _: ReportLocale) -> Iterator[Block]:
    """The number of messages for each theme, and those with the widest support."""
    if not data.key_messages:
        return
    yield Heading(1, _("Key messages"))
    yield _themes(data, _)
    chosen = [message for message in data.key_messages if data.is_unanimous(message)]
    heading = _("What all stood behind")
    if not chosen:
        chosen, heading = most_endorsed(data.key_messages)[:SHOWN], _("What had the widest support")
    if chosen:
        yield Heading(2, heading)
        yield Paragraph(_unanimity(data, _), INTRO)
        for message in chosen:
            yield statement(data, _, message)


def _themes(data: Data, _: ReportLocale) -> Grid:
    rows = [(_.theme(theme), messages) for theme, messages in by_theme(data)]
    return Grid(
        _("Key messages by theme"),
        (_("Theme"), _("Messages"), group_word.many(_, _.workshop)),
        tuple(
            (name, str(len(messages)), str(len({message["administration"] for message in messages})))
            for name, messages in [*rows, (_("Total"), data.key_messages)]
        ),
        frozenset({1, 2}),
    )


def _unanimity(data: Data, _: ReportLocale) -> str:
    return _(
        "A message is unanimous when every group represented in a session stands behind it, the one that "
        "wrote it included. Groups represented: %(count)s.",
        count=len(data.represented),
    )


def every_message(data: Data, _: ReportLocale) -> Iterator[Block]:
    """The original and its translations, by theme."""
    if not data.key_messages:
        return
    yield Heading(2, _("Every key message"))
    for theme, messages in by_theme(data):
        if data.workshop.themes:
            yield Heading(3, _.theme(theme))
        for message in messages:
            yield statement(data, _, message)


def most_endorsed(messages: Sequence[Record]) -> list[Record]:
    """The messages with the most endorsements; none if there are none."""
    most = max((message["endorsements"] for message in messages), default=0)
    return [message for message in messages if most and message["endorsements"] == most]


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
        _status_line(data, _, message),
    )


def _label(_: ReportLocale, language: str, is_original: bool) -> str:
    name = _.language_name(language)
    return _("%(language)s, original", language=name) if is_original else _("%(language)s, translation", language=name)


def _status_line(data: Data, _: ReportLocale, message: Record) -> str:
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
