"""`run.py init --agenda`: the days and sessions of a workshop from the spreadsheet that organisers have."""

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.new_workshop.sheets import HEADINGS, csv, faults, init, written, xlsx

DAY = date(2027, 3, 15)
ON = "2027-03-15,9:00,10:00"


def test_a_workbook_with_dates_and_times_of_excel(tmp_path: Path) -> None:
    agenda = xlsx(
        tmp_path / "agenda.xlsx",
        ("Réunion annuelle",),
        ("Date", "Start", "End", "Duration", "title_fr", "title_en", "description_fr", "description_en", "kind"),
        (DAY, time(9, 30), time(10, 30), None, "Ouverture", "Opening", "Mot\nd’accueil", "Welcome", "session"),
        (None, "10h30", None, 15, "Pause", "Break", None, None, "break"),
        (),
        ("2027-03-17", "9:30", None, "1h30", "Clôture", "Closing", None, None, None),
    )
    workshop = written(tmp_path, agenda, timezone="Europe/Lisbon")
    assert workshop.languages == ("fr", "en")
    assert [day.date for day in workshop.days] == [date(2027, 3, 15), date(2027, 3, 17)]
    opening, closing = workshop.sessions
    assert (opening.id, opening.start, opening.duration) == (
        "d1-ouverture",
        datetime(2027, 3, 15, 9, 30, tzinfo=UTC),
        timedelta(hours=1),
    )
    assert dict(opening.description or {}) == {"fr": "Mot\nd’accueil", "en": "Welcome"}
    assert closing.duration == timedelta(minutes=90)
    assert [(each.id, each.duration) for each in workshop.breaks] == [("d1-pause", timedelta(minutes=15))]
    assert workshop.evaluations[0].opens == closing.id


def test_a_csv_of_french_excel(tmp_path: Path) -> None:
    agenda = csv(
        tmp_path / "agenda.csv",
        "date;début;fin;titre_fr;titre_en;intervenants;type",
        '2027-03-15;9h30;10h30;Été à l’œuvre;"Summer; at work";'
        '"Ana Dias (OMS, Genève); João Silva\nÉlodie, la cheffe";séance',
        "2027-03-15;10:30;11:00;Pause;Break;;pause",
        encoding="cp1252",
    )
    workshop = written(tmp_path, agenda)
    (session,) = workshop.sessions
    assert dict(session.title) == {"fr": "Été à l’œuvre", "en": "Summer; at work"}
    assert session.speakers == ("Ana Dias (OMS, Genève)", "João Silva", "Élodie, la cheffe")
    assert len(workshop.breaks) == 1


@pytest.mark.parametrize(
    ("written_length", "minutes"),
    [
        (45, 45),
        (45.0, 45),
        ("45", 45),
        ("30m", 30),
        ("1h30", 90),
        ("1h30m", 90),
        ("2h", 120),
        ("90 min", 90),
        (time(1, 15), 75),
        (timedelta(hours=2), 120),
        ("0:50", 50),
    ],
)
def test_durations(tmp_path: Path, written_length: Any, minutes: int) -> None:
    agenda = xlsx(
        tmp_path / "a.xlsx", ("date", "start", "duration", "title_en"), (DAY, "9:00", written_length, "Opening")
    )
    assert written(tmp_path, agenda).sessions[0].duration == timedelta(minutes=minutes)


def test_any_order_and_any_script(tmp_path: Path) -> None:
    agenda = xlsx(
        tmp_path / "a.xlsx",
        HEADINGS,
        ("2027-03-16", "9:00", "10:00", "البرنامج", "\u200fالبرنامج"),
        ("2027-03-15", "11:00", "12:00", "Même", "Same"),
        ("2027-03-15", "9:00", "10:00", "Même", "Same"),
    )
    workshop = written(tmp_path, agenda)
    assert [session.id for session in workshop.sessions] == ["d1-meme", "d1-meme--2", "d2-2"]
    assert workshop.sessions[2].title["en"] == "البرنامج"


def test_the_options_win(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    agenda = xlsx(
        tmp_path / "a.xlsx",
        HEADINGS,
        (DAY, "9:00", "10:00", "Un", "One"),
        ("2027-03-17", "9:00", "10:00", "Deux", "Two"),
    )
    workshop = written(tmp_path, agenda, languages=("en",), first_day="2028-01-10")
    assert (workshop.languages, [day.date for day in workshop.days]) == (
        ("en",),
        [date(2028, 1, 10), date(2028, 1, 12)],
    )
    assert init(tmp_path / "other", "--agenda", agenda, "--days", "3") == 2
    assert capsys.readouterr().err == "--days: the agenda has 2 days; leave it out\n"


def test_every_fault_is_told_at_once_and_nothing_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    agenda = xlsx(
        tmp_path / "a.xlsx",
        (*HEADINGS, "duration", "kind", "speakers"),
        ("04/03/2027", "9:00", "10:00", "Un", "One", None, None, None),
        (DAY, "soon", "10:00", "Deux", "Two", None, None, None),
        (DAY, "11:00", "10:00", "Trois", "Three", None, None, None),
        (DAY, "12:00", "13:00", "Quatre", None, None, None, None),
        (DAY, "13:00", "14:00", "=A1", "Five", None, None, None),
        (DAY, "14:00", None, "Six", "Six", "long", "meal", None),
        (DAY, "15:00", "16:00", "Sept", "Seven", None, None, "x" * 101),
        (DAY, "15:30", "16:30", "Huit", "Eight", None, None, None),
        (DAY, "17:00", "18:00", "Neuf " * 12, "Nine " * 12, 30, None, None),
        (DAY, "18:00", "19:00", "Dix " * 26, "Ten", None, None, None),
    )
    assert faults(agenda) == [
        "a.xlsx, row 2, column date: `04/03/2027` may be one of two days; write it as `2027-03-15`",
        "a.xlsx, row 3, column start: `soon` is not a time of day; write it as `9:30`",
        "a.xlsx, row 4, column end: the end, 10:00, is not after the start, 11:00; correct it; past midnight, leave it "
        "empty and write `duration`",
        "a.xlsx, row 5, column title_en: the text in `en` is missing; write it",
        "a.xlsx, row 6, column title_fr: the cell holds a formula, and the file not its result; write the value itself",
        "a.xlsx, row 7, column duration: `long` is not a duration; write minutes such as `45`, or `1h30`",
        "a.xlsx, row 7, column kind: `meal` is not known here; choose one of `session`, `break`",
        "a.xlsx, row 8, column speakers: the text has 101 characters; shorten it to 100",
        "a.xlsx, row 9, column start: it begins before row 8 ends, at 16:00; begin it later, or shorten the other",
        "a.xlsx, row 10, column duration: `30` does not lead to the end, 18:00; correct one of them, or leave one "
        "empty",
        "a.xlsx, row 11, column title_fr: the text in `fr` has 103 characters; shorten it to 100, which is what "
        "fits as the name of a scheduled event",
    ]
    assert init(tmp_path / "new", "--agenda", agenda) == 2
    assert capsys.readouterr().err.count("\n") == 11
    assert not (tmp_path / "new").exists()


def test_three_hundred_rows(tmp_path: Path) -> None:
    rows = [(DAY + timedelta(days=n // 12), f"{8 + n % 12}:00", 45, f"Talk {n}") for n in range(300)]
    headings = ("date", "start", "duration", "title_en")
    assert faults(xlsx(tmp_path / "a.xlsx", headings, *rows)) == [
        "a.xlsx, row 1: there are 300 sessions; keep to 100, which is how many scheduled events Discord takes"
    ]
    breaks = [(*row, "break" if n % 3 else "session") for n, row in enumerate(rows)]
    workshop = written(tmp_path, xlsx(tmp_path / "a.xlsx", (*headings, "kind"), *breaks))
    assert (len(workshop.sessions), len(workshop.breaks), len(workshop.days)) == (100, 200, 25)


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (["day,start,end,title_en", f"{ON},One"], "row 1: the column `date` is missing; "),
        (["date,start,title_en", "2027-03-15,9:00,One"], "row 1: there is neither a column `end` nor `duration`; "),
        (["date,start,end,title", f"{ON},One"], "row 1: there is no column with titles; "),
        (["date,start,end,title_xx", f"{ON},One"], "row 1, column title_xx: there is no catalogue"),
        (["date,start,end,title_en"], "row 1: there is no row below the headings; "),
        ([], "the file is empty; "),
        (["date,start,end,title_en", ",9:00,10:00,One"], "row 2, column date: the date is missing; "),
        (["date,start,end,title_en", "2027-03-28,2:30,4:00,One"], "row 2, column start: 2027-03-28 02:30 never comes"),
        (["date,start,end,title_en,kind", f"{ON},One,break"], "row 2, column date: the day has breaks only"),
    ],
)
def test_what_is_missing(tmp_path: Path, lines: list[str], told: str) -> None:
    found = faults(csv(tmp_path / "a.csv", *lines))
    assert found[0].removeprefix("a.csv").lstrip(":, ").startswith(told)


def test_what_is_no_spreadsheet(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"PK\x03\x04 and nothing more")
    (tmp_path / "a.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0\1" * 300)
    assert faults(tmp_path / "a.xlsx", tmp_path / "a.xls") == [
        "a.xlsx: this is no CSV or XLSX file; save it as CSV or XLSX, below 1 MB",
        "a.xls: this is no CSV or XLSX file; save it as CSV or XLSX, below 1 MB",
    ]
    assert init(tmp_path / "new", "--agenda", tmp_path / "none.csv") == 2
    assert "none.csv could not be read: " in capsys.readouterr().err
