"""Questions over the wire: answers, refusals and results. One bot serves all tests; each has its own question."""

import asyncio
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.e2e.announcements import locked_database
from tests.e2e.harness import Harness, bilingual
from tests.e2e.session_workshop import SessionWorkshop, attached_files, settled, write
from tests.e2e.test_prompts import shown

pytestmark = pytest.mark.asyncio(loop_scope="module")
OPEN = ("changed", "late", "left", "locked", "silent", "mistake", "long")
"""The ids of the open questions, each for one test."""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def prepared(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[SessionWorkshop]:
    harness = await Harness.build(tmp_path_factory.mktemp("prompts"))
    try:
        prepared = SessionWorkshop(harness)
        questions = [{"id": id, "kind": "open", "text": bilingual(id.capitalize()), "max_length": 4000} for id in OPEN]
        await prepared.open([*questions, {"id": "step", "kind": "round", "text": bilingual("Step")}])
        yield prepared
        assert harness.server.violations == []
    finally:
        await harness.close()


@pytest_asyncio.fixture(autouse=True, loop_scope="module")
async def no_open_question(prepared: SessionWorkshop) -> AsyncIterator[None]:
    """Close the questions that the test left open."""
    yield
    for row in prepared.harness.rows("select prompt from prompts where closed_at is null"):
        await settled(prepared.facilitator, "prompt close", prompt=row["prompt"])


async def test_an_answer_is_changed_and_the_results_are_published(prepared: SessionWorkshop) -> None:
    message = await prepared.ask("changed")
    await write(prepared.awa, message, "One")
    form = (await prepared.awa.press(message, 0)).form
    assert form
    assert form.field("text").value == "One"
    changed = await prepared.awa.submit(form, {"text": "Two"})
    assert "Two" in changed.text
    listed = await prepared.awa.slash("me")
    assert "Changed (fr)" in listed.text
    assert "Two" in listed.text
    await settled(prepared.facilitator, "prompt close")
    await prepared.harness.until(lambda: "closed" in shown(message) and not message.components)
    results = await settled(prepared.facilitator, "prompt results", prompt="changed", publish=True)
    assert results.text == "The results are shown to everyone."
    published = prepared.plenary[-1]
    assert (published.silent, "Two" in published.text, "Awa" in published.text) == (True, False, False)
    assert attached_files(published)["changed.txt"].decode().split("\n\n* * *\n\n")[1:] == ["Two"]


async def test_a_late_answer_is_given_back(prepared: SessionWorkshop) -> None:
    message = await prepared.ask("late")
    text = "mot " * 1000
    forms = [(await person.press(message, 0)).form for person in (prepared.awa, prepared.mary)]
    await settled(prepared.facilitator, "prompt close")
    for person, form in zip((prepared.awa, prepared.mary), forms, strict=True):
        assert form
        refused = await person.submit(form, {"text": text})
        assert refused.reply
        assert text.strip() in refused.reply.text
    assert prepared.answers("late") == []


async def test_the_answer_of_a_removed_person_is_given_back(prepared: SessionWorkshop) -> None:
    binta = prepared.harness.coordinator("Binta", "fr")
    await binta.slash("join", administration="ML")
    message = await prepared.ask("left")
    form = (await binta.press(message, 0)).form
    await settled(prepared.facilitator, "roster remove", member=binta)
    assert form
    refused = await binta.submit(form, {"text": "Toujours là"})
    assert "/rejoindre" in refused.text
    assert "Toujours là" in refused.text


async def test_an_answer_to_a_locked_database_is_given_back(prepared: SessionWorkshop) -> None:
    message = await prepared.ask("locked")
    form = (await prepared.awa.press(message, 0)).form
    assert form
    with locked_database(prepared.harness):
        exchange = await prepared.awa.submit(form, {"text": "Écrit pour rien ?"})
        assert exchange.latency_ms < 3_000
        await exchange.settled(20)
        assert "Écrit pour rien ?" in exchange.text
    assert prepared.answers("locked") == []


async def test_only_people_without_an_answer_are_reminded(prepared: SessionWorkshop) -> None:
    message = await prepared.ask("silent")
    await prepared.mary.slash("language", direct_messages=True)
    await write(prepared.awa, message, "One")
    nudged = await settled(prepared.facilitator, "prompt nudge")
    assert nudged.text == "1 group was reminded.\nNobody has joined yet for: Niger."
    assert prepared.plenary[-1].pinged_users == [prepared.mary.user]
    await prepared.harness.until(lambda: prepared.mary.inbox)
    assert "Silent (en)" in prepared.mary.inbox[-1].text


async def test_a_question_asked_by_mistake_is_discarded(prepared: SessionWorkshop) -> None:
    message = await prepared.ask("mistake")
    await write(prepared.awa, message, "One")
    await settled(prepared.facilitator, "prompt close", discard=True)
    await prepared.harness.until(lambda: message.deleted)
    assert prepared.harness.rows("select * from prompts where prompt = 'mistake'") + prepared.answers("mistake") == []
    await prepared.ask("mistake")


async def test_a_question_is_composed_and_a_faulty_one_is_given_back(prepared: SessionWorkshop) -> None:
    form = (await prepared.facilitator.slash("prompt compose", kind="choice", anonymous=True)).form
    assert form
    assert [field.custom_id for field in form.fields] == ["fr", "en", "options"]
    values = {"fr": "Prêts ?", "en": "Ready?", "options": "Oui | Yes\nNon"}
    refused = await prepared.facilitator.submit(form, values)
    assert all(text in refused.text for text in values.values())
    again = (await prepared.facilitator.slash("prompt compose", kind="choice", anonymous=True)).form
    assert again
    await (await prepared.facilitator.submit(again, values | {"options": "Oui | Yes\nNon | No"})).settled(20)
    message = prepared.plenary[-1]
    await prepared.awa.choose(message, ["1"])
    composed = "select max(prompt) from prompts where prompt like 'q%'"
    answers = prepared.harness.rows(f"select option_ids from anonymous_answers where prompt = ({composed})")
    assert answers == [{"option_ids": "1"}]


@pytest.mark.slow
async def test_a_round_goes_by_administration(prepared: SessionWorkshop) -> None:
    message = await prepared.ask("step")
    refused = await prepared.awa.press(message, "prompt:next:step:MW")
    assert "animation" in refused.text
    taps = [prepared.facilitator.press(message, "prompt:next:step:MW") for _ in range(2)]
    answers = [tap.text for tap in await asyncio.gather(*taps)]
    assert sum("already begun" in answer for answer in answers) == 1
    await prepared.harness.until(lambda: "prompt:pass:step:ML" in str(message.components))
    await prepared.awa.press(message, "prompt:pass:step:ML")  # the turn of her administration
    await prepared.harness.until(lambda: "Has passed: Mali" in message.text and "**Niger**" in message.text)


async def test_long_results_come_as_a_file(prepared: SessionWorkshop) -> None:
    message = await prepared.ask("long")
    for person in (prepared.awa, prepared.koffi, prepared.mary):
        await write(person, message, f"{person.name} " + "long " * 700)
    private = await settled(prepared.facilitator, "prompt results", prompt="long")
    assert private.reply
    (file,) = private.reply.attachments
    assert all(name in file.content.decode() for name in ("Awa", "Koffi", "Mary"))
    await settled(prepared.facilitator, "prompt results", prompt="long", publish=True)
    posted = prepared.plenary[prepared.plenary.index(message) + 1 :]
    files = [file.content.decode() for post in posted for file in post.attachments]
    assert "\n".join([*(post.text for post in posted), *files]).count("long") >= 2_100
