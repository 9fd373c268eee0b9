"""What people take away, over the wire: the calendar, their own data, the report; and what is erased."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncIterator
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from docx import Document
from icalendar import Calendar, Event

from fakecord import Message, Person
from tests.e2e.command_line import run
from tests.e2e.harness import Stage, bilingual, in_seconds, session, workshop_file
from tests.e2e.session_workshop import SessionRoom, settled, write

NAME = "Awa Traoré"
OPEN: dict[str, Any] = {"id": "exp", "kind": "open", "text": bilingual("What?")}
CLOSED_EYES: dict[str, Any] = {"id": "secret", "kind": "open", "anonymous": True, "text": bilingual("Really?")}


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    stage = await Stage.build(tmp_path)
    yield stage
    await stage.close()
    assert stage.server.violations == []


def files(message: Message | None) -> dict[str, bytes]:
    assert message is not None
    return {each.filename: each.content for each in message.attachments}


async def events(person: Person) -> dict[str, Event]:
    """What her calendar reads in the file, by session."""
    reply = (await settled(person, "calendar")).reply
    assert reply.ephemeral
    read = Calendar.from_ical(files(reply)["e2e.ics"])
    assert isinstance(read, Calendar)
    return {str(event["UID"]).split(".")[0]: event for event in read.events}


async def test_the_calendar_follows_what_moves_and_what_is_cancelled(stage: Stage) -> None:
    first = session("first", in_seconds(3_000), 600)
    second = session("second", in_seconds(5_000), 600, link="https://kudo.example/2")
    stage.configure(workshop_file(first, second))
    await stage.start_bot()
    await settled(stage.organiser, "workshop setup")
    awa = stage.coordinator(NAME, "fr")
    before = await events(awa)
    assert str(before["first"]["SUMMARY"]) == "First (fr) / First (en)"
    assert "Plenary" in str(before["first"]["LOCATION"])
    assert str(before["second"]["LOCATION"]) == "https://kudo.example/2"

    delay = await settled(stage.organiser, "schedule delay", minutes=5, session="first", cascade=False)
    await stage.organiser.press(delay.reply, 0)
    cancel = await settled(stage.organiser, "schedule cancel", session="second")
    await stage.organiser.press(cancel.reply, 0)
    after = await events(awa)
    assert after["first"].start - before["first"].start == timedelta(minutes=5)
    for id in ("first", "second"):
        assert str(after[id]["UID"]) == str(before[id]["UID"])
        assert after[id].sequence == before[id].sequence + 1
    assert str(after["second"]["STATUS"]) == "CANCELLED"


async def test_whoever_joins_is_told_what_is_kept_in_both_languages(stage: Stage) -> None:
    prepared = SessionRoom(stage)
    await prepared.open([OPEN])
    newcomer = stage.coordinator("Binta", "fr")
    told = await newcomer.slash("join", administration="NE")
    assert "/privacy show" in told.text
    assert "no channel for reporting corruption" in told.text
    assert len(told.text.split("\n\n")) == 3  # welcome, and the notice twice
    again = await newcomer.slash("join", administration="MW")
    assert "corruption" not in again.text


async def test_she_sees_takes_and_erases_what_is_kept(stage: Stage) -> None:
    prepared = SessionRoom(stage)
    await prepared.open([OPEN, CLOSED_EYES], retention="365d")
    awa = stage.coordinator(NAME, "en-GB")
    await awa.slash("join", administration="ML")
    await awa.slash("checkin")
    await awa.slash("language", language="en", direct_messages=True)
    await write(awa, await prepared.ask("exp"), f"More exchange, says {NAME}")
    await write(awa, await prepared.ask("secret"), "Nobody knows")
    await settled(stage.organiser, "attendance mark", member=awa, session="opening", status="late", reason="a storm")

    shown = (await settled(awa, "privacy show")).text
    for words in (NAME, "Mali", "1 answer that you gave", "no channel for reporting corruption", "/privacy erase"):
        assert words in shown
    assert "names, Discord ids, addresses" in shown  # when it goes

    taken = files((await settled(awa, "privacy export")).reply)
    data = json.loads(taken["e2e-my-data.json"])
    assert data["registration"][0]["name"] == NAME
    assert [answer["text"] for answer in data["answers"]] == [f"More exchange, says {NAME}"]
    assert "Nobody knows" not in str(taken)
    assert data["attendance"][0]["reason"] == "a storm"
    page = taken["e2e-my-data.html"].decode()
    assert '<html lang="en">' in page
    assert NAME in page

    asked = await settled(awa, "privacy erase")
    assert NAME in str(stage.rows("select name from participants"))  # not before she confirms
    left = await awa.press(asked.reply, 1)
    assert "Left as it was" in left.text
    asked = await settled(awa, "privacy erase")
    done = await awa.press(asked.reply, 0)
    assert "erased" in done.text
    assert done.reply is not None
    assert done.reply.buttons == []
    await stage.until(lambda: awa.roles == [])

    refused = await awa.slash("checkin")  # she is nobody here any more
    assert "/join" in refused.text
    assert "You have not joined" in (await settled(awa, "privacy show")).text
    twice = await settled(awa, "privacy erase")
    assert "already so" in twice.text
    shown = (await settled(stage.organiser, "attendance show")).text
    assert "name erased" in shown
    assert await stage.bots[-1].terminate() == 0
    left_behind = b"".join(file.read_bytes() for file in (stage.folder / "data").rglob("*") if file.is_file())
    for trace in (NAME.encode(), str(awa.id).encode(), awa.id.to_bytes(8, "big"), b"a storm"):
        assert trace not in left_behind
    assert b"More exchange, says" in left_behind


async def test_after_erasing_she_joins_again_as_someone_new(stage: Stage) -> None:
    prepared = SessionRoom(stage)
    await prepared.open([OPEN])
    await prepared.awa.press((await settled(prepared.awa, "privacy erase")).reply, 0)
    await prepared.awa.slash("join", administration="NE")
    await stage.until(lambda: prepared.awa.roles == ["Coordinators"])
    rows = stage.rows("select name, administration, status from participants order by id")
    assert [tuple(row.values()) for row in rows] == [
        ("", "ML", "removed"),
        ("Koffi", "ML", "joined"),
        ("Mary", "MW", "joined"),
        ("Awa", "NE", "joined"),
    ]


async def test_the_report_comes_in_either_language_and_its_taking_is_noted(stage: Stage) -> None:
    prepared = SessionRoom(stage)
    await prepared.open([OPEN])
    docx = files((await settled(stage.organiser, "export report", format="docx", language="fr")).reply)
    assert Document(BytesIO(docx["e2e.report.fr.docx"])).paragraphs
    html = files((await settled(stage.organiser, "export report", format="html", language="en")).reply)
    assert b'<html lang="en"' in html["e2e.report.en.html"]
    refused = await prepared.mary.slash("export report", format="html", language="en", force=True)
    assert "organiser" in refused.text
    noted = stage.rows("select action, detail from audit where action like 'export%' order by id")
    assert [tuple(row.values()) for row in noted] == [("export report", "docx fr"), ("export report", "html en")]
    made = stage.rows("select detail from audit where action = 'workshop setup'")
    assert [row["detail"].split(", ")[:2] for row in made] == [["Organisers", "Facilitators"]]


async def test_a_file_too_large_for_the_server_is_zipped_or_can_be_had_elsewhere(stage: Stage) -> None:
    prepared = SessionRoom(stage)
    await prepared.open([OPEN])
    whole = files((await settled(stage.organiser, "export report", format="html", language="en")).reply)
    stage.guild.upload_limit = len(whole["e2e.report.en.html"]) // 2  # Discord tells it with each interaction
    zipped = files((await settled(stage.organiser, "export report", format="html", language="en")).reply)
    with ZipFile(BytesIO(zipped["e2e.report.en.html.zip"])) as archive:
        assert b'<html lang="en"' in archive.read("e2e.report.en.html")

    stage.guild.upload_limit = 10_000
    told = await settled(stage.organiser, "export report", format="docx", language="fr")
    assert told.reply.attachments == []
    command = re.search(r"`python run\.py (export [^`]+)`", told.text)
    assert command is not None
    done, errors = await run(stage.folder, *command[1].split())
    assert (done, errors) == (0, "")
    assert Document(str(stage.folder / "e2e.report.fr.docx")).paragraphs


async def test_retention_purges_a_past_workshop_by_itself(stage: Stage) -> None:
    prepared = SessionRoom(stage)
    await prepared.open([OPEN], retention="1d")
    await write(prepared.awa, await prepared.ask("exp"), "More exchange")
    await settled(stage.organiser, "session end")
    assert await stage.bots[-1].terminate() == 0
    past = workshop_file(session("opening", in_seconds(900), 3000, prompts=[OPEN]), retention="1d")
    past["days"][0]["date"] -= timedelta(days=2)
    stage.configure(past)
    await stage.start_bot()
    async with asyncio.timeout(10):
        while not stage.rows("select 1 from workshops where purged_at is not null"):  # noqa: ASYNC110 - nobody sets an event
            await asyncio.sleep(0.05)
    assert stage.rows("select discord_id, name from participants where name <> '' or discord_id is not null") == []
    assert stage.rows("select text from answers") == [{"text": None}]
    assert len(stage.rows("select * from audit where action = 'privacy purge'")) == 1
    async with asyncio.timeout(10):
        while "/join" not in (await prepared.mary.slash("me")).text:  # known a moment after it is on the disk
            pass
    await prepared.mary.slash("join", administration="MW")  # kept as long again
    assert "Mary" in (await prepared.mary.slash("me")).text
