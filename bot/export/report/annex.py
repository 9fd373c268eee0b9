"""The annex: the programme as it was held, how the figures were computed, then every key message and every answer."""

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
    for part in (programme, method, every_message, every_answer, every_reply):
        yield from part(data, _)
