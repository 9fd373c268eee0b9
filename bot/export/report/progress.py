"""The progress on the key messages of the previous edition, as entered by organisers of this one."""

from collections.abc import Iterator

from bot.export.document import Block, Heading, Quotation, QuotedText
from bot.export.report.data import Data
from bot.export.report.report_locale import ReportLocale
from bot.export.vocabulary import PROGRESS_STATUSES
from bot.features.key_messages.progress_model import FollowedMessage


def progress(data: Data, _: ReportLocale) -> Iterator[Block]:
    """Each message with its progress, in the reader's language if it was translated."""
    if not data.followed:
        return
    yield Heading(1, _("What became of last time’s key messages"))
    for each in data.followed:
        yield _statement(_, each)


def _statement(_: ReportLocale, followed: FollowedMessage) -> Quotation:
    message, stands = followed.message, followed.progress
    assert stands is not None
    language = _.language if _.language in message.texts else message.language
    return Quotation(
        (QuotedText(message.texts[language], language),),
        f"{message.reference} · {_(PROGRESS_STATUSES[stands.status])}",
        stands.notes.get(_.language, ""),
    )
