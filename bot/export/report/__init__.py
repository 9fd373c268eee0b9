"""The report of a workshop: a draft article, then the results, then an annex with every answer.

It begins with the progress on the previous edition's key messages, if there is any, and compares both editions. All
data come from the exported tables and from the workshop file.
"""

from bot.export.document import NOTE, Contents, Document, Heading, Paragraph
from bot.export.report.answers import answers, every_answer
from bot.export.report.article import article
from bot.export.report.attendance import attendance
from bot.export.report.comparison import comparison
from bot.export.report.data import Data, gather
from bot.export.report.evaluation import evaluation, every_reply
from bot.export.report.key_messages import every_message, key_messages
from bot.export.report.method import method
from bot.export.report.programme import programme
from bot.export.report.progress import progress
from bot.export.report.report_locale import ReportLocale
from bot.export.store import ExportStore

RESULTS = (comparison, attendance, answers, key_messages, evaluation)
ANNEX = (programme, method, every_message, every_answer, every_reply)


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
    results = [block for section in RESULTS for block in section(data, _)]
    annex = [Heading(1, _("Annex")), *(block for part in ANNEX for block in part(data, _))]
    return Document(
        title=_.of(workshop.title),
        subtitle=_.dates(workshop.days[0].date, workshop.days[-1].date),
        language=_.language,
        blocks=(Paragraph(note, NOTE), *progress(data, _), *article(data, _), Contents(), *results, *annex),
        contents=_("Contents"),
    )
