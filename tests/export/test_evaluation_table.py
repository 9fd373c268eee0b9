"""The content of the table of evaluations, compared with rows written by hand."""

import dataclasses
from datetime import timedelta
from typing import Any

from bot.core.programme import Workshop
from tests.export.builder import FINAL, NOW, WorkshopDatabase, workshop
from tests.export.reading import column, table


def test_an_anonymous_evaluation_is_empty_until_it_closes_and_below_five_responses(db: WorkshopDatabase) -> None:
    for number in range(4):
        db.evaluated(f"{number:032}", 3, "Hush")
    assert table(db, "evaluations") == []
    db.evaluated(f"{4:032}", 3)
    assert {row["language"] for row in table(db, "evaluations")} == {None}
    for closes, shown in ((NOW, 9), (NOW + timedelta(seconds=1), 0)):
        assert len(table(db, "evaluations", evaluating(closes=closes))) == shown


def test_of_a_named_evaluation_that_is_open_only_what_is_under_a_name_is_shown(db: WorkshopDatabase) -> None:
    db.evaluated("12", 4)
    db.evaluated(f"{1:064}", 1)  # of someone who was erased, or before the evaluation had names
    for closes, shown in ((NOW, 2), (NOW + timedelta(days=1), 1)):
        assert len(table(db, "evaluations", evaluating(closes=closes, anonymous=False))) == shown


def evaluating(**changes: Any) -> Workshop:
    return workshop(evaluations=(dataclasses.replace(FINAL, **changes),))


def test_anonymous_responses_are_numbered_anew_each_time(db: WorkshopDatabase) -> None:
    for number in range(20):
        db.evaluated(f"keyed-hash-{number}", 1 + number % 5, f"words {number}")
    rows = table(db, "evaluations")
    assert {row["response_id"] for row in rows} == {str(number) for number in range(1, 21)}
    pairs = {(row["response_id"], row["text"]) for row in rows if row["kind"] == "open"}
    again = {(row["response_id"], row["text"]) for row in table(db, "evaluations") if row["kind"] == "open"}
    assert pairs != again
    assert [row["question_id"] for row in rows[:4]] == ["useful", "next"] * 2


def test_named_responses_keep_their_ids(db: WorkshopDatabase) -> None:
    db.evaluated("12", 4)
    named = workshop(
        evaluations=(type(FINAL)("final", FINAL.title, FINAL.opens, FINAL.closes, False, FINAL.questions),)
    )
    assert column(table(db, "evaluations", named), "response_id", "value") == [("12", 4)]


def test_responses_to_an_evaluation_no_longer_in_the_file_are_kept_anonymous(db: WorkshopDatabase) -> None:
    for number in range(5):
        db.evaluated(str(10 + number), 4)
    rows = column(table(db, "evaluations", workshop(evaluations=())), "response_id", "kind")
    assert rows == [(str(number), None) for number in range(1, 6)]
