"""Anonymous answers stay anonymous, and each person has one vote: tried over the wire as a curious person would."""

import io
import json
import re
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
from openpyxl import load_workbook

from fakecord import Message, Person
from tests.e2e.command_line import run
from tests.e2e.harness import Harness, bilingual, seconds_from_now
from tests.e2e.session_workshop import SessionWorkshop, attached_files, settled, write

SECRET: dict[str, Any] = {"id": "secret", "kind": "open", "anonymous": True, "text": bilingual("Secret")}
RATED: dict[str, Any] = {
    "id": "rated", "kind": "scale", "anonymous": True, "text": bilingual("Rated"),
    "scale": {"low": bilingual("bad"), "high": bilingual("good")},
}  # fmt: skip
NAMED: dict[str, Any] = {"id": "named", "kind": "open", "text": bilingual("Named")}
Tables = dict[str, list[dict[str, Any]]]


def evaluation(closes_in: float) -> dict[str, Any]:
    return {
        "id": "final",
        "title": bilingual("Evaluation"),
        "opens": (seconds_from_now(0) - timedelta(minutes=1)).strftime("%Y-%m-%dT%H:%M:%S"),
        "closes": seconds_from_now(closes_in).strftime("%Y-%m-%dT%H:%M:%S"),
        "anonymous": True,
        "questions": [
            {
                "id": "useful",
                "kind": "scale",
                "text": bilingual("Useful"),
                "low": bilingual("1"),
                "high": bilingual("5"),
            },
            {"id": "next", "kind": "open", "text": bilingual("Next")},
        ],
    }


@pytest.fixture
async def prepared(harness: Harness) -> AsyncIterator[SessionWorkshop]:
    yield SessionWorkshop(harness)
    assert harness.server.violations == []


async def crowd(prepared: SessionWorkshop, count: int) -> list[Person]:
    """French-speaking people who join beside Awa, Koffi and Mary, who speaks English."""
    people = [prepared.harness.coordinator(f"Person {number}", "fr") for number in range(count)]
    for person in people:
        await person.slash("join", administration="NE")
    return people


async def exported(prepared: SessionWorkshop) -> Tables:
    reply = (await settled(prepared.facilitator, "export data", format="json")).reply
    found: Tables = json.loads(attached_files(reply)["e2e.json"])
    return found


async def from_command_line(prepared: SessionWorkshop, name: str) -> Tables:
    folder = prepared.harness.folder
    assert await run(folder, "export", "--workshop", "e2e", "--format", "json", "--output", name) == (0, "")
    found: Tables = json.loads((folder / name).read_text(encoding="utf-8-sig"))
    return found


async def evaluate(person: Person, useful: str, then: str) -> None:
    opened = await person.slash("evaluate")
    if opened.form is None and opened.reply:  # they have answered before, and change it
        opened = await person.press(opened.reply, 0)
    assert opened.form
    await person.submit(opened.form, {"useful": useful, "next": then})


def without_log(tables: Tables) -> Tables:
    """The tables without the audit log and the announcements, which change.

    Exports are recorded, and announcements continue.
    """
    return {name: rows for name, rows in tables.items() if name not in ("audit", "announcements")}


@pytest.mark.slow
async def test_two_exports_around_one_answer_differ_in_a_count_alone(prepared: SessionWorkshop) -> None:
    await prepared.open([SECRET, RATED], evaluations=[evaluation(3_000)])
    people = [prepared.awa, prepared.koffi, *await crowd(prepared, 4)]
    secret, rated = await prepared.ask("secret"), await prepared.ask("rated")
    for number, person in enumerate(people):
        await write(person, secret, f"whisper {number}")
        await evaluate(person, "3", f"whisper {number}")
    before = [without_log(await exported(prepared)), without_log(await from_command_line(prepared, "one.json"))]
    await write(prepared.mary, secret, "Mary whispers")
    await prepared.mary.press(rated, 3)
    await evaluate(prepared.mary, "5", "Mary whispers")
    after = [without_log(await exported(prepared)), without_log(await from_command_line(prepared, "two.json"))]
    for first, second in zip(before, after, strict=True):
        assert "whisper" not in json.dumps([first, second])
        assert (first["answers"], first["evaluations"]) == ([], [])
        counted = [{row["prompt_id"]: row.pop("answers") for row in tables["prompts"]} for tables in (first, second)]
        assert counted == [{"secret": 6, "rated": 0}, {"secret": 7, "rated": 1}]
        assert first == second
    book = await settled(prepared.facilitator, "export data", format="xlsx")
    rows = [*load_workbook(io.BytesIO(attached_files(book.reply)["e2e.xlsx"])).worksheets[0].values]
    assert [row[1] for row in rows if str(row[0]).startswith("Evaluation (")] == [7]
    for language in ("fr", "en"):
        report = attached_files(
            (await settled(prepared.facilitator, "export report", format="html", language=language)).reply
        )
        assert b"whisper" not in report[f"e2e.report.{language}.html"]


async def test_answers_are_shown_once_a_question_is_closed_if_they_are_five(prepared: SessionWorkshop) -> None:
    await prepared.open([SECRET, RATED, NAMED])
    people = [prepared.awa, prepared.koffi, prepared.mary, *await crowd(prepared, 2)]
    secret, rated = await prepared.ask("secret"), await prepared.ask("rated")
    composed = await prepared.facilitator.slash("prompt compose", kind="open", anonymous=True)
    assert composed.form
    await prepared.facilitator.submit(composed.form, {"fr": "Peu ?", "en": "Few?"})
    few = await prepared.harness.until(lambda: next((m for m in prepared.plenary if "Few?" in m.content), None))
    for person in people:
        await write(person, secret, "whisper of five")
        await person.press(rated, 1)
    for person in people[:4]:
        await write(person, few, "whisper of four")
    for prompt in ("secret", "rated", "q3"):
        await settled(prepared.facilitator, "prompt close", prompt=prompt)
    tables = await exported(prepared)
    assert [row["text"] for row in tables["answers"] if row["prompt_id"] == "secret"] == ["whisper of five"] * 5
    assert [row["value"] for row in tables["answers"] if row["prompt_id"] == "rated"] == [2] * 5
    assert "whisper of four" not in json.dumps(tables)
    assert {row["prompt_id"]: row["answers"] for row in tables["prompts"]} == {"secret": 5, "rated": 5, "q3": 4}
    shown = await settled(prepared.facilitator, "prompt results", prompt="q3")
    await settled(prepared.facilitator, "prompt results", prompt="q3", publish=True)
    assert "4 answers" in shown.text
    assert "fewer than 5" in shown.text
    everything = [shown.text, *(message.text for message in prepared.plenary)]
    assert not any("whisper of four" in text for text in everything)
    assert "whisper of five" in (await settled(prepared.facilitator, "prompt results", prompt="secret")).text
    report = attached_files((await settled(prepared.facilitator, "export report", format="html", language="en")).reply)
    assert b"whisper of five" in report["e2e.report.en.html"]
    assert b"whisper of four" not in report["e2e.report.en.html"]


@pytest.mark.slow
async def test_the_only_speaker_of_a_language_is_not_named_by_it(prepared: SessionWorkshop) -> None:
    harness, final = prepared.harness, evaluation(3_000)
    await prepared.open([SECRET], evaluations=[final])
    people = [prepared.mary, prepared.awa, prepared.koffi, *await crowd(prepared, 2)]
    secret = await prepared.ask("secret")
    for person in people:
        await write(person, secret, "whisper")
        await evaluate(person, "4", "whisper")
    await settled(prepared.facilitator, "prompt close", prompt="secret")
    assert await harness.bots[-1].terminate() == 0
    described = harness.folder / "config" / "workshops" / "e2e.yaml"
    over = seconds_from_now(0).strftime("%Y-%m-%dT%H:%M:%S")
    described.write_text(described.read_text(encoding="utf-8").replace(final["closes"], over), encoding="utf-8")
    await harness.start_bot()
    await harness.eventually(lambda: "evaluation:" not in (harness.folder / "data" / "atelier.keys").read_text())
    tables = await exported(prepared)
    assert [row["language"] for row in tables["answers"]] == [None] * 5
    assert [row["language"] for row in tables["evaluations"]] == [None] * 10
    assert len({row["response_id"] for row in tables["evaluations"]}) == 5
    assert {row["language"] for row in tables["participants"]} == {"fr", "en"}
    assert harness.rows("select distinct language from evaluation_answers") == [{"language": None}]


@pytest.mark.slow
async def test_erasing_joining_and_answering_again_five_times_is_one_vote(prepared: SessionWorkshop) -> None:
    await prepared.open([SECRET, NAMED], evaluations=[evaluation(3_000)])
    messages = [await prepared.ask("secret"), await prepared.ask("named")]
    for number in range(5):
        await prepared.awa.slash("checkin")
        for message in messages:
            await write(prepared.awa, message, f"vote {number}")
        await evaluate(prepared.awa, "1", f"vote {number}")
        await erase(prepared)
        await prepared.awa.slash("join", administration=("ML", "NE")[number % 2])
    await write(prepared.koffi, messages[0], "another")
    await harness_counts(prepared, messages)
    await settled(prepared.facilitator, "prompt close", prompt="secret")
    await settled(prepared.facilitator, "prompt close", prompt="named")
    tables = await exported(prepared)
    assert {row["prompt_id"]: row["answers"] for row in tables["prompts"]} == {"secret": 2, "named": 1}
    assert [row["text"] for row in tables["answers"]] == ["vote 4"]  # two anonymous ones are not shown
    status = await settled(prepared.facilitator, "workshop status")
    assert "“Evaluation (en)”: 1 response" in status.text
    present = [row for row in tables["attendance"] if row["status"] != "absent"]
    assert len(present) == 1
    assert len(tables["attendance"]) == len(tables["participants"]) == 3
    assert sum(row["participants"] for row in tables["administrations"]) == 3


async def erase(prepared: SessionWorkshop) -> None:
    await prepared.awa.press((await settled(prepared.awa, "privacy erase")).reply, 0)
    await prepared.harness.until(lambda: prepared.awa.roles == [])


async def harness_counts(prepared: SessionWorkshop, messages: list[Message]) -> None:
    """The counts that everyone sees under the questions."""
    await prepared.harness.until(lambda: messages[0].content.endswith("/ 2 answers"))
    await prepared.harness.until(lambda: messages[1].content.endswith("/ 1 answer"))


@pytest.mark.slow
async def test_a_backup_tells_nothing_of_the_order_of_answers(prepared: SessionWorkshop) -> None:
    await prepared.open([SECRET])
    secret = await prepared.ask("secret")
    people = [prepared.awa, prepared.koffi, prepared.mary, *await crowd(prepared, 5)]
    for number, person in enumerate(people):
        await write(person, secret, f"whisper {number}")
    folder = prepared.harness.folder
    assert await run(folder, "backup", "copy.db") == (0, "")
    rows = prepared.harness.rows("select answerer, text from anonymous_answers order by answerer desc")
    by_hash = [row["text"].encode() for row in rows]
    assert re.findall(rb"whisper \d", (folder / "copy.db").read_bytes()) == by_hash
    assert (folder / "copy.db").stat().st_mode & 0o777 == 0o600
    assert await prepared.harness.bots[-1].terminate() == 0
    assert await run(folder, "restore", "copy.db") == (0, "")
    await prepared.harness.start_bot()
    form = (await prepared.koffi.press(secret, 0)).form
    assert form
    assert form.fields[0].value == "whisper 1"  # the key, which is not in the copy, finds it


async def test_the_form_says_that_the_answers_of_one_person_stay_together(prepared: SessionWorkshop) -> None:
    await prepared.open([], evaluations=[evaluation(3_000)])
    for person, words in (
        (prepared.awa, "Vos réponses restent ensemble"),
        (prepared.mary, "Your answers stay together"),
    ):
        form = (await person.slash("evaluate")).form
        assert form
        assert words in form.text
