"""What is kept about a person: all of it handed over, all of it erased, and gone by itself in the end."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from bot.core.answers import AnswerValue
from bot.core.errors import NothingToDo
from bot.core.instants import format_utc
from bot.core.people import Person
from bot.core.programme import (
    AnsweredBy,
    Channels,
    Day,
    Evaluation,
    EvaluationQuestion,
    Option,
    PromptKind,
    Question,
    Session,
)
from bot.core.schedule import Schedule
from bot.features.announcements import service as notices
from bot.features.attendance import service as attendance
from bot.features.attendance.model import Standing
from bot.features.evaluations import service as evaluations
from bot.features.floor import service as floors
from bot.features.key_messages import service as key_messages
from bot.features.privacy import personal_data_text as own_data
from bot.features.privacy import service as privacy
from bot.features.privacy.name_removal import mark_without_reason, without
from bot.features.privacy.retention_job import Archivist, purge_at
from bot.features.programme import session_service as sessions
from bot.features.prompts import answer_service as answers
from bot.features.prompts import service as prompts
from bot.features.roster import registration
from bot.features.roster import service as roster
from bot.i18n.catalogue import phrases
from bot.i18n.formats import Formats
from bot.outbox import direct_messages
from bot.outbox.direct_messages import DirectMessage
from bot.scheduling.alarms import Alarms
from bot.storage.backups import Backups
from bot.storage.transaction import Transaction
from bot.workshop.context import WorkshopContext
from tests.features.key_messages.desk_workshop import OPENS, SECRETARIAT, DeskRoom, both, workshop

AWA = Person(811_223_344_556_677_889, "Awa Traoré Keïta", "fr")
ASIDE = Question("aside", PromptKind.OPEN, both("Anonymous?"), anonymous=True)
PICK = Question("pick", PromptKind.CHOICE, both("Which?"), options=(Option("a", both("A")), Option("b", both("B"))))
OPEN = Question("open", PromptKind.OPEN, both("What?"))
OURS = Question("ours", PromptKind.OPEN, both("Together?"), by=AnsweredBy.ADMINISTRATION)
SESSION = Session("messages", both("Messages"), OPENS, timedelta(hours=1), prompts=(OPEN, PICK, OURS, ASIDE))
FINAL = Evaluation(
    "final",
    both("Evaluation"),
    OPENS,
    OPENS + timedelta(days=2),
    anonymous=False,
    questions=(
        EvaluationQuestion("next", PromptKind.OPEN, both("Next?")),
        EvaluationQuestion("which", PromptKind.CHOICE, both("Which?"), options=(Option("x", both("X")),)),
    ),
)
CHANGES: dict[str, Any] = {
    "days": (Day(1, date(2021, 3, 17), both("Day"), (SESSION,)),),
    "evaluations": (FINAL,),
    "retention": timedelta(days=365),
    "channels": Channels(interpreters="interpreters"),
}


@pytest_asyncio.fixture
async def desk(tmp_path: Path) -> AsyncIterator[DeskRoom]:
    """A session in progress, in which Awa has done all that one can do."""
    desk = await DeskRoom.open(tmp_path, workshop(**CHANGES))
    await sessions.start(desk.context, "messages", "Secrétariat")
    await take_part(desk.context)
    yield desk
    await desk.close()


async def take_part(context: WorkshopContext) -> None:
    await registration.join(context, AWA, "ML", None)
    await registration.join(context, AWA, "NE", None)  # the log names her
    awa = context.people[AWA.discord_id]
    await registration.set_language(context, AWA, "fr", direct_messages=True)
    await registration.set_language(context, Person(1_021, "NE 1"), "fr", direct_messages=True)
    await attendance.sign_in(context, awa)
    reason = "ill, says Awa Traoré Keïta"
    await attendance.mark(context, "messages", awa, Standing.LATE, reason, "Secrétariat")
    await attendance.mark(context, "messages", context.people[1_011], Standing.LATE, f"with {AWA.name}", "Secrétariat")
    for question in SESSION.prompts:
        await prompts.ask(context, question, "messages", AWA.name)  # a facilitator too
        said = AnswerValue(("a",)) if question.kind is PromptKind.CHOICE else AnswerValue(text=f"{question.id}: hers")
        await answers.answer(context, question.id, awa, said)
    await key_messages.write(context, awa, "More exchange", language="fr", theme=None)
    await evaluations.answer(context, "final", 0, awa, {"next": ("An e-learning module",), "which": ("x",)})
    await floors.request(context, awa, in_voice=False)
    await notices.draft(context, AWA, both("Unsaid"), None)

    def write(tx: Transaction) -> None:
        due, about = context.now(), f"{AWA.name} has changed your administration's answer"
        direct_messages.enqueue(context, tx, "ours/replaced/1", due, [DirectMessage(context.people[1_021], about)])
        direct_messages.enqueue(context, tx, "messages/reminder/10m/fr", due, [DirectMessage(awa, "It begins")])

    await context.write(write)
    await roster.assign(context, roster.Member(AWA.discord_id, "awa", AWA.name), "ML", "Secrétariat")


HERS = (AWA.name, str(AWA.discord_id), AWA.discord_id.to_bytes(8, "big"), "Awa")


def found_in(folder: Path, *needles: str | bytes) -> list[str]:
    """Where any of `needles` lies in the files of the database and of its copies, deleted or not."""
    sought = [needle.encode() if isinstance(needle, str) else needle for needle in needles]
    files = sorted(file for file in folder.rglob("desk.*") if ".db" in file.name)
    return [f"{file.name}: {needle!r}" for file in files for needle in sought if needle in file.read_bytes()]


def table(context: WorkshopContext, sql: str) -> list[tuple[Any, ...]]:
    connection = sqlite3.connect(f"file:{context.database.path}?mode=ro", uri=True)
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()


async def test_everything_under_her_name_is_hers_to_read(desk: DeskRoom) -> None:
    own = await privacy.own(desk.context, AWA)
    assert own.records["registration"][0]["discord_id"] == str(AWA.discord_id)
    assert own.records["registration"][0]["administration"] == "ML"
    assert own.records["preferences"] == [{"language": "fr", "direct_messages": True}]
    assert [(r["session_id"], r["status"]) for r in own.records["attendance"]] == [("messages", "late")]
    assert [r["source"] for r in own.records["presences"]] == ["button"]
    assert [(r["prompt_id"], r["text"], r["option_ids"]) for r in own.records["answers"]] == [
        ("open", "open: hers", []),
        ("ours", "ours: hers", []),
        ("pick", None, ["a"]),
    ]
    assert own.records["answers"][2]["question"] == both("Which?")
    assert own.records["answers"][2]["options"] == [both("A")]
    assert [r["text"] for r in own.records["key_messages"]] == ["More exchange"]
    assert [r["text"] for r in own.records["evaluations"]] == ["An e-learning module", "x"]
    assert [r["status"] for r in own.records["floor"]] == ["waiting"]
    assert len(own.records["drafts"]) == 1
    assert own.records["letters"] == [
        {
            "key": "messages/reminder/10m/fr",
            "due_at": desk.context.now(),
            "status": "waiting",
            "text": "It begins",
            "ended_at": None,
        }
    ]
    assert [(r["action"], r["own"]) for r in own.records["log"]] == [
        ("join", True),
        ("attendance mark", False),
        ("attendance mark", False),
        *[("prompt ask", True)] * 4,
        ("roster assign", False),
    ]
    assert own.goes_at == datetime(2022, 3, 17, 23, 0, tzinfo=UTC)  # midnight in Brussels, a year later
    assert "Secr" not in str(own.records)  # who did it is not hers to take


async def test_erased_she_is_in_no_byte_of_the_database(desk: DeskRoom, tmp_path: Path) -> None:
    context, backups = desk.context, Backups(desk.context.database.path)
    await context.database.settle()
    first = backups.make(context.now())
    damaged = backups.make(context.now() + timedelta(hours=1))
    with damaged.path.open("r+b") as file:
        file.write(b"no database any more")
    assert len({line.split(":")[0] for line in found_in(tmp_path, *HERS)}) == 3
    await privacy.erase(context, AWA)
    assert found_in(tmp_path, *HERS) == []
    assert (backups.all(), backups.newest_whole()) == ([first], first)
    assert AWA.discord_id not in context.people
    assert AWA.discord_id not in context.preferences
    with pytest.raises(NothingToDo):
        await privacy.erase(context, AWA)


async def test_two_who_are_erased_at_once_are_both_erased_from_every_copy(desk: DeskRoom, tmp_path: Path) -> None:
    other = Person(1_011, "ML 1")
    await desk.context.database.settle()
    Backups(desk.context.database.path).make(desk.context.now())
    await asyncio.gather(privacy.erase(desk.context, AWA), privacy.erase(desk.context, other))
    assert found_in(tmp_path / "backups", *HERS, other.discord_id.to_bytes(8, "big")) == []


async def test_what_the_meeting_needs_stays_as_nobodys(desk: DeskRoom) -> None:
    context = desk.context
    before = await attendance.roll(context, context.schedule["messages"])
    await privacy.erase(context, AWA)
    after = await attendance.roll(context, context.schedule["messages"])
    assert after.represented == before.represented
    assert after.present == before.present
    assert [it.who.name for it in after.records if it.who.administration == "ML"] == ["ML 1", "ML 2", ""]

    assert [m.text for m in await key_messages.of_administration(context, "NE")] == ["More exchange"]
    rows = table(context, "select prompt, participant, administration, text, answered_at from answers order by prompt")
    assert rows == [
        ("aside", None, None, "aside: hers", None),
        ("open", None, None, "open: hers", None),
        ("ours", None, "NE", "ours: hers", rows[2][4]),
        ("pick", None, None, None, None),
    ]
    assert table(context, "select answerer from answers where answerer glob 'p:*'") == []
    assert [row[0] for row in table(context, "select claim from floor_requests")] == ["left"]
    assert ("[…]: late",) in table(context, "select detail from audit where action = 'attendance mark'")
    assert table(context, "select actor, target from audit where action = 'privacy erase'") == [("atelier", "7")]
    assert table(context, "select reason from marks order by participant") == [("with […]",), ("",)]
    assert [(r[0], r[1]) for r in table(context, "select text, answered_at from evaluation_answers")] == [
        ("An e-learning module", None),
        ("x", None),
    ]


async def test_her_anonymous_answer_still_counts_once_and_she_may_come_back_as_someone_new(desk: DeskRoom) -> None:
    context = desk.context
    await privacy.erase(context, AWA)
    again = await registration.join(context, AWA, "ML", None)
    assert again.id > 7
    assert await attendance.own_record(context, again) != []
    assert (await privacy.own(context, AWA)).count("answers") == 0
    await prompts.close(context, "aside", "Secrétariat")
    assert len(await answers.results(context, await prompts.find(context, "aside"))) == 1


async def test_whoever_left_nothing_has_nothing_to_erase(desk: DeskRoom) -> None:
    with pytest.raises(NothingToDo):
        await privacy.erase(desk.context, Person(5, "Nobody"))
    assert (await privacy.own(desk.context, Person(5, "Nobody"))).nothing


async def test_no_letter_waits_for_her_and_none_names_her(desk: DeskRoom) -> None:
    await privacy.erase(desk.context, AWA)
    assert table(desk.context, "select discord_id, text from letters") == [
        (1_021, "[…] has changed your administration's answer")
    ]


async def test_of_what_waits_to_be_read_aloud_only_her_administrations_stays(desk: DeskRoom) -> None:
    waiting = "select subject, answerer from readings order by id"
    assert table(desk.context, waiting) == [("open", "p:7"), ("ours", "a:NE")]
    await privacy.erase(desk.context, AWA)
    assert table(desk.context, waiting) == [("ours", "a:NE")]


async def test_organisers_names_go_with_them_and_others_stay(desk: DeskRoom) -> None:
    await privacy.erase(desk.context, SECRETARIAT)
    assert [row[0] for row in table(desk.context, "select distinct actor from audit order by actor")] == [
        AWA.name,
        "[…]",
        "atelier",
    ]


async def test_retention_purges_by_itself_and_is_logged(desk: DeskRoom, tmp_path: Path) -> None:
    context = desk.context
    alarms = Alarms(desk.clock)
    alarms.start()
    archivist = Archivist(context.database, desk.clock, alarms, [context])
    Backups(context.database.path).make(context.now())
    noted, due = "select purge_at, purged_at from workshops", datetime(2022, 3, 17, 23, 0, tzinfo=UTC)
    try:
        archivist.start()
        while table(context, noted) == [(None, None)]:
            await context.database.row("select 1")
        assert table(context, noted) == [(format_utc(due), None)]
        desk.at(due)
        while context.people:
            await asyncio.wait_for(context.database.row("select 1"), 5)
        again = format_utc(due + timedelta(days=365))  # what comes in from now on
        while table(context, noted) != [(again, format_utc(due))]:
            await asyncio.wait_for(context.database.row("select 1"), 5)
    finally:
        await archivist.stop()
        alarms.stop()
    assert found_in(tmp_path, *HERS, "MW 1", "NE 2", "Secrétariat") == []
    assert [backup.at for backup in Backups(context.database.path).all()] == [due]
    assert table(context, "select actor, detail from audit where action = 'privacy purge'") == [("atelier", "7 people")]
    assert context.guests == {}
    assert table(context, "select * from letters") == []
    assert table(context, "select * from readings") == []
    assert table(context, "select count(*), count(name = '') from participants") == [(7, 7)]
    assert table(context, "select prompt, option_ids, text from answers order by prompt") == [
        ("aside", "", None),
        ("open", "", None),
        ("ours", "", "ours: hers"),
        ("pick", "a", None),
    ]
    assert table(context, "select question, text from evaluation_answers order by question") == [
        ("next", None),
        ("which", "x"),
    ]
    assert [m.text for m in await key_messages.everyone(context)] == ["More exchange"]


def test_retention_counts_from_the_last_days_end_and_waits_for_the_last_form() -> None:
    described = workshop(**CHANGES)
    schedule = Schedule.of(described)
    assert purge_at(described, schedule, None) == datetime(2022, 3, 17, 23, 0, tzinfo=UTC)
    assert purge_at(replace(described, retention=timedelta(hours=1)), schedule, None) == FINAL.closes
    assert purge_at(replace(described, retention=None), schedule, None) is None
    purged = datetime(2026, 1, 1, 12, 0, tzinfo=UTC)
    assert purge_at(described, schedule, purged) == purged + timedelta(days=365)


def test_a_name_is_taken_out_only_where_it_stands_whole() -> None:
    plain = without(["Ali", "Ali (Mali)", ""])
    assert plain("Ali (Mali): Mali, Ali; Alimata") == "[…]: Mali, […]; Alimata"
    assert mark_without_reason("Ali: excused: Ali is ill", ["Ali"]) == "[…]: excused"
    assert mark_without_reason("Ali: B: late: x: y", ["Ali: B"]) == "[…]: late"
    assert mark_without_reason("Awa: excused: ill", ["Ali"]) == "Awa: excused: ill"


async def test_her_page_is_in_her_language_and_names_things_as_people_do(desk: DeskRoom) -> None:
    context, own = desk.context, await privacy.own(desk.context, AWA)
    formats = Formats("en", context.workshop.zone)
    page = own_data.as_page(phrases("en"), formats, context.workshop, own, context.now(), ["<b>&"]).decode()
    assert '<html lang="en">' in page
    assert "&lt;b&gt;&amp;" in page
    for words in ("Mali (en)", "17 March 2021, 12:20", "you yourself", "Which? (en)", "A (en)", "français", AWA.name):
        assert f"<dd>{words}</dd>" in page
