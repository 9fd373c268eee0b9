"""Every number of the article, against one reckoned from the exported tables by other means."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Mapping
from contextlib import closing
from datetime import datetime
from statistics import fmean

from bot.domain.programme import Workshop
from bot.export.document import Block, Document, Heading, Items, Paragraph, Quotation
from bot.export.report import report
from bot.export.tables.source import Source
from tests.export.builder import NOW, Book, at, both, workshop
from tests.export.meeting import UNANIMOUS, hold
from tests.export.reading import Records, as_json

THERE = ("present", "late", "partial")


def reported(book: Book, of: Workshop, language: str = "en", now: datetime = NOW) -> Document:
    with closing(sqlite3.connect(book.path)) as connection:
        return report(Source.of(connection, of, now), language)


def section(document: Document, number: int) -> list[Block]:
    """The blocks of the report's section of that number, from 0, without its heading."""
    starts = [place for place, block in enumerate(document.blocks) if isinstance(block, Heading) and block.level == 1]
    starts.append(len(document.blocks))
    return list(document.blocks[starts[number] + 1 : starts[number + 1]])


def article(book: Book, of: Workshop, language: str = "en") -> list[str]:
    """Its paragraphs and items, one a line; who is quoted, and in which words."""
    lines: list[str] = []
    for block in section(reported(book, of, language), 0):
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


def took_part(tables: Mapping[str, Records], *sessions: str) -> str:
    rows = [row for row in tables["attendance"] if row["status"] in THERE and row["session_id"] in sessions]
    people = len({row["participant_id"] for row in rows})
    return f"{people} people from {len({row['administration'] for row in rows})} administrations"


async def test_the_article_says_what_the_tables_hold(book: Book) -> None:
    of = hold(book)
    tables = await as_json(book, of)
    sessions = [row["session_id"] for row in tables["sessions"] if row["actual_start"]]
    picks = Counter(
        id for row in tables["answers"] if row["option_ids"] for id in str(row["option_ids"]).split(";")
    ).most_common()
    factor = sum(row["prompt_id"] == "factor" for row in tables["answers"])
    doubts = [row["value"] for row in tables["answers"] if row["prompt_id"] == "doubts"]
    authors = {row["administration"] for row in tables["key_messages"]}
    useful = [row["value"] for row in tables["evaluations"] if row["question_id"] == "useful"]
    responses = {row["response_id"] for row in tables["evaluations"]}
    assert picks[0][1] == picks[1][1]
    assert article(book, of) == [
        f"“A-CIP coordinators' meeting” brought together {took_part(tables, *sessions)}, in French and English."
        f" The work took 1 day (15 March 2021) and {len(sessions)} sessions.",
        f"Monday, 15 March 2021, “Day 1”: {took_part(tables, *sessions)}.",
        f"Opening ({took_part(tables, 'opening')}).",
        f"Lessons learned ({took_part(tables, 'lessons')}).",
        f"{len(tables['prompts'])} prompts were put to the room, which gave {len(tables['answers'])} answers.",
        f"Do you doubt? — {fmean(doubts):.1f} on average, from 1 (not at all) to 5 (very much),"
        f" over {len(doubts)} answers.",
        f"Where to begin? — Picked most often: “Transparency” and “Automation” ({picks[0][1]} of {factor} answers).",
        f"{len(authors)} administrations submitted {len(tables['key_messages'])} key messages."
        f" By theme: Transparency ({sum(row['theme'] == 'transparency' for row in tables['key_messages'])}).",
        "1 message is supported by every administration represented:",
        "Malawi (MW-1)",
        UNANIMOUS,
        "Le programme est plus nécessaire que jamais.",
        f"{len(responses)} people answered “Evaluation”.",
        f"The meeting was useful — {fmean(useful):.1f} on average, from 1 (not at all) to 5 (very much).",
    ]
    assert took_part(tables, "opening") == "5 people from 3 administrations"
    assert took_part(tables, "lessons") == "3 people from 2 administrations"


async def test_nobody_is_named(book: Book) -> None:
    document = reported(book, hold(book))
    words = repr(document)
    assert [name for name in ("Chikondi", "Never Seen", "Moussa", "Anne") if name in words] == []


def test_before_the_workshop_it_says_so(book: Book) -> None:
    assert article(book, workshop()) == ["“A-CIP coordinators' meeting” has not begun."]


def test_a_message_is_not_quoted_before_it_is_cleared(book: Book) -> None:
    _two_represented(book)
    book.message("MW", 1, ("en", UNANIMOUS))
    book.endorsed("MW", 1, "ML")
    assert UNANIMOUS not in article(book, workshop())


def test_without_unanimity_the_most_endorsed_is_quoted(book: Book) -> None:
    _two_represented(book)
    book.message("NP", 1, ("en", "From afar"), status="cleared")
    book.endorsed("NP", 1, "ML")
    book.message("MW", 1, ("en", "Little known"), status="cleared")
    assert article(book, workshop())[-3:] == [
        "1 message was endorsed most, with 1 endorsement:",
        "Nepal (NP-1)",
        "From afar",
    ]


def test_one_administration_alone_is_not_unanimous(book: Book) -> None:
    who = book.person("Chikondi Banda", "MW")
    book.held("opening", at(15, 10), at(15, 11))
    book.was_there(who, "opening", at(15, 10), at(15, 11))
    book.message("MW", 1, ("en", "On our own"), status="published")
    assert "On our own" not in article(book, workshop())


def test_authored_words_are_said_in_the_reports_language(book: Book) -> None:
    of = hold(book)
    assert [
        both("Transparence", "Transparency")[language] in " ".join(article(book, of, language))
        for language in of.languages
    ] == [
        True,
        True,
    ]


def _two_represented(book: Book) -> None:
    book.held("opening", at(15, 10), at(15, 11))
    for name, code in (("Chikondi Banda", "MW"), ("Moussa Traoré", "ML")):
        book.was_there(book.person(name, code), "opening", at(15, 10), at(15, 11))
