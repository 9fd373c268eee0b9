"""Attendance over the wire: voice presence with a crash, sign-in codes, marks, and a Zoom report."""

import asyncio
import re
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from fakecord import Person
from tests.e2e.harness import Harness, bilingual, seconds_from_now, session, workshop_file


@pytest.fixture
async def harness(tmp_path: Path) -> AsyncIterator[Harness]:
    harness = await Harness.build(tmp_path)
    yield harness
    await harness.close()
    assert harness.server.violations == []


async def open_session(
    harness: Harness, *names: str, start: float = 600, seconds: int = 600, **more: Any
) -> dict[str, Person]:
    """Start the bot and a session. People with these names have joined a delegation each.

    The session is planned to start in `start` seconds and to last `seconds`.
    """
    harness.configure(workshop_file(session("opening", seconds_from_now(start), seconds), **more))
    await harness.start_bot()
    await (await harness.organiser.slash("workshop setup")).settled(20)
    people = {name: harness.coordinator(name, "en-GB") for name in names}
    for person, administration in zip(people.values(), ("ML", "MW", "NE", "ML"), strict=False):
        await person.slash("join", administration=administration)
    await database_becomes(lambda: harness.rows("select * from announcements"))  # the scheduler has made its plan
    await harness.organiser.slash("session start")
    announcements = harness.guild.channel("announcements")
    await harness.until(lambda: any(m.buttons for m in harness.organiser.sees(announcements)), 10, "the opening")
    return people


VOICE = (
    "select name, starts, ends, uncertain from presences join participants on participants.id = participant"
    " where source = 'voice' order by presences.id"
)


async def rows_become(harness: Harness, *expected: tuple[str, bool, bool]) -> list[dict[str, Any]]:
    """Wait for these voice intervals, (name, ended, uncertain) in any order, and return their rows."""

    def found() -> list[tuple[str, bool, bool]]:
        return [(row["name"], row["ends"] is not None, bool(row["uncertain"])) for row in harness.rows(VOICE)]

    await database_becomes(lambda: sorted(found()) == sorted(expected))
    return harness.rows(VOICE)


async def database_becomes(condition: Callable[[], object]) -> None:
    """Wait until `condition` holds. A database does not report changes by another process."""
    async with asyncio.timeout(10):
        while not condition():  # noqa: ASYNC110 - nobody sets an event
            await asyncio.sleep(0.05)


async def test_after_a_crash_voice_presence_ends_when_it_was_last_seen(harness: Harness) -> None:
    people = await open_session(harness, "Awa", "Binta", "Chisomo", "Dalia")
    prepared = harness.guild.channel("Plenary")
    people["Awa"].join_voice(prepared)
    people["Binta"].join_voice(prepared)
    await rows_become(harness, ("Awa", False, False), ("Binta", False, False))
    noted = harness.rows("select seen_at from workshops")
    await database_becomes(lambda: harness.rows("select seen_at from workshops") != noted)

    killed = datetime.now(UTC)
    with harness.server.faults.bot_down():
        await harness.bots[-1].kill()
        people["Binta"].leave_voice()
        people["Chisomo"].join_voice(prepared)
        started = datetime.now(UTC)
        await harness.start_bot()
    people["Dalia"].join_voice(prepared)  # the gateway is connected, but discord.py still waits for more servers

    before, after = [("Awa", True, True), ("Binta", True, True)], [("Awa", False, True), ("Chisomo", False, True)]
    rows = await rows_become(harness, *before, *after, ("Dalia", False, False))
    for row in rows:
        start, end = row["starts"], row["ends"]
        if end:  # it ended when the bot last saw it
            assert killed - timedelta(seconds=2) <= datetime.fromisoformat(end) <= killed
        else:  # it began when the bot was back
            assert datetime.fromisoformat(start) > started
    shown = await harness.organiser.slash("attendance show")
    assert "uncertain" in shown.text


@pytest.mark.slow
async def test_moves_outages_deleted_channels_and_leaving_the_server_end_voice_presence(harness: Harness) -> None:
    people = await open_session(harness, "Awa", "Binta", "Chisomo", "Dalia")
    prepared, lobby = harness.guild.channel("Plenary"), harness.guild.new_channel("Lobby", "voice")
    for person in people.values():
        person.join_voice(prepared)
    await rows_become(harness, *[(name, False, False) for name in people])

    people["Awa"].join_voice(lobby)  # a move
    await people["Binta"].leave_guild()
    there = ("Chisomo", False, False), ("Dalia", False, False)
    await rows_become(harness, ("Awa", True, False), ("Binta", True, False), *there)

    people["Chisomo"].leave_voice()  # an outage disconnects everyone, and they come back
    people["Dalia"].leave_voice()
    people["Chisomo"].join_voice(prepared)
    people["Dalia"].join_voice(prepared)
    gone = [(name, True, False) for name in people]
    await rows_become(harness, *gone, *there)

    harness.guild.remove_channel(prepared)
    await rows_become(harness, *gone, ("Chisomo", True, False), ("Dalia", True, False))


@pytest.mark.slow
async def test_a_resumed_connection_misses_no_voice_event(harness: Harness) -> None:
    people = await open_session(harness, "Awa", "Binta")
    prepared = harness.guild.channel("Plenary")
    people["Awa"].join_voice(prepared)
    await rows_become(harness, ("Awa", False, False))
    await harness.server.faults.drop_gateway(4000, resumable=True)
    people["Binta"].join_voice(prepared)
    await rows_become(harness, ("Awa", False, False), ("Binta", False, True))


@pytest.mark.slow
async def test_events_with_only_the_required_fields_are_understood(harness: Harness) -> None:
    harness.server.faults.omit_optional_fields = True
    people = await open_session(harness, "Awa", "Binta")
    prepared = harness.guild.channel("Plenary")
    people["Awa"].join_voice(prepared)
    people["Binta"].join_voice(prepared)
    people["Binta"].leave_voice()
    await rows_become(harness, ("Awa", False, False), ("Binta", True, False))
    assert (await harness.organiser.slash("attendance show")).text.count("Awa") == 1
    assert "No known problems" in (await harness.organiser.slash("workshop status")).text
    assert "ERROR" not in harness.bots[-1].log()


async def test_the_sign_in_button_asks_for_a_required_code(harness: Harness) -> None:
    people = await open_session(harness, "Awa", "Binta", attendance={"code": True})
    shown = (await harness.organiser.slash("session code")).text
    [digits] = re.findall(r"\b\d{6}\b", shown)
    channel = harness.guild.channel("announcements")
    opening = await harness.until(lambda: next((m for m in channel.history if "signin" in str(m.buttons)), None))

    asked = await people["Awa"].press(opening, 0)
    assert asked.form is not None
    wrong = await people["Awa"].submit(asked.form, {"code": "000000" if digits != "000000" else "000001"})
    assert "shown now" in wrong.text  # organisers have no other code
    asked = await people["Awa"].press(opening, 0)
    assert asked.form is not None
    assert "signed in" in (await people["Awa"].submit(asked.form, {"code": f"{digits[:3]} {digits[3:]}"})).text
    assert "signed in" in (await people["Binta"].slash("checkin", code=digits)).text
    assert [row["source"] for row in harness.rows("select source from presences")] == ["code", "code"]
    assert "already" in (await people["Awa"].press(opening, 0)).text


async def test_a_mark_is_saved_with_its_reason_and_shown_to_the_person(harness: Harness) -> None:
    awa = (await open_session(harness, "Awa"))["Awa"]
    marked = await harness.organiser.slash(
        "attendance mark", member=awa, session="opening", status="excused", reason="Flight *cancelled*"
    )
    assert "excused" in marked.text
    assert r"Flight \*cancelled\*" in (await awa.slash("me")).text
    (row,) = harness.rows("select target, about, detail, remark from audit where action = 'attendance mark'")
    assert tuple(row.values()) == ("opening", "Awa", "excused", "Flight *cancelled*")
    back = await harness.organiser.press(marked.reply, 0)  # type: ignore[arg-type]
    assert "absent" in back.text


async def test_a_zoom_report_is_previewed_matched_and_applied_once(harness: Harness) -> None:
    administrations = [
        {"code": f"A{n}", "name": bilingual(f"Admin {n:02}"), "language": "en", "timezone": "UTC"} for n in range(30)
    ]
    known = workshop_file()["administrations"]
    people = await open_session(harness, "Awa Diarra", "Chisomo Banda", administrations=[*known, *administrations])
    start = datetime.now(UTC)

    def at(seconds: int) -> str:
        return (start + timedelta(seconds=seconds)).strftime("%m/%d/%Y %I:%M:%S %p")

    report = "Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest\r\n"
    report += f"DIARRA Awa,,{at(30)},{at(90)},1,Yes\r\n"
    report += f"Awa Diarra (Awa's phone),,{at(60)},{at(120)},1,Yes\r\n"
    report += f"Niger – Moussa,,{at(30)},{at(90)},1,Yes\r\n"
    report += f"iPhone de Chisomo,,{at(30)},{at(90)},1,Yes\r\n"
    report += f"Somebody,s@else.org,{at(30)},{at(90)},1,Yes\r\n"
    broken = await harness.organiser.slash(
        "attendance import", session="opening", file=("zoom.csv", (report + "X,,soon,later,1,Yes\r\n").encode())
    )
    await broken.settled()
    assert "line 7" in broken.text

    shown = await harness.organiser.slash(
        "attendance import", session="opening", file=("zoom.csv", report.encode("utf-8-sig"))
    )
    await shown.settled()
    preview = shown.reply
    assert preview is not None
    assert "Somebody" in preview.text
    assert harness.rows("select * from presences where source = 'import'") == []
    chisomo = harness.rows("select id from participants where name = 'Chisomo Banda'")[0]["id"]
    await harness.organiser.choose(preview, [f"p:{chisomo}"], 0)
    await harness.organiser.choose(preview, ["more"], 0)
    await harness.organiser.choose(preview, ["g:A29"], 1)
    applied = await harness.organiser.press(preview, 0)
    assert "4 people of the report are counted" in applied.text

    rows = harness.rows("select name, administration from participants order by id")
    assert [tuple(row.values()) for row in rows] == [
        ("Awa Diarra", "ML"),
        ("Chisomo Banda", "MW"),
        ("Niger – Moussa", "NE"),
        ("Somebody", "A29"),
    ]
    assert "imported report" in (await people["Awa Diarra"].slash("me")).text
    assert "Niger" in (await harness.organiser.slash("attendance show")).text
