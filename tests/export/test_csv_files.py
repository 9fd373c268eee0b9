"""CSV as spreadsheets and RFC 4180 require it."""

import codecs
import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.csv_cells import harmless
from tests.export.builder import WorkshopDatabase, at
from tests.export.reading import as_csv, csv_rows

ARABIC = "الشفافية، ثم الثقة"


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+33 1 23", "'+33 1 23"),
        ("- more exchange", "'- more exchange"),
        ("@everyone", "'@everyone"),
        ("\tindented", "'\tindented"),
        ("\rreturned", "'\rreturned"),
        ("-5", "-5"),
        ("+3.5", "+3.5"),
        ("-1e9", "-1e9"),
        ("-5\n", "'-5\n"),
        ("-٥", "'-٥"),
        ("-", "'-"),
        ("more = better", "more = better"),
        ("＝1+1", "'＝1+1"),
        ("＋33", "'＋33"),
        ("－ more", "'－ more"),
        ("＠SUM(1)", "'＠SUM(1)"),
        ("a;=SUM(1)", "a;'=SUM(1)"),
        ("a;＝SUM(1);+1;b", "a;'＝SUM(1);'+1;b"),
        ("a;-5", "a;'-5"),  # the next cell would follow: -5,0+…
        ("a\t@SUM(1)", "a\t'@SUM(1)"),
        ("one\n- two\r\n- three", "one\n'- two\r\n'- three"),
        ("\r=1", "'\r'=1"),
        ('a;"=1+1"', 'a;\'"=1+1"'),
        (";=1", ";'=1"),
        ("a; b; c – d", "a; b; c – d"),
        ("one, two\nthree", "one, two\nthree"),
        ("", ""),
    ],
)
def test_what_a_spreadsheet_would_reckon_is_prefixed(text: str, cell: str) -> None:
    assert harmless(text) == cell


SIGNS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


def _line(*cells: str) -> str:
    row = io.StringIO(newline="")
    csv.writer(row).writerow(cells)
    return row.getvalue()


@given(st.lists(st.text(st.one_of(st.sampled_from(",;\"'\n\r\t =+-@＝"), st.characters(exclude_categories=["Cs"])))))
def test_no_separator_makes_a_formula_of_what_people_wrote(texts: list[str]) -> None:
    line = _line("id", *map(harmless, texts))
    for separator in ";\t":
        for row in csv.reader(io.StringIO(line, newline=""), delimiter=separator):
            assert [cell for cell in row if cell.startswith(SIGNS)] == []


@given(st.text(st.one_of(st.sampled_from(",;\"'\n\r\t =+-@＝"), st.characters(exclude_categories=["Cs"]))))
def test_nothing_is_added_but_apostrophes_and_nothing_is_lost(text: str) -> None:
    [[cell]] = csv.reader(io.StringIO(_line(harmless(text)), newline=""))
    assert cell.replace("'", "") == text.replace("'", "")


async def test_a_file_has_its_mark_its_line_ends_and_its_quotes(db: WorkshopDatabase) -> None:
    db.person('Anne "Nan" Phiri, 🇲🇼', "MW")
    file = (await as_csv(db))["participants.csv"]
    assert (
        file
        == codecs.BOM_UTF8
        + (
            "participant_id,name,administration,language,registered_at\r\n"
            '1,"Anne ""Nan"" Phiri, 🇲🇼",MW,en,2021-03-14T09:00:00Z\r\n'
        ).encode()
    )


async def test_line_breaks_within_a_text_are_kept(db: WorkshopDatabase) -> None:
    words = f"- one\n- two\r\n{ARABIC} 🤝"
    db.asked("expectations", "opening", {})
    db.answered("expectations", "1", text=words)
    header, row = csv_rows((await as_csv(db))["answers.csv"])
    assert row[header.index("text")] == f"'- one\n'- two\r\n{ARABIC} 🤝"


async def test_minutes_have_two_decimals_and_flags_are_words(db: WorkshopDatabase) -> None:
    who = db.person("Chikondi Banda", "MW")
    db.held("opening", at(15, 10), at(15, 11))
    db.was_there(who, "opening", at(15, 10), at(15, 10, 30), uncertain=True)
    header, row = csv_rows((await as_csv(db))["attendance.csv"])
    assert (row[header.index("minutes")], row[header.index("uncertain")]) == ("30.00", "true")


async def test_there_is_a_file_for_each_table(db: WorkshopDatabase) -> None:
    assert list(await as_csv(db)) == [
        "sessions.csv",
        "administrations.csv",
        "participants.csv",
        "attendance.csv",
        "prompts.csv",
        "answers.csv",
        "key_messages.csv",
        "evaluations.csv",
        "announcements.csv",
        "audit.csv",
    ]
