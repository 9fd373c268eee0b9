"""The annex: the programme as it was held, every answer, every key message, and how the figures were made."""

from collections.abc import Iterator

from bot.export.document import Block, Heading
from bot.export.report.answers import every_answer
from bot.export.report.data import Data
from bot.export.report.evaluation import every_reply
from bot.export.report.key_messages import every_message
from bot.export.report.method import method
from bot.export.report.programme import programme
from bot.export.report.report_locale import ReportLocale


def annex(data: Data, _: ReportLocale) -> Iterator[Block]:
    yield Heading(1, _("Annex"))
    for part in (programme, every_answer, every_message, every_reply, method):
        yield from part(data, _)
