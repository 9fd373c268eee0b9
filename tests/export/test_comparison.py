"""Two editions in one database: the report of the second compares it with the first, whose file was stored."""

import dataclasses
import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from bot.core.programme import Day, Theme, Workshop
from bot.export.document import Block, Document, Grid, Paragraph
from tests.export.builder import WorkshopDatabase, at, both, workshop
from tests.export.meeting import fill_with_meeting
from tests.export.test_article import reported, section

BEFORE = "acpi-2020"
SCALE = {"kind": "scale", "low": both("non", "no"), "high": both("oui", "yes")}
QUESTIONS: list[dict[str, Any]] = [
    {"id": "useful", "text": both("Utile ?", "Useful?"), **SCALE},
    {"id": "gone", "text": both("Du passé ?", "Of the past?"), **SCALE},
]


def session(id: str, start: str) -> dict[str, Any]:
    return {"id": id, "title": both(id, id), "start": start, "duration": "1h"}


FILE: dict[str, Any] = {
    "id": BEFORE,
    "timezone": "Europe/Brussels",
    "languages": ["fr", "en"],
    "title": both("Réunion de 2020", "Meeting of 2020"),
    "administrations": [
        {"code": code, "name": both(code, code), "language": "en", "timezone": "UTC"} for code in ("MW", "NP", "ZZ")
    ],
    "themes": [
        {"id": "transparency", "text": both("La transparence", "Transparency then")},
        {"id": "gone", "text": both("Du passé", "Of the past")},
    ],
    "days": [
        {"date": date(2020, 3, 16), "title": both("Jour 1", "Day 1"), "sessions": [session("opening", "11:00")]},
        {"date": date(2020, 3, 17), "title": both("Jour 2", "Day 2"), "sessions": [session("messages", "11:00")]},
    ],
    "key_messages": {"opens": "messages", "closes": "2020-03-17T18:00"},
    "evaluations": [
        {"id": "last", "title": both("Bilan", "Review"), "opens": "2020-03-17T12:00", "closes": "2020-03-18T12:00",
         "anonymous": False, "questions": QUESTIONS},
    ],
}  # fmt: skip


@pytest.fixture
def earlier(db: WorkshopDatabase) -> Iterator[WorkshopDatabase]:
    """The previous edition, in the same database: three people of two groups, one message, two responses."""
    earlier = WorkshopDatabase(db.path, BEFORE)
    earlier.held("opening", at(15, 10), at(15, 11))
    for name, code in (("Chikondi Banda", "MW"), ("Sita Gurung", "NP"), ("Zed", "ZZ")):
        who = earlier.person(name, code)
        if code != "ZZ":
            earlier.was_there(who, "opening", at(15, 10), at(15, 11))
    earlier.message("NP", 1, ("en", "Go on."))
    for response, marks in (("1", {"useful": 4, "gone": 1}), ("2", {"useful": 3, "gone": 1})):
        for question, value in marks.items():
            stored = {"evaluation": "last", "response": response, "question": question, "value": value}
            earlier.add("evaluation_answers", **stored, language="en")
    yield earlier
    earlier.close()


def keep(earlier: WorkshopDatabase, **changes: object) -> None:
    text = json.dumps({**FILE, **changes}, default=str)  # which is YAML too
    earlier._connection.execute("update workshops set file = ? where workshop = ?", (text, BEFORE))


def second(db: WorkshopDatabase) -> Workshop:
    return dataclasses.replace(fill_with_meeting(db), previous=BEFORE)


def compared(document: Document) -> list[Block]:
    assert document.sections[:2] == ["Draft article", "Compared with last time"]
    return section(document, 1)


def words(document: Document) -> str:
    (paragraph,) = (block for block in compared(document) if isinstance(block, Paragraph))
    return paragraph.text


def grid(document: Document) -> Grid:
    (found,) = (block for block in compared(document) if isinstance(block, Grid))
    return found


def test_both_editions_stand_side_by_side(db: WorkshopDatabase, earlier: WorkshopDatabase) -> None:
    keep(earlier)
    document = reported(db, second(db))
    assert words(document) == (
        "5 people from 3 administrations took part, compared with 2 people from 2 administrations last time."
        " 2 administrations took part both times. 2 key messages were put forward, compared with 1 last time. Theme"
        " raised both times: “Transparency”. The evaluation received 5 responses, compared with 2 last time."
        " On average, what was asked both times was rated 4.2 out of 5, compared with 3.5 last time."
    )
    table = grid(document)
    assert table.headers == ("Indicator", "16–17 March 2020", "15–17 March 2021")
    assert table.rows == (
        ("People who took part", "2", "5"),
        ("Administrations that took part", "2", "3"),
        ("Key messages", "1", "2"),
        ("Key messages on: Transparency", "1", "2"),
        ("Responses to the evaluation", "2", "5"),
        ("Average, from 1 to 5: The meeting was useful", "3.5", "4.2"),
    )


def test_what_one_edition_lacks_is_not_compared(db: WorkshopDatabase, earlier: WorkshopDatabase) -> None:
    keep(earlier, themes=[], evaluations=[])
    of = dataclasses.replace(second(db), themes=(Theme("new", both("Neuf", "New")),))
    document = reported(db, of)
    assert [row[0] for row in grid(document).rows][-1] == "Key messages"
    assert "evaluation" not in words(document)
    assert "raised" not in words(document)


def test_few_anonymous_responses_are_counted_alone(db: WorkshopDatabase, earlier: WorkshopDatabase) -> None:
    keep(earlier, evaluations=[{**FILE["evaluations"][0], "anonymous": True}])
    document = reported(db, second(db))
    assert "received 5 responses, compared with 2 last time." in words(document)
    assert "rated" not in words(document)


def test_the_same_again_is_said_so(db: WorkshopDatabase, earlier: WorkshopDatabase) -> None:
    keep(earlier)
    of = workshop(previous=BEFORE, days=(Day(1, date(2021, 3, 15), both("Jour", "Day"), workshop().sessions),))
    db.held("opening", at(15, 10), at(15, 11))
    for name, code in (("Awa", "ML"), ("Sita Gurung", "NP")):
        db.was_there(db.person(name, code), "opening", at(15, 10), at(15, 11))
    db.message("ML", 1, ("fr", "Encore."))
    assert words(reported(db, of)) == (
        "2 people from 2 administrations took part, as last time. 1 administration took part both times."
        " 1 key message was put forward, as last time. Theme raised both times: “Transparency”."
    )


@pytest.mark.parametrize("kept", [None, "id: acpi-2020\n", "{"])
def test_nothing_is_compared_with_an_edition_that_is_not_known(
    db: WorkshopDatabase, earlier: WorkshopDatabase, kept: str | None
) -> None:
    earlier._connection.execute("update workshops set file = ? where workshop = ?", (kept, BEFORE))
    assert "Compared with last time" not in reported(db, second(db)).sections
    assert "Compared with last time" not in reported(db, workshop(previous="never-there")).sections


def test_nothing_is_compared_before_anything_was_held(db: WorkshopDatabase, earlier: WorkshopDatabase) -> None:
    keep(earlier)
    assert "Compared with last time" not in reported(db, workshop(previous=BEFORE)).sections
