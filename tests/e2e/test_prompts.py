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


def prepared() -> list[dict[str, Any]]:
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
async def room(stage: Stage) -> AsyncIterator[SessionRoom]:
    room = SessionRoom(stage)
    await room.open(prepared())
    yield room
    assert stage.server.violations == []


def shown(message: Message) -> str:
    """The counts at the foot of a question's message."""
    return message.content.rpartition("\n\n")[2]


async def test_every_kind_is_answered_after_a_kill_and_a_restart(room: SessionRoom) -> None:
    posted = {prompt["id"]: await room.ask(prompt["id"]) for prompt in prepared()}
    await room.restart()
    await write(room.awa, posted["hopes"], "Échanger")
    await room.awa.choose(posted["device"], ["phone"])
    await room.awa.choose(posted["devices"], ["phone", "computer"])
    await room.mary.press(posted["ease"], 3)
    await write(room.mary, posted["step"], "A step")
    await room.awa.choose(posted["ours"], ["phone"])
    await write(room.mary, posted["secret"], "Hush")
    await room.stage.until(lambda: all("1 answer" in shown(message) for message in posted.values()))
    rows = room.stage.rows("select prompt, administration, option_ids, value, text from answers order by prompt")
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
    log = room.stage.bots[-1].log()
    assert not any(trace in log for trace in ("Hush", "Échanger", str(room.mary.id), "Mary"))


async def test_answers_are_changed_and_closed_in_sight_of_all(room: SessionRoom) -> None:
    message = await room.ask("hopes")
    await write(room.awa, message, "One")
    form = (await room.awa.press(message, 0)).form
    assert form
    assert form.field("text").value == "One"
    changed = await room.awa.submit(form, {"text": "Two"})
    assert "Two" in changed.text
    listed = await room.awa.slash("me")
    assert "Hopes (fr)" in listed.text
    assert "Two" in listed.text
    await settled(room.facilitator, "prompt close")
    await room.stage.until(lambda: "closed" in shown(message) and not message.components)
    results = await settled(room.facilitator, "prompt results", publish=True)
    assert results.text == "The results are shown to everyone."
    assert "> Two" in room.plenary[-1].text


async def test_a_form_sent_too_late_comes_back_whole(room: SessionRoom) -> None:
    message = await room.ask("hopes")
    text = "mot " * 1000
    forms = [(await person.press(message, 0)).form for person in (room.awa, room.mary)]
    await settled(room.facilitator, "prompt close")
    for person, form in zip((room.awa, room.mary), forms, strict=True):
        assert form
        refused = await person.submit(form, {"text": text})
        assert refused.reply
        assert text.strip() in refused.reply.text
    assert room.answers("hopes") == []


async def test_a_form_of_someone_who_left_the_delegation_comes_back_whole(room: SessionRoom) -> None:
    message = await room.ask("hopes")
    form = (await room.awa.press(message, 0)).form
    await settled(room.facilitator, "roster remove", member=room.awa)
    assert form
    refused = await room.awa.submit(form, {"text": "Toujours là"})
    assert "/rejoindre" in refused.text
    assert "Toujours là" in refused.text


async def test_a_form_that_a_locked_database_cannot_take_comes_back_whole(room: SessionRoom) -> None:
    message = await room.ask("hopes")
    form = (await room.awa.press(message, 0)).form
    assert form
    other = sqlite3.connect(room.stage.folder / "data" / "atelier.db", isolation_level=None)
    other.execute("begin immediate")
    try:
        exchange = await room.awa.submit(form, {"text": "Écrit pour rien ?"})
        assert exchange.latency_ms < 3_000
        await exchange.settled(20)
        assert "Écrit pour rien ?" in exchange.text
    finally:
        other.execute("rollback")
        other.close()
    assert room.answers("hopes") == []


async def test_a_colleague_is_told_that_the_administrations_answer_was_changed(room: SessionRoom) -> None:
    message = await room.ask("ours")
    await room.awa.choose(message, ["phone"])
    kept = await room.koffi.choose(message, ["computer"])
    assert "Awa" in kept.text
    told = await room.stage.until(lambda: next((m for m in room.awa.private if "Koffi" in m.text), None))
    assert "Un ordinateur" in told.text
    await room.restart()  # who answered last can no longer be followed up: a mention does it
    await room.awa.choose(message, ["phone"])
    await room.stage.until(lambda: room.plenary[-1].pinged_users == [room.koffi.user])
    assert "Un téléphone" not in room.plenary[-1].content


async def test_the_silent_are_reminded_and_nobody_else(room: SessionRoom) -> None:
    message = await room.ask("hopes")
    await room.mary.slash("language", direct_messages=True)
    await write(room.awa, message, "One")
    nudged = await settled(room.facilitator, "prompt nudge")
    assert nudged.text == "1 administration was reminded.\nNobody has joined yet for: Niger."
    assert room.plenary[-1].pinged_users == [room.mary.user]
    await room.stage.until(lambda: room.mary.inbox)
    assert "Hopes (en)" in room.mary.inbox[-1].text


async def test_a_question_asked_by_mistake_is_discarded(room: SessionRoom) -> None:
    message = await room.ask("hopes")
    await write(room.awa, message, "One")
    await settled(room.facilitator, "prompt close", discard=True)
    await room.stage.until(lambda: message.deleted)
    assert room.stage.rows("select * from prompts") + room.answers("hopes") == []
    await room.ask("hopes")


async def test_a_question_is_written_on_the_spot_and_what_is_wrong_comes_back(room: SessionRoom) -> None:
    form = (await room.facilitator.slash("prompt compose", kind="choice", anonymous=True)).form
    assert form
    assert [field.custom_id for field in form.fields] == ["fr", "en", "options"]
    values = {"fr": "Prêts ?", "en": "Ready?", "options": "Oui | Yes\nNon"}
    refused = await room.facilitator.submit(form, values)
    assert all(text in refused.text for text in values.values())
    again = (await room.facilitator.slash("prompt compose", kind="choice", anonymous=True)).form
    assert again
    await (await room.facilitator.submit(again, values | {"options": "Oui | Yes\nNon | No"})).settled(20)
    message = room.plenary[-1]
    await room.awa.choose(message, ["1"])
    assert [(row["option_ids"], row["participant"]) for row in room.answers("q1")] == [("1", None)]


async def test_a_round_goes_by_administration(room: SessionRoom) -> None:
    message = await room.ask("step")
    refused = await room.awa.press(message, "prompt:next:step:MW")
    assert "animateurs" in refused.text
    taps = [room.facilitator.press(message, "prompt:next:step:MW") for _ in range(2)]
    answers = [tap.text for tap in await asyncio.gather(*taps)]
    assert sum("already gone on" in answer for answer in answers) == 1
    await room.stage.until(lambda: "prompt:pass:step:ML" in str(message.components))
    await room.awa.press(message, "prompt:pass:step:ML")  # her own administration's turn
    await room.stage.until(lambda: "Have passed: Mali" in message.text and "**Niger**" in message.text)


async def test_the_interpreters_read_each_thing_once_whenever_the_bot_is_killed(room: SessionRoom) -> None:
    stage, faults = room.stage, room.stage.server.faults
    posting = rf"/channels/{stage.guild.channel('interpreters').id}/messages$"
    await stage.until(lambda: "The session is open" in room.feed())
    assert "button" not in room.feed()
    assert "bouton" not in room.feed()

    # the question is about to be read, and an answer was acknowledged and waits
    hold = faults.hold("POST", posting)
    await write(room.mary, await room.ask("secret"), "Hush")
    hopes = await room.ask("hopes")
    await hold.reached(20)
    await write(room.awa, hopes, "Bonjour à tous")
    await kill(stage)
    assert "Hopes" not in room.feed()

    # Discord took the question, and has not said so
    hold = faults.hold("POST", posting, before=False)
    await stage.start_bot()
    await hold.reached(20)
    assert "Hopes (en)" in room.feed()
    await kill(stage)

    await stage.start_bot()
    await stage.until(lambda: "Bonjour" in room.feed(), 25)
    await stage.eventually(lambda: stage.rows("select 1 from readings") == [])
    once = ("The session is open", "**Secret (en)**", "**Hopes (en)**", "**Mali** (français)", "> Bonjour à tous")
    assert [room.feed().count(words) for words in once] == [1] * len(once)
    assert "Hush" not in room.feed()


async def kill(stage: Stage) -> None:
    with stage.server.faults.bot_down():
        await stage.bots[-1].kill()
        stage.server.faults.lift()
        stage.server.world.nonces.clear()  # as Discord does after some minutes


async def test_results_that_are_too_long_come_as_a_file(room: SessionRoom) -> None:
    message = await room.ask("hopes")
    for person in (room.awa, room.koffi, room.mary):
        await write(person, message, f"{person.name} " + "long " * 700)
    private = await settled(room.facilitator, "prompt results")
    assert private.reply
    (file,) = private.reply.attachments
    assert all(name in file.content.decode() for name in ("Awa", "Koffi", "Mary"))
    await settled(room.facilitator, "prompt results", publish=True)
    published = "\n".join(m.text for m in room.plenary[1:]) + "".join(
        attachment.content.decode() for m in room.plenary[1:] for attachment in m.attachments
    )
    assert published.count("long") >= 2_100
