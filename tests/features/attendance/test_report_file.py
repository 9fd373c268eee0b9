"""Reports of Zoom and KUDO: columns, languages, encodings, time zones, several rows a person, faults."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.core.csv_tables import MAX_BYTES
from bot.core.errors import BadFile, FileFault
from bot.features.attendance.model import TimeSpan
from bot.features.attendance.report_file import Report, read_report
from bot.features.attendance.report_model import Skipped
from bot.features.attendance.report_times import DateOrder, parse_time

BRUSSELS = ZoneInfo("Europe/Brussels")


def at(hour: int, minute: int = 0, second: int = 0) -> datetime:
    """On 5 March 2021, in UTC: in Brussels it is an hour later, and either number may be the month."""
    return datetime(2021, 3, 5, hour, minute, second, tzinfo=UTC)


SESSION = (at(10), at(11))


def read(text: str, encoding: str = "utf-8") -> Report:
    return read_report(text.encode(encoding), BRUSSELS, SESSION)


def spans(report: Report) -> dict[str, list[TimeSpan]]:
    return {each.name: each.spans for each in report.attendees}


ENGLISH = "Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest,In Waiting Room\r\n"
FRENCH = "Nom (nom original);Adresse e-mail de l’utilisateur;Heure d’arrivée;Heure de départ;Durée (minutes)\r\n"
MEETING = (
    "Meeting ID,Topic,Start Time,End Time,User Email,Duration (Minutes),Participants\r\n"
    "812 3456 7890,A-CIP,03/05/2021 10:45:00 AM,03/05/2021 12:10:00 PM,host@wco.org,85,50\r\n\r\n"
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_zoom_in_english_with_rows_about_the_meeting_above(encoding: str) -> None:
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
    assert report.attendees[0].rows == 3  # the waiting room does not count


def test_kudo_is_recognised_by_its_headings_and_interpreters_do_not_count() -> None:
    text = (
        "First Name\tLast Name\tEmail\tRole\tLogin Time\tLogout Time\n"
        "Awa\tDiarra\ta@x.ml\tParticipant\t2021-03-05T10:02:00Z\t2021-03-05T10:58:00Z\n"
        "Ines\tNeto\ti@x.org\tInterpreter\t2021-03-05T09:30:00Z\t2021-03-05T11:30:00Z\n"
    )
    report = read(text)
    assert spans(report) == {"Awa Diarra": [(at(10, 2), at(10, 58))]}
    assert (report.zone, report.skipped[Skipped.STAFF]) == (None, 1)


def test_times_without_a_zone_are_read_in_the_zone_that_fits_the_session() -> None:
    report = read("Name,Join Time,Leave Time\nAwa,2021-03-05 10:00:00,2021-03-05 11:00:00\n")
    assert spans(report) == {"Awa": [(at(10), at(11))]}
    assert report.zone == "UTC"


def test_times_without_a_date_are_those_of_the_day() -> None:
    report = read("Participant,Heure de connexion,Heure de déconnexion\nAwa,11:00,11:30:30\n")
    assert spans(report) == {"Awa": [(at(10), at(10, 30, 30))]}


def test_every_fault_is_named_with_its_line() -> None:
    text = ENGLISH + (
        "Fine,,03/05/2021 11:02:00 AM,03/05/2021 11:58:00 AM,56,No,No\r\n"
        '"Two\r\nlines",,soon,03/05/2021 11:58:00 AM,56,No,No\r\n'
        ",,03/05/2021 11:02:00 AM,03/05/2021 11:58:00 AM,56,No,No\r\n"
        "Never left,,03/05/2021 11:02:00 AM,,,No,No\r\n"
    )
    with pytest.raises(BadFile) as refused:
        read(text)
    assert refused.value.faults == [
        FileFault("not a time", "soon", 3),
        FileFault("no name", "", 5),
        FileFault("not a time", "", 6),
    ]


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", "empty"),
        (b"Name (Original Name),User Email,Total Duration (Minutes),Guest\nAwa,,56,Yes\n", "no times"),
        (b"one,two\n1,2\n", "no column"),
        (b"Name,Join Time,Leave Time\n", "empty"),
        (b"x" * (MAX_BYTES + 1), "too large"),
        (b"Name,Join Time,Leave Time\nAwa,2021-03-05 11:30:00,2021-03-05 11:00:00\n", "left before coming"),
    ],
)
def test_a_report_that_cannot_be_read_is_refused(content: bytes, fault: str) -> None:
    with pytest.raises(BadFile) as refused:
        read_report(content, BRUSSELS, SESSION)
    assert [each.what for each in refused.value.faults] == [fault]


@pytest.mark.parametrize(
    "text",
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
def test_times_are_parsed_as_people_and_products_write_them(text: str) -> None:
    parsed = parse_time(text)
    assert parsed is not None
    order = DateOrder.MONTH_FIRST if parsed.twelve_hour else DateOrder.DAY_FIRST
    month = 2 if "févr" in text else 3
    expected = datetime(2021, month, 5, 10, 2, tzinfo=UTC)
    assert parsed.instant(order, BRUSSELS, at(10).date()) - expected < timedelta(seconds=1)


@pytest.mark.parametrize("text", ["", "soon", "25:00", "5 smarch 2021 11:02", "2021-03-05", "99/99/2021 11:02"])
def test_other_text_is_no_time(text: str) -> None:
    assert parse_time(text) is None


@pytest.mark.parametrize(
    "row",
    [
        pytest.param("Awa,2021-03-05 11:00,,999999999999", id="more minutes than a date can hold"),
        pytest.param("Awa,2021-03-05 11:00,," + "9" * 400, id="more minutes than a float can hold"),
        pytest.param("Awa,0001-01-01 00:00+05,2021-03-05 11:00,", id="before the first year"),
        pytest.param("Awa,9999-12-31 23:59,,99", id="after the last year"),
        pytest.param("Awa,2021-03-05 11:00+99,2021-03-05 12:00,", id="an offset that does not exist"),
    ],
)
def test_impossible_times_are_faults_of_their_line(row: str) -> None:
    with pytest.raises(BadFile) as refused:
        read("Name,Join time,Leave time,Duration\n" + row)
    assert [(each.what, each.line) for each in refused.value.faults] == [("not a time", 2)]


def test_a_person_with_thousands_of_rows_counts_once() -> None:
    """20,000 rows of one name once took 15 seconds, because each was merged with all before it."""
    rows = "".join(
        f"Awa,2021-03-05 10:{n // 60:02}:{n % 60:02},2021-03-05 10:{n // 60:02}:{n % 60:02},\n" for n in range(3_600)
    )
    (awa,) = read("Name,Join time,Leave time,Duration\n" + rows * 5).attendees
    assert (awa.rows, len(awa.spans)) == (18_000, 3_600)
