"""The report of a workshop: a draft article, then what it rests on. It says nothing that the tables do not."""

from __future__ import annotations

from bot.export.document import NOTE, Document, Paragraph
from bot.export.report.answers import answers
from bot.export.report.article import article
from bot.export.report.attendance import attendance
from bot.export.report.data import Data, gather
from bot.export.report.evaluation import evaluation
from bot.export.report.key_messages import key_messages
from bot.export.report.method import method
from bot.export.report.programme import programme
from bot.export.report.voice import Voice
from bot.export.store import ExportStore

SECTIONS = (article, programme, attendance, answers, key_messages, evaluation, method)


def report(store: ExportStore, language: str) -> Document:
    """The report of what `store` holds, in `language`."""
    return compose(gather(store), Voice(store.workshop, language))


def compose(data: Data, voice: Voice) -> Document:
    """The document: a pure function of the data and of the language."""
    _ = voice.phrases
    workshop = data.workshop
    note = _(
        "Draft report, written from the data recorded up to %(moment)s (%(zone)s)."
        " Read it over before it is published.",
        moment=f"{voice.formats.full_date(data.now)}, {voice.formats.time(data.now)}",
        zone=voice.formats.place(),
    )
    blocks = [block for section in SECTIONS for block in section(data, voice)]
    return Document(
        title=voice.of(workshop.title),
        subtitle=voice.dates(workshop.days[0].date, workshop.days[-1].date),
        language=voice.language,
        blocks=(Paragraph(note, NOTE), *blocks),
        contents=_("Contents"),
    )
