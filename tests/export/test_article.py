"""Every number of the article, against one reckoned from the exported tables by other means."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date, datetime

import pytest

from bot.core.programme import Workshop
from bot.export.document import Block, Document, Heading, Items, Paragraph, Quotation
from bot.export.report import report
from bot.export.report.report_locale import ReportLocale
from bot.export.store import ExportStore
from tests.export import expected_article
from tests.export.builder import NOW, WorkshopDatabase, at, both, workshop
from tests.export.meeting import UNANIMOUS, fill_with_meeting
from tests.export.reading import as_json


def reported(db: WorkshopDatabase, of: Workshop, language: str = "en", now: datetime = NOW) -> Document:
    with closing(sqlite3.connect(db.path)) as connection:
        return report(ExportStore.of(connection, of, now), language)


def section(document: Document, number: int) -> list[Block]:
    """The blocks of the report's section of that number, from 0, without its heading."""
    starts = [place for place, block in enumerate(document.blocks) if isinstance(block, Heading) and block.level == 1]
    starts.append(len(document.blocks))
    return list(document.blocks[starts[number] + 1 : starts[number + 1]])


def article(db: WorkshopDatabase, of: Workshop, language: str = "en") -> list[str]:
    """Its paragraphs and items, one a line; who is quoted, and in which words."""
    lines: list[str] = []
    for block in section(reported(db, of, language), 0):
        match block:
            case Paragraph(text=text):
                lines.append(text)
            case Items(items=items):
                lines.extend(items)
            case Quotation(texts=texts, source=source):
                lines.extend([source, *(said.text for said in texts)])
            case other:
                raise AssertionError(other)
    return lines


async def test_the_article_says_what_the_tables_hold(db: WorkshopDatabase) -> None:
    of = fill_with_meeting(db)
    labels = {("factor", "t"): "Transparency", ("factor", "a"): "Automation", ("factor", "c"): "Code of conduct"}
    lines = article(db, of)
    assert lines == expected_article.article(await as_json(db, of), of, labels)
    assert lines == [
        "On 15 March 2021, “A-CIP coordinators' meeting” brought together 5 people from 3 administrations,"
        " in French and in English. The work took 1 day and 2 sessions.",
        "Monday, 15 March 2021 was devoted to “Day 1”, with 5 people from 3 administrations:",
        "Opening.",
        "Lessons learned.",
        "The room was asked 3 questions, and gave 13 answers.",
        "To “Do you doubt?”, the answers average 3.3, from 1 (not at all) to 5 (very much); 6 answers.",
        "To “Where to begin?”, the most frequent answers were “Transparency” and “Automation” (each 2 of 4 answers).",
        "These questions were answered in writing; what was said is given further on:",
        "“Your expectations?”: 3 answers from 2 administrations.",
        "2 key messages came from 2 administrations. By theme: Transparency (2).",
        "1 message is unanimous (represented: 3 administrations):",
        "Malawi (MW-1)",
        UNANIMOUS,
        "Le programme est plus nécessaire que jamais.",
        "5 people filled in “Evaluation”.",
        "“The meeting was useful”: 4.2 on average, from 1 (not at all) to 5 (very much).",
    ]


def test_in_french_it_is_said_as_french_is(db: WorkshopDatabase) -> None:
    lead = article(db, fill_with_meeting(db), "fr")[0]
    assert "«\u00a0Réunion des coordonnateurs A-CPI\u00a0»" in lead
    assert lead.replace("\u00a0", " ") == (
        "Le 15 mars 2021, « Réunion des coordonnateurs A-CPI » a réuni 5 personnes de 3 administrations,"
        " en français et en anglais. Les travaux ont duré 1 journée et 2 séances."
    )


@pytest.mark.parametrize(
    ("first", "last", "english", "french"),
    [
        (date(2021, 3, 15), date(2021, 3, 15), "On 15 March 2021", "Le 15 mars 2021"),
        (date(2021, 3, 1), date(2021, 3, 3), "From 1 to 3 March 2021", "Du 1er au 3 mars 2021"),
        (date(2021, 3, 31), date(2021, 4, 1), "From 31 March to 1 April 2021", "Du 31 mars au 1er avril 2021"),
        (
            date(2020, 12, 31),
            date(2021, 1, 2),
            "From 31 December 2020 to 2 January 2021",
            "Du 31 décembre 2020 au 2 janvier 2021",
        ),
    ],
)
def test_a_period_is_told_as_people_do(first: date, last: date, english: str, french: str) -> None:
    of = workshop()
    said = [ReportLocale(of, language).period(first, last).replace("\u00a0", " ") for language in ("en", "fr")]
    assert said == [english, french]


async def test_nobody_is_named(db: WorkshopDatabase) -> None:
    document = reported(db, fill_with_meeting(db))
    words = repr(document)
    assert [name for name in ("Chikondi", "Never Seen", "Moussa", "Anne") if name in words] == []


def test_before_the_workshop_it_says_so(db: WorkshopDatabase) -> None:
    assert article(db, workshop()) == ["“A-CIP coordinators' meeting” has not begun."]


def test_a_message_is_not_quoted_before_it_is_cleared(db: WorkshopDatabase) -> None:
    _two_represented(db)
    db.message("MW", 1, ("en", UNANIMOUS))
    db.endorsed("MW", 1, "ML")
    assert UNANIMOUS not in article(db, workshop())


def test_without_unanimity_the_most_endorsed_is_quoted(db: WorkshopDatabase) -> None:
    _two_represented(db)
    db.message("NP", 1, ("en", "From afar"), status="cleared")
    db.endorsed("NP", 1, "ML")
    db.message("MW", 1, ("en", "Little known"), status="cleared")
    assert article(db, workshop())[-3:] == [
        "1 message was endorsed most, with 1 endorsement:",
        "Nepal (NP-1)",
        "From afar",
    ]


def test_one_administration_alone_is_not_unanimous(db: WorkshopDatabase) -> None:
    who = db.person("Chikondi Banda", "MW")
    db.held("opening", at(15, 10), at(15, 11))
    db.was_there(who, "opening", at(15, 10), at(15, 11))
    db.message("MW", 1, ("en", "On our own"), status="published")
    assert "On our own" not in article(db, workshop())


def test_authored_words_are_said_in_the_reports_language(db: WorkshopDatabase) -> None:
    of = fill_with_meeting(db)
    assert [
        both("Transparence", "Transparency")[language] in " ".join(article(db, of, language))
        for language in of.languages
    ] == [
        True,
        True,
    ]


def _two_represented(db: WorkshopDatabase) -> None:
    db.held("opening", at(15, 10), at(15, 11))
    for name, code in (("Chikondi Banda", "MW"), ("Moussa Traoré", "ML")):
        db.was_there(db.person(name, code), "opening", at(15, 10), at(15, 11))
