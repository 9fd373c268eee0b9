"""Questions over the wire: each kind in both languages, through a kill and a restart; nothing typed is lost."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from typing import Any

import pytest

from fakecord import Message
from tests.e2e.harness import Stage, bilingual
from tests.e2e.session_workshop import SessionRoom, settled, write


def options() -> list[dict[str, Any]]:
    return [
        {"id": "computer", "text": {"fr": "Un ordinateur", "en": "A computer"}},
        {"id": "phone", "text": {"fr": "Un téléphone", "en": "A phone"}},
    ]


def prepared_prompts() -> list[dict[str, Any]]:
    scale = {"low": bilingual("hard"), "high": bilingual("easy")}
    return [
        {"id": "hopes", "kind": "open", "text": bilingual("Hopes"), "max_length": 4000},
        {"id": "device", "kind": "choice", "text": bilingual("Device"), "options": options()},
        {"id": "devices", "kind": "multiple", "text": bilingual("Devices"), "options": options()},
        {"id": "ease", "kind": "scale", "text": bilingual("Ease"), "scale": scale},
        {"id": "step", "kind": "round", "text": bilingual("Step"), "max_length": 400},
        {"id": "ours", "kind": "choice", "by": "administration", "text": bilingual("Ours"), "options": options()},
        {"id": "secret", "kind": "open", "anonymous": True, "text": bilingual("Secret")},
    ]


@pytest.fixture
async def prepared(stage: Stage) -> AsyncIterator[SessionRoom]:
    prepared = SessionRoom(stage)
    await prepared.open(prepared_prompts())
    yield prepared
    assert stage.server.violations == []


def shown(message: Message) -> str:
    """The counts at the foot of a question's message."""
    return message.content.rpartition("\n\n")[2]


async def test_every_kind_is_answered_after_a_kill_and_a_restart(prepared: SessionRoom) -> None:
    posted = {prompt["id"]: await prepared.ask(prompt["id"]) for prompt in prepared_prompts()}
    await prepared.restart()
    await write(prepared.awa, posted["hopes"], "Échanger")
    await prepared.awa.choose(posted["device"], ["phone"])
    await prepared.awa.choose(posted["devices"], ["phone", "computer"])
    await prepared.mary.press(posted["ease"], 3)
    await write(prepared.mary, posted["step"], "A step")
    await prepared.awa.choose(posted["ours"], ["phone"])
    await write(prepared.mary, posted["secret"], "Hush")
    await prepared.stage.until(lambda: all("1 answer" in shown(message) for message in posted.values()))
    rows = prepared.stage.rows("select prompt, administration, option_ids, value, text from answers order by prompt")
    assert [tuple(row.values()) for row in rows] == [
        ("device", "ML", "phone", None, None),
        ("devices", "ML", "computer;phone", None, None),
        ("ease", "MW", "", 4, None),
        ("hopes", "ML", "", None, "Échanger"),
        ("ours", "ML", "phone", None, None),
        ("secret", None, "", None, "Hush"),
        ("step", "MW", "", None, "A step"),
    ]
    assert shown(posted["device"]).endswith("1 answer, 1 administration")
    assert shown(posted["secret"]).endswith("/ 1 answer")
    log = prepared.stage.bots[-1].log()
    assert not any(trace in log for trace in ("Hush", "Échanger", str(prepared.mary.id), "Mary"))


async def test_answers_are_changed_and_closed_in_sight_of_all(prepared: SessionRoom) -> None:
    message = await prepared.ask("hopes")
    await write(prepared.awa, message, "One")
    form = (await prepared.awa.press(message, 0)).form
    assert form
    assert form.field("text").value == "One"
    changed = await prepared.awa.submit(form, {"text": "Two"})
    assert "Two" in changed.text
    listed = await prepared.awa.slash("me")
    assert "Hopes (fr)" in listed.text
    assert "Two" in listed.text
    await settled(prepared.facilitator, "prompt close")
    await prepared.stage.until(lambda: "closed" in shown(message) and not message.components)
    results = await settled(prepared.facilitator, "prompt results", publish=True)
    assert results.text == "The results are shown to everyone."
    assert "> Two" in prepared.plenary[-1].text


async def test_a_form_sent_too_late_comes_back_whole(prepared: SessionRoom) -> None:
    message = await prepared.ask("hopes")
    text = "mot " * 1000
    forms = [(await person.press(message, 0)).form for person in (prepared.awa, prepared.mary)]
    await settled(prepared.facilitator, "prompt close")
    for person, form in zip((prepared.awa, prepared.mary), forms, strict=True):
        assert form
        refused = await person.submit(form, {"text": text})
        assert refused.reply
        assert text.strip() in refused.reply.text
    assert prepared.answers("hopes") == []


async def test_a_form_of_someone_who_left_the_delegation_comes_back_whole(prepared: SessionRoom) -> None:
    message = await prepared.ask("hopes")
    form = (await prepared.awa.press(message, 0)).form
    await settled(prepared.facilitator, "roster remove", member=prepared.awa)
    assert form
    refused = await prepared.awa.submit(form, {"text": "Toujours là"})
    assert "/rejoindre" in refused.text
    assert "Toujours là" in refused.text


async def test_a_form_that_a_locked_database_cannot_take_comes_back_whole(prepared: SessionRoom) -> None:
    message = await prepared.ask("hopes")
    form = (await prepared.awa.press(message, 0)).form
    assert form
    other = sqlite3.connect(prepared.stage.folder / "data" / "atelier.db", isolation_level=None)
    other.execute("begin immediate")
    try:
        exchange = await prepared.awa.submit(form, {"text": "Écrit pour rien ?"})
        assert exchange.latency_ms < 3_000
        await exchange.settled(20)
        assert "Écrit pour rien ?" in exchange.text
    finally:
        other.execute("rollback")
        other.close()
    assert prepared.answers("hopes") == []


async def test_a_colleague_is_told_that_the_administrations_answer_was_changed(prepared: SessionRoom) -> None:
    message = await prepared.ask("ours")
    await prepared.awa.choose(message, ["phone"])
    kept = await prepared.koffi.choose(message, ["computer"])
    assert "Awa" in kept.text
    told = await prepared.stage.until(lambda: next((m for m in prepared.awa.private if "Koffi" in m.text), None))
    assert "Un ordinateur" in told.text
    await prepared.restart()  # who answered last can no longer be followed up: a mention does it
    await prepared.awa.choose(message, ["phone"])
    await prepared.stage.until(lambda: prepared.plenary[-1].pinged_users == [prepared.koffi.user])
    assert "Un téléphone" not in prepared.plenary[-1].content


async def test_the_silent_are_reminded_and_nobody_else(prepared: SessionRoom) -> None:
    message = await prepared.ask("hopes")
    await prepared.mary.slash("language", direct_messages=True)
    await write(prepared.awa, message, "One")
    nudged = await settled(prepared.facilitator, "prompt nudge")
    assert nudged.text == "1 administration was reminded.\nNobody has joined yet for: Niger."
    assert prepared.plenary[-1].pinged_users == [prepared.mary.user]
    await prepared.stage.until(lambda: prepared.mary.inbox)
    assert "Hopes (en)" in prepared.mary.inbox[-1].text


async def test_a_question_asked_by_mistake_is_discarded(prepared: SessionRoom) -> None:
    message = await prepared.ask("hopes")
    await write(prepared.awa, message, "One")
    await settled(prepared.facilitator, "prompt close", discard=True)
    await prepared.stage.until(lambda: message.deleted)
    assert prepared.stage.rows("select * from prompts") + prepared.answers("hopes") == []
    await prepared.ask("hopes")


async def test_a_question_is_written_on_the_spot_and_what_is_wrong_comes_back(prepared: SessionRoom) -> None:
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
    assert [(row["option_ids"], row["participant"]) for row in prepared.answers("q1")] == [("1", None)]


async def test_a_round_goes_by_administration(prepared: SessionRoom) -> None:
    message = await prepared.ask("step")
    refused = await prepared.awa.press(message, "prompt:next:step:MW")
    assert "animateurs" in refused.text
    taps = [prepared.facilitator.press(message, "prompt:next:step:MW") for _ in range(2)]
    answers = [tap.text for tap in await asyncio.gather(*taps)]
    assert sum("already gone on" in answer for answer in answers) == 1
    await prepared.stage.until(lambda: "prompt:pass:step:ML" in str(message.components))
    await prepared.awa.press(message, "prompt:pass:step:ML")  # her own administration's turn
    await prepared.stage.until(lambda: "Have passed: Mali" in message.text and "**Niger**" in message.text)


async def test_the_interpreters_read_each_thing_once_whenever_the_bot_is_killed(prepared: SessionRoom) -> None:
    stage, faults = prepared.stage, prepared.stage.server.faults
    posting = rf"/channels/{stage.guild.channel('interpreters').id}/messages$"
    await stage.until(lambda: "The session is open" in prepared.feed())
    assert "button" not in prepared.feed()
    assert "bouton" not in prepared.feed()

    # the question is about to be read, and an answer was acknowledged and waits
    hold = faults.hold("POST", posting)
    await write(prepared.mary, await prepared.ask("secret"), "Hush")
    hopes = await prepared.ask("hopes")
    await hold.reached(20)
    await write(prepared.awa, hopes, "Bonjour à tous")
    await kill(stage)
    assert "Hopes" not in prepared.feed()

    # Discord took the question, and has not said so
    hold = faults.hold("POST", posting, before=False)
    await stage.start_bot()
    await hold.reached(20)
    assert "Hopes (en)" in prepared.feed()
    await kill(stage)

    await stage.start_bot()
    await stage.until(lambda: "Bonjour" in prepared.feed(), 25)
    await stage.eventually(lambda: stage.rows("select 1 from readings") == [])
    once = ("The session is open", "**Secret (en)**", "**Hopes (en)**", "**Mali** (français)", "> Bonjour à tous")
    assert [prepared.feed().count(words) for words in once] == [1] * len(once)
    assert "Hush" not in prepared.feed()


async def kill(stage: Stage) -> None:
    with stage.server.faults.bot_down():
        await stage.bots[-1].kill()
        stage.server.faults.lift()
        stage.server.world.nonces.clear()  # as Discord does after some minutes


async def test_results_that_are_too_long_come_as_a_file(prepared: SessionRoom) -> None:
    message = await prepared.ask("hopes")
    for person in (prepared.awa, prepared.koffi, prepared.mary):
        await write(person, message, f"{person.name} " + "long " * 700)
    private = await settled(prepared.facilitator, "prompt results")
    assert private.reply
    (file,) = private.reply.attachments
    assert all(name in file.content.decode() for name in ("Awa", "Koffi", "Mary"))
    await settled(prepared.facilitator, "prompt results", publish=True)
    published = "\n".join(m.text for m in prepared.plenary[1:]) + "".join(
        attachment.content.decode() for m in prepared.plenary[1:] for attachment in m.attachments
    )
    assert published.count("long") >= 2_100
