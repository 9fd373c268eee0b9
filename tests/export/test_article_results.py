"""The article's sentences on key messages and on the evaluation."""

import dataclasses

import pytest

from bot.core.programme import Theme
from tests.export.builder import WorkshopDatabase, at, both, workshop
from tests.export.meeting import UNANIMOUS, fill_with_meeting
from tests.export.test_article import article, gathered, paragraphs

THEMES = tuple(Theme(id, both(id.upper(), id.upper())) for id in "abcde")


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ("aabbcc", "The themes raised most often were “A”, “B” and “C”."),
        ("aabc", "The theme raised most often was “A”."),
        ("aabbc", "The themes raised most often were “A” and “B”."),
        ("ccbbbaadd", "Among the themes raised most often were “B”, “A” and “C”."),
        ("abcde", ""),
        ("-----", ""),
        ("zzz", ""),
    ],
)
def test_the_themes_most_spoken_of_are_named_without_false_sums(db: WorkshopDatabase, sent: str, sentence: str) -> None:
    data = gathered(db, dataclasses.replace(fill_with_meeting(db), themes=THEMES))
    message = {**data.key_messages[1], "status": "submitted", "endorsements": 0}
    messages = tuple({**message, "theme": None if theme == "-" else theme} for theme in sent)
    text = " ".join(paragraphs(dataclasses.replace(data, key_messages=messages)))
    told = f"In all, 1 administration put forward {len(sent)} key messages. {sentence}".strip()
    assert told in text
    assert ("raised most often" in text) == bool(sentence)


def test_a_message_is_not_quoted_before_it_is_cleared(db: WorkshopDatabase) -> None:
    _two_represented(db)
    db.message("MW", 1, ("en", UNANIMOUS))
    db.endorsed("MW", 1, "ML")
    assert "programme" not in " ".join(article(db, workshop()))


def test_without_unanimity_the_most_endorsed_is_quoted(db: WorkshopDatabase) -> None:
    _two_represented(db)
    db.message("NP", 1, ("en", "From afar"), status="cleared")
    db.endorsed("NP", 1, "ML")
    db.message("MW", 1, ("en", "Little known"), status="cleared")
    assert "The message with the widest support was “From afar”." in article(db, workshop())[-1]


@pytest.mark.parametrize("words", ["Two\nlines", "word " * 31], ids=["lines", "long"])
def test_what_does_not_fit_a_sentence_is_not_quoted(db: WorkshopDatabase, words: str) -> None:
    _two_represented(db)
    db.message("MW", 1, ("en", words.strip()), status="published")
    db.endorsed("MW", 1, "ML")
    assert article(db, workshop())[-1] == "In all, 1 administration put forward 1 key message."


def test_a_message_without_a_translation_is_left_to_its_own_language(db: WorkshopDatabase) -> None:
    _two_represented(db)
    db.message("MW", 1, ("en", UNANIMOUS), status="published")
    db.endorsed("MW", 1, "ML")
    assert "All stood behind" in article(db, workshop())[-1]
    assert article(db, workshop(), "fr")[-1] == "Au total, 1 message clé émane de 1 administration."


def test_one_administration_alone_is_not_unanimous(db: WorkshopDatabase) -> None:
    who = db.person("Chikondi Banda", "MW")
    db.held("opening", at(15, 10), at(15, 11))
    db.was_there(who, "opening", at(15, 10), at(15, 11))
    db.message("MW", 1, ("en", "On our own"), status="published")
    assert "On our own" not in " ".join(article(db, workshop()))


@pytest.mark.parametrize(
    ("marks", "sentence"),
    [
        (
            [4, 4, 4, 4, 5],
            "The meeting was well received: 5 people rated it 4.2 out of 5 on average.",
        ),
        ([1, 2, 3, 4, 5], "In the evaluation, 5 people rated the meeting 3.0 out of 5 on average."),
        ([1, 2], "The evaluation received 2 responses."),  # too few to be shown
    ],
)
def test_how_it_was_received_is_one_sentence(db: WorkshopDatabase, marks: list[int], sentence: str) -> None:
    _two_represented(db)
    for number, mark in enumerate(marks):
        db.evaluated(f"hash{number}", mark, "More time")
    assert article(db, workshop())[-1] == sentence


def _two_represented(db: WorkshopDatabase) -> None:
    db.held("opening", at(15, 10), at(15, 11))
    for name, code in (("Chikondi Banda", "MW"), ("Moussa Traoré", "ML")):
        db.was_there(db.person(name, code), "opening", at(15, 10), at(15, 11))


def test_messages_are_quoted_as_far_as_a_sentence_has_room(db: WorkshopDatabase) -> None:
    _two_represented(db)
    for number, words in enumerate(["Short one.", "word " * 25, "Another one.", "Third one."], 1):
        db.message("MW", number, ("en", words.strip()), status="published")
        db.endorsed("MW", number, "ML")
    quoted = article(db, workshop())[-1]
    assert "All stood behind these messages: “Short one” and “word word" in quoted
    assert "Another" not in quoted
