"""Reports as the products write them: several tables in a file, several languages, and every line accounted for."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.features.attendance.model import TimeSpan
from bot.features.attendance.report_file import Report, read_report
from bot.features.attendance.report_model import Skipped

BRUSSELS = ZoneInfo("Europe/Brussels")


def at(hour: int, minute: int = 0, second: int = 0) -> datetime:
    """On 22 March 2021, in UTC: in Brussels it is an hour later."""
    return datetime(2021, 3, 22, hour, minute, second, tzinfo=UTC)


SESSION = (at(10), at(11))
ZOOM_WEBINAR = """Attendee Report
Report Generated:,"03/23/2021 08:00:00 AM"
Topic,Webinar ID,Actual Start Time,Actual Duration (minutes),# Registered,# Cancelled,Unique Viewers,Total Users
A-CIP,812 3456 7890,03/22/2021 10:45:00 AM,85,5,0,3,5
Host Details,
User Name (Original Name),Email,Join Time,Leave Time,Time in Session (minutes),Is Guest,Country/Region Name
Secretariat,host@wco.org,03/22/2021 10:45:00 AM,03/22/2021 12:10:00 PM,85,No,Belgium
Panelist Details,
User Name (Original Name),Email,Join Time,Leave Time,Time in Session (minutes),Is Guest,Country/Region Name
Chisomo (Chisomo Banda),c@mra.mw,03/22/2021 11:02:00 AM,03/22/2021 11:58:00 AM,56,Yes,Malawi
Attendee Details,
Attended,User Name (Original Name),First Name,Last Name,Email,Registration Time,Approval Status,Join Time,Leave Time,Time in Session (minutes),Is Guest,Country/Region Name
Yes,Awa's iPad,Awa,Diarra,a@x.ml,03/01/2021 09:00:00 AM,approved,03/22/2021 11:00:00 AM,03/22/2021 11:10:00 AM,10,Yes,Mali
Yes,Awa's iPad,Awa,Diarra,a@x.ml,03/01/2021 09:00:00 AM,approved,03/22/2021 11:15:00 AM,03/22/2021 11:30:00 AM,15,Yes,Mali
No,--,Moussa,Larriva,m@x.ne,03/01/2021 09:00:00 AM,approved,--,--,--,--,--
No,Participant,Participant,Larriva,,,,--,--,--,--,--
Yes,Ines Neto,Ines,Neto,i@x.ao,03/01/2021 09:00:00 AM,approved,--,--,--,--,--
Other Attended
User Name,Join Time,Leave Time,Time in Session (minutes),Country/Region Name
Phone user 1,03/22/2021 11:05:00 AM,03/22/2021 11:20:00 AM,15,Niger
"""  # noqa: E501
TEAMS = """1. Summary
Meeting title\tA-CIP
Attended participants\t2
Start time\t3/22/21, 10:55:17 AM
End time\t3/22/21, 12:01:47 PM
Meeting duration\t1h 6m 30s

2. Participants
Name\tFirst Join\tLast Leave\tIn-Meeting Duration\tEmail\tParticipant ID (UPN)\tRole
Diarra, Awa\t3/22/21, 11:00:00 AM\t3/22/21, 11:40:00 AM\t20m 0s\ta@x.ml\ta@x.ml\tPresenter
Chisomo Banda (Guest)\t3/22/21, 11:02:10 AM\t3/22/21, 11:58:00 AM\t55m 50s\t\t\tAttendee
Only Summed\t3/22/21, 11:05:00 AM\t3/22/21, 11:06:00 AM\t1m\to@x.org\to@x.org\tAttendee

3. In-Meeting Activities
Name\tJoin Time\tLeave Time\tDuration\tEmail\tRole
Diarra, Awa\t3/22/21, 11:00:00 AM\t3/22/21, 11:10:00 AM\t10m 0s\ta@x.ml\tPresenter
Diarra, Awa\t3/22/21, 11:30:00 AM\t3/22/21, 11:40:00 AM\t10m 0s\ta@x.ml\tPresenter
Chisomo Banda (Guest)\t3/22/21, 11:02:10 AM\t3/22/21, 11:58:00 AM\t55m 50s\t\tAttendee
"""
TEAMS_FRENCH = """1. Récapitulatif
Titre de la réunion\tA-CPI
Heure de début\t22/03/2021 10:55:17

2. Participants
Nom\tPremière connexion\tDernière déconnexion\tDurée de la réunion\tE-mail\tID de participant (UPN)\tRôle
Élodie Koné\t22/03/2021 11:00:00\t22/03/2021 11:40:00\t20 min\te@x.ci\te@x.ci\tParticipant

3. Activités pendant la réunion
Nom\tHeure de connexion\tHeure de déconnexion\tDurée\tE-mail\tRôle
Élodie Koné\t22/03/2021 11:00:00\t22/03/2021 11:10:00\t10 min\te@x.ci\tParticipant
"""
WEBEX = (
    '="Meeting Name"\t="Meeting Start Time"\t="Meeting End Time"\t="Display Name"\t="First Name"\t="Last Name"\t="Role"'
    '\t="Attendee Email"\t="Join Time"\t="Leave Time"\t="Attendance Duration"\t="Connection Type"\n'
    '="A-CIP"\t="2021-03-22 10:55:00"\t="2021-03-22 12:00:00"\t="Chisomo"\t="Chisomo"\t="Banda"\t="Attendee"'
    '\t="c@mra.mw"\t="2021-03-22 11:02:00"\t="2021-03-22 11:58:00"\t="56 mins"\t="Desktop app"\n'
    '="A-CIP"\t="2021-03-22 10:55:00"\t="2021-03-22 12:00:00"\t="Awa Diarra"\t="N/A"\t="N/A"\t="Attendee"'
    '\t="a@x.ml"\t="2021-03-22 11:00:00"\t=""\t="10 mins"\t="Mobile app"\n'
)
MEET = "First name,Last name,Email,Duration,Time joined,Time exited\nAwa,Diarra,a@x.ml,50 min,11:00 AM,11:50 AM\n"
ZOOM_FRENCH = (
    "Nom d’utilisateur (Nom original);Adresse e-mail;Heure de participation;Heure de départ;Durée (minutes);"
    "Invité;Passé par la salle d’attente\n"
    "Élodie Koné;e@x.ci;22/03/2021 11:00:00;22/03/2021 11:20:00;20;Oui;Non\n"
    "Élodie Koné;e@x.ci;22/03/2021 10:50:00;22/03/2021 11:00:00;10;Oui;Oui\n"
)


def read(text: str, encoding: str = "utf-8") -> Report:
    report = read_report(text.encode(encoding), BRUSSELS, SESSION)
    counted = sum(each.rows for each in report.attendees) + sum(report.skipped.values())
    assert counted == report.rows == len([line for line in text.splitlines() if line.strip(" ,\t")])
    return report


def spans(report: Report) -> dict[str, list[TimeSpan]]:
    return {each.name: each.spans for each in report.attendees}


def test_a_zoom_webinar_has_several_tables_each_under_its_own_heading() -> None:
    report = read(ZOOM_WEBINAR)
    assert spans(report) == {
        "Secretariat": [(at(9, 45), at(11, 10))],
        "Chisomo (Chisomo Banda)": [(at(10, 2), at(10, 58))],
        "Awa Diarra": [(at(10), at(10, 10)), (at(10, 15), at(10, 30))],
        "Phone user 1": [(at(10, 5), at(10, 20))],
    }
    assert report.skipped == {Skipped.ABOUT: 12, Skipped.ABSENT: 2, Skipped.NO_TIMES: 1}


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_teams_lists_the_stays_below_a_summary_of_each_person(encoding: str) -> None:
    report = read(TEAMS, encoding)
    assert spans(report) == {
        "Diarra, Awa": [(at(10), at(10, 10)), (at(10, 30), at(10, 40))],
        "Chisomo Banda (Guest)": [(at(10, 2, 10), at(10, 58))],
        "Only Summed": [(at(10, 5), at(10, 6))],
    }
    assert report.skipped == {Skipped.ABOUT: 10, Skipped.REPEATED: 2}


def test_teams_in_french() -> None:
    report = read(TEAMS_FRENCH, "utf-16")
    assert spans(report) == {"Élodie Koné": [(at(10), at(10, 10))]}


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8"])
def test_webex_keeps_excel_from_reading_its_cells(encoding: str) -> None:
    report = read(WEBEX, encoding)
    assert spans(report) == {"Chisomo Banda": [(at(10, 2), at(10, 58))], "Awa Diarra": [(at(10), at(10, 10))]}
    assert {each.email for each in report.attendees} == {"c@mra.mw", "a@x.ml"}


def test_google_meet_writes_hours_without_a_date() -> None:
    assert spans(read(MEET)) == {"Awa Diarra": [(at(10), at(10, 50))]}


def test_any_heading_about_the_waiting_room_counts() -> None:
    report = read(ZOOM_FRENCH)
    assert spans(report) == {"Élodie Koné": [(at(10), at(10, 20))]}
    assert report.skipped[Skipped.WAITING] == 1


def test_a_heading_may_state_the_zone() -> None:
    report = read("Name,Join Time (UTC),Leave Time (UTC)\nAwa,2021-03-22 10:00:00,2021-03-22 10:30:00\n")
    assert (spans(report), report.zone) == ({"Awa": [(at(10), at(10, 30))]}, None)


@pytest.mark.parametrize(
    ("hours", "start", "end"),
    [
        ("23:10,23:50", datetime(2021, 3, 22, 22, 10, tzinfo=UTC), datetime(2021, 3, 22, 22, 50, tzinfo=UTC)),
        ("00:10,00:40", datetime(2021, 3, 22, 23, 10, tzinfo=UTC), datetime(2021, 3, 22, 23, 40, tzinfo=UTC)),
        ("23:50,00:20", datetime(2021, 3, 22, 22, 50, tzinfo=UTC), datetime(2021, 3, 22, 23, 20, tzinfo=UTC)),
        ("21:00,21:30", datetime(2021, 3, 22, 20, 0, tzinfo=UTC), datetime(2021, 3, 22, 20, 30, tzinfo=UTC)),
    ],
)
def test_hours_without_a_date_are_those_of_the_day_that_meets_the_session(
    hours: str, start: datetime, end: datetime
) -> None:
    """The session runs from 23:00 to 1:00 in Brussels. Another row keeps UTC from fitting as well."""
    session = (datetime(2021, 3, 22, 22, tzinfo=UTC), datetime(2021, 3, 23, 0, tzinfo=UTC))
    report = read_report(f"Name,Join,Leave\nAwa,{hours}\nAll,23:00,01:00\n".encode(), BRUSSELS, session)
    assert spans(report) == {"Awa": [(start, end)], "All": [session]}


def test_names_at_one_address_are_told_apart() -> None:
    rows = "Awa,d@x.ml,{0} 11:00,{0} 11:10\nBinta,d@x.ml,{0} 11:00,{0} 11:10\nKofi,k@x.gh,{0} 11:00,{0} 11:10\n"
    report = read("Name,Email,Join,Leave\n" + rows.format("2021-03-22"))
    assert [(each.name, each.shares_address) for each in report.attendees] == [
        ("Awa", True),
        ("Binta", True),
        ("Kofi", False),
    ]
