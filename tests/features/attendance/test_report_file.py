"""Reports of Zoom and KUDO: columns, languages, encodings, clocks, several rows and devices a person, bad rows."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.core.csv_tables import LARGEST
from bot.core.errors import BadFile, Fault
from bot.features.attendance.model import Span
from bot.features.attendance.report_file import Report, read_report
from bot.features.attendance.report_times import DAY_FIRST, MONTH_FIRST, parse_moment

BRUSSELS = ZoneInfo("Europe/Brussels")


def at(hour: int, minute: int = 0, second: int = 0) -> datetime:
    """On 5 March 2021, in UTC: in Brussels it is an hour later, and either number may be the month."""
    return datetime(2021, 3, 5, hour, minute, second, tzinfo=UTC)


SESSION = (at(10), at(11))


def read(text: str, encoding: str = "utf-8") -> Report:
    return read_report(text.encode(encoding), BRUSSELS, SESSION)


def spans(report: Report) -> dict[str, list[Span]]:
    return {each.name: each.spans for each in report.attendees}


ENGLISH = "Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest,In Waiting Room\r\n"
FRENCH = "Nom (nom original);Adresse e-mail de l’utilisateur;Heure d’arrivée;Heure de départ;Durée (minutes)\r\n"
MEETING = (
    "Meeting ID,Topic,Start Time,End Time,User Email,Duration (Minutes),Participants\r\n"
    "812 3456 7890,A-CIP,03/05/2021 10:45:00 AM,03/05/2021 12:10:00 PM,host@wco.org,85,50\r\n\r\n"
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_zoom_in_english_with_the_meeting_above(encoding: str) -> None:
    row = "Chisomo Banda,c@mra.mw,03/05/2021 11:02:00 AM,03/05/2021 11:58:00 AM,56,No,No\r\n"
    report = read(MEETING + ENGLISH + row, encoding)
    assert spans(report) == {"Chisomo Banda": [(at(10, 2), at(10, 58))]}
    assert report.zone == "Europe/Brussels"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16-le"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_zoom_in_french_day_first(encoding: str, separator: str) -> None:
    text = FRENCH + "Élodie Traoré;;05/03/2021 11:00:00;05/03/2021 11:20:00;20\r\n"
    report = read(text.replace(";", separator), encoding)
    assert spans(report) == {"Élodie Traoré": [(at(10), at(10, 20))]}


def test_several_rows_and_devices_are_one_person_and_overlaps_count_once() -> None:
    rows = (
        "Awa,a@x.ml,2021-03-05 11:00:00,2021-03-05 11:20:00,20,No,No\r\n"
        "Awa,,2021-03-05 11:10:00,2021-03-05 11:30:00,20,No,No\r\n"
        "AWA,a@x.ml,2021-03-05 11:40:00,2021-03-05 11:50:00,10,No,No\r\n"
        "Awa,a@x.ml,2021-03-05 10:40:00,2021-03-05 10:50:00,10,No,Yes\r\n"
    )
    report = read(ENGLISH + rows)
    assert spans(report) == {"Awa": [(at(10), at(10, 30)), (at(10, 40), at(10, 50))]}
    assert report.rows == 3  # the waiting room is no presence


def test_kudo_by_what_its_headings_say_without_interpreters() -> None:
    text = (
        "First Name\tLast Name\tEmail\tRole\tLogin Time\tLogout Time\n"
        "Awa\tDiarra\ta@x.ml\tParticipant\t2021-03-05T10:02:00Z\t2021-03-05T10:58:00Z\n"
        "Ines\tNeto\ti@x.org\tInterpreter\t2021-03-05T09:30:00Z\t2021-03-05T11:30:00Z\n"
    )
    report = read(text)
    assert spans(report) == {"Awa Diarra": [(at(10, 2), at(10, 58))]}
    assert (report.zone, report.staff) == (None, 1)


def test_a_report_on_another_clock_is_read_on_the_one_that_fits_the_session() -> None:
    report = read("Name,Join Time,Leave Time\nAwa,2021-03-05 10:00:00,2021-03-05 11:00:00\n")
    assert spans(report) == {"Awa": [(at(10), at(11))]}
    assert report.zone == "UTC"


def test_hours_alone_are_those_of_the_day() -> None:
    report = read("Participant,Heure de connexion,Heure de déconnexion\nAwa,11:00,11:30:30\n")
    assert spans(report) == {"Awa": [(at(10), at(10, 30, 30))]}


def test_every_bad_row_is_named_by_its_line() -> None:
    text = ENGLISH + (
        "Fine,,03/05/2021 11:02:00 AM,03/05/2021 11:58:00 AM,56,No,No\r\n"
        '"Two\r\nlines",,soon,03/05/2021 11:58:00 AM,56,No,No\r\n'
        ",,03/05/2021 11:02:00 AM,03/05/2021 11:58:00 AM,56,No,No\r\n"
        "Never left,,03/05/2021 11:02:00 AM,,,No,No\r\n"
    )
    with pytest.raises(BadFile) as refused:
        read(text)
    assert refused.value.faults == [Fault("not a time", "soon", 3), Fault("no name", "", 5), Fault("not a time", "", 6)]


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "empty"),
        (b"Name (Original Name),User Email,Total Duration (Minutes),Guest\nAwa,,56,Yes\n", "no times"),
        (b"one,two\n1,2\n", "no column"),
        (b"Name,Join Time,Leave Time\n", "empty"),
        (b"x" * (LARGEST + 1), "too large"),
        (b"Name,Join Time,Leave Time\nAwa,2021-03-05 11:30:00,2021-03-05 11:00:00\n", "left before coming"),
    ],
)
def test_what_cannot_be_taken_in_is_said(content: bytes, what: str) -> None:
    with pytest.raises(BadFile) as refused:
        read_report(content, BRUSSELS, SESSION)
    assert [fault.what for fault in refused.value.faults] == [what]


@pytest.mark.parametrize(
    "words",
    [
        "03/05/2021 11:02:00 AM",
        "05/03/2021 11:02",
        "5.3.2021 11:02:00",
        "2021-03-05 11:02:00",
        "2021-03-05T11:02:00.123+01:00",
        "Mar 5, 2021 11:02 AM",
        "Friday, March 5, 2021 11:02:00 AM",
        "5 mars 2021 à 11:02",
        "vendredi 5 mars 2021 à 11h02",
        "5 févr. 2021 11:02",
        "2021-03-05 11:02:00 (UTC+1)",
        "2021-03-05 10:02:00 GMT",
    ],
)
def test_times_as_people_and_products_write_them(words: str) -> None:
    moment = parse_moment(words)
    assert moment is not None
    order = MONTH_FIRST if moment.by_halves else DAY_FIRST
    month = 2 if "févr" in words else 3
    expected = datetime(2021, month, 5, 10, 2, tzinfo=UTC)
    assert moment.instant(order, BRUSSELS, at(10).date()) - expected < timedelta(seconds=1)


@pytest.mark.parametrize("words", ["", "soon", "25:00", "5 smarch 2021 11:02", "2021-03-05", "99/99/2021 11:02"])
def test_what_is_no_time(words: str) -> None:
    assert parse_moment(words) is None
