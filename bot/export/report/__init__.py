"""The report of a workshop: a draft article, then the results, then an annex with every answer.

It begins with the progress on the previous edition's key messages, if there is any, and compares both editions. All
data come from the exported tables and from the workshop file.
"""

from bot.export.document import NOTE, Contents, Document, Paragraph
from bot.export.report.annex import annex
from bot.export.report.answers import answers
from bot.export.report.article import article
from bot.export.report.attendance import attendance
from bot.export.report.comparison import comparison
from bot.export.report.data import Data, gather
from bot.export.report.evaluation import evaluation
from bot.export.report.key_messages import key_messages
from bot.export.report.progress import progress
from bot.export.report.report_locale import ReportLocale
from bot.export.store import ExportStore

AFTER_THE_ARTICLE = (comparison, attendance, answers, key_messages, evaluation, annex)


def report(store: ExportStore, language: str) -> Document:
    """Compose the report in `language`."""
    return compose(gather(store), ReportLocale(store.workshop, language))


def compose(data: Data, _: ReportLocale) -> Document:
    """Compose the document; a pure function of the data and the language."""
    workshop = data.workshop
    note = _(
        "Draft report, written from the data recorded up to %(moment)s (%(zone)s)."
        " Read it over before it is published.",
        moment=f"{_.formats.full_date(data.now)}, {_.formats.time(data.now)}",
        zone=_.formats.place(),
    )
    rest = [block for section in AFTER_THE_ARTICLE for block in section(data, _)]
    return Document(
        title=_.of(workshop.title),
        subtitle=_.dates(workshop.days[0].date, workshop.days[-1].date),
        language=_.language,
        blocks=(Paragraph(note, NOTE), *progress(data, _), *article(data, _), Contents(), *rest),
        contents=_("Contents"),
    )
