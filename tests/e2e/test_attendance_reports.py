"""Reports of meetings held elsewhere: several tables, shared addresses, another time zone, and changes by hand."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from fakecord import Message, Person
from tests.e2e.harness import Harness, workshop_file
from tests.e2e.test_attendance import open_session

JORDAN = {"code": "JO", "name": {"fr": "Jordanie", "en": "Jordan"}, "language": "en", "timezone": "Asia/Amman"}


class Times:
    """Times of a report, in a zone, written as Zoom does."""

    def __init__(self, zone: str = "UTC") -> None:
        self._start = datetime.now(UTC).astimezone(ZoneInfo(zone))

    def __getitem__(self, seconds: int) -> str:
        return (self._start + timedelta(seconds=seconds)).strftime("%m/%d/%Y %I:%M:%S %p")


async def preview_of(harness: Harness, content: str, encoding: str = "utf-8") -> Message:
    shown = await harness.organiser.slash(
        "attendance import", session="opening", file=("report.csv", content.encode(encoding))
    )
    await shown.settled()
    assert shown.reply is not None, shown.text
    return shown.reply


def counts(preview: Message) -> dict[str, int]:
    """The result of an import by line of the file. The numbers add up to all lines."""
    (total,) = re.findall(r"The file has (\d+) lines?:", preview.text)
    found = {what: int(count) for what, count in re.findall(r"^- ([a-z][^:\n]*): (\d+)$", preview.text, re.MULTILINE)}
    assert sum(found.values()) == int(total), preview.text
    return found


def button(preview: Message, label: str) -> int:
    return [each["label"] for each in preview.buttons].index(label)


def imported(harness: Harness) -> dict[str, str]:
    """The group of everyone that the import counted."""
    rows = harness.rows(
        "select name, administration from participants where id in"
        " (select participant from presences where source = 'import') order by name"
    )
    return {row["name"]: row["administration"] for row in rows}


async def email(harness: Harness, person: Person, administration: str, address: str) -> None:
    roster = f"discord_id,administration,email\n{person.id},{administration},{address}\n"
    reply = await harness.organiser.slash("roster import", file=("roster.csv", roster.encode()))
    await reply.settled()


async def test_every_line_of_a_webinar_is_taken_skipped_or_to_be_settled(harness: Harness) -> None:
    await open_session(harness, "Søren Kierkegård", "Awa Diarra")
    at, person = Times(), "User Name (Original Name),Email,Join Time,Leave Time,Time in Session (minutes),Is Guest"
    report = f"""Attendee Report
Topic,Webinar ID,Actual Start Time,Actual Duration (minutes)
A-CIP,812 3456 7890,{at[0]},85
Panelist Details,
{person}
SOREN KIERKEGARD,,{at[30]},{at[90]},1,No
Attendee Details,
Attended,User Name (Original Name),First Name,Last Name,Email,Registration Time,Approval Status,Join Time,Leave Time
Yes,Awa's phone,Awa,Diarra,a@x.ml,{at[-9000]},approved,{at[30]},{at[60]}
Yes,Awa's phone,Awa,Diarra,a@x.ml,{at[-9000]},approved,{at[60]},{at[90]}
No,--,Moussa,Larriva,m@x.ne,{at[-9000]},approved,--,--
Yes,Ruth,Ruth,Ngwira,r@x.mw,{at[-9000]},approved,{at[30]},{at[90]}
Yes,Early,Early,Bird,e@x.mw,{at[-9000]},approved,{at[-8000]},{at[-7000]}
"""
    preview = await preview_of(harness, report)
    assert counts(preview) == {
        "counted": 3,
        "to identify": 1,
        "skipped (titles and headings)": 7,
        "skipped (did not attend)": 1,
        "skipped (there at another time only)": 1,
    }
    await harness.organiser.press(preview, button(preview, "Apply"))
    assert imported(harness) == {"Awa Diarra": "MW", "Søren Kierkegård": "ML"}


async def test_teams_writes_utf_16_with_tabs_and_two_tables(harness: Harness) -> None:
    await open_session(harness, "Awa Diarra")
    at = Times()
    report = f"""1. Summary
Meeting title\tA-CIP
Start time\t{at[0]}

2. Participants
Name\tFirst Join\tLast Leave\tIn-Meeting Duration\tEmail\tParticipant ID (UPN)\tRole
Diarra, Awa\t{at[30]}\t{at[300]}\t2m 0s\ta@x.ml\ta@x.ml\tPresenter

3. In-Meeting Activities
Name\tJoin Time\tLeave Time\tDuration\tEmail\tRole
Diarra, Awa\t{at[30]}\t{at[90]}\t1m 0s\ta@x.ml\tPresenter
Diarra, Awa\t{at[240]}\t{at[300]}\t1m 0s\ta@x.ml\tPresenter
"""
    preview = await preview_of(harness, report, "utf-16")
    summary = "skipped (total lines, since each stay is counted)"
    assert counts(preview) == {"counted": 2, summary: 1, "skipped (titles and headings)": 7}
    await harness.organiser.press(preview, button(preview, "Apply"))
    rows = harness.rows("select starts, ends from presences where source = 'import'")
    lengths = [(datetime.fromisoformat(row["ends"]) - datetime.fromisoformat(row["starts"])).seconds for row in rows]
    assert lengths == [60, 60]


async def test_two_people_at_one_address_and_a_first_name_that_is_a_country(harness: Harness) -> None:
    known: list[dict[str, Any]] = workshop_file()["administrations"]
    people = await open_session(harness, "Awa Diarra", "Ruth Ngwira", administrations=[*known, JORDAN])
    await email(harness, people["Awa Diarra"], "ML", "customs@mali.ml")
    at = Times()
    report = "Name (Original Name),User Email,Join Time,Leave Time\n"
    for name, address in (
        ("Awa Diarra", "customs@mali.ml"),
        ("NGWIRA Ruth", "customs@mali.ml"),
        ("Jordan Peters", ""),
        ("Jordan – Anna Peters", ""),
    ):
        report += f"{name},{address},{at[30]},{at[90]}\n"
    preview = await preview_of(harness, report)
    assert counts(preview) == {"counted": 3, "to identify": 1, "skipped (titles and headings)": 1}
    assert "Jordan Peters" in preview.text.rpartition("still to identify")[2]

    # What was settled wrongly is changed before it counts.
    await harness.organiser.press(preview, button(preview, "Change a line"))
    (lines,) = preview.selects
    index = {each["label"]: each["value"] for each in lines["options"]}
    assert index.keys() == {"Awa Diarra", "NGWIRA Ruth", "Jordan – Anna Peters"}
    await harness.organiser.choose(preview, [index["Jordan – Anna Peters"]], 0)
    assert "Who is Jordan – Anna Peters?" in preview.text
    await harness.organiser.choose(preview, ["g:MW"], 0)
    await harness.organiser.press(preview, button(preview, "Apply"))
    assert imported(harness) == {"Awa Diarra": "ML", "Jordan – Anna Peters": "MW", "Ruth Ngwira": "MW"}


async def test_a_report_on_a_third_clock_is_given_its_zone(harness: Harness) -> None:
    await open_session(harness, "Awa Diarra")
    at = Times("Asia/Kathmandu")  # three quarters of an hour from every whole one
    preview = await preview_of(harness, f"Name,Join Time,Leave Time\nAwa Diarra,{at[30]},{at[90]}\n")
    assert counts(preview) == {"skipped (there at another time only)": 1, "skipped (titles and headings)": 1}
    for zone, answer in (("Atlantis", "no such time zone"), ("kathmandu", "Kathmandu")):
        asked = await harness.organiser.press(preview, button(preview, "Change the time zone"))
        assert asked.form is not None
        typed = await harness.organiser.submit(asked.form, {"zone": zone})
        assert answer in (typed.text or preview.text) + preview.text
    assert counts(preview) == {"counted": 1, "skipped (titles and headings)": 1}
    await harness.organiser.press(preview, button(preview, "Apply"))
    assert imported(harness) == {"Awa Diarra": "ML"}


async def test_ids_that_excel_rounded_are_named_and_invisible_marks_do_not_count(harness: Harness) -> None:
    awa = (await open_session(harness, "Awa Diarra"))["Awa Diarra"]
    for id in ("1.23457E+17", "770000000000123000"):
        reply = await harness.organiser.slash(
            "roster import", file=("roster.csv", f"discord_id,administration\n{id},MW\n".encode())
        )
        await reply.settled()
        assert "Excel has rounded" in reply.text
    await email(harness, awa, "\u200bN\u00adE", "a@x.ml\ufeff")
    rows = harness.rows("select administration, email from participants")
    assert [(row["administration"], row["email"]) for row in rows] == [("NE", "a@x.ml")]
