"""Questions over the wire, with kills and restarts of the bot. `test_prompt_replies.py` has what needs none."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from fakecord import Message
from tests.e2e.harness import Harness, bilingual
from tests.e2e.session_workshop import SessionWorkshop, write


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
async def prepared(harness: Harness) -> AsyncIterator[SessionWorkshop]:
    prepared = SessionWorkshop(harness)
    await prepared.open(prepared_prompts())
    yield prepared
    assert harness.server.violations == []


def shown(message: Message) -> str:
    """The counts at the end of a question's message."""
    return message.content.rpartition("\n\n")[2]


@pytest.mark.slow
async def test_each_kind_of_question_is_answered_after_a_kill(prepared: SessionWorkshop) -> None:
    posted = {prompt["id"]: await prepared.ask(prompt["id"]) for prompt in prepared_prompts()}
    await prepared.restart()
    await write(prepared.awa, posted["hopes"], "Échanger")
    await prepared.awa.choose(posted["device"], ["phone"])
    await prepared.awa.choose(posted["devices"], ["phone", "computer"])
    await prepared.mary.press(posted["ease"], 3)
    await write(prepared.mary, posted["step"], "A step")
    await prepared.awa.choose(posted["ours"], ["phone"])
    await write(prepared.mary, posted["secret"], "Hush")
    await prepared.harness.until(lambda: all("1 answer" in shown(message) for message in posted.values()))
    rows = prepared.harness.rows("select prompt, administration, option_ids, value, text from answers order by prompt")
    assert [tuple(row.values()) for row in rows] == [
        ("device", "ML", "phone", None, None),
        ("devices", "ML", "computer;phone", None, None),
        ("ease", "MW", "", 4, None),
        ("hopes", "ML", "", None, "Échanger"),
        ("ours", "ML", "phone", None, None),
        ("step", "MW", "", None, "A step"),
    ]
    hidden = prepared.harness.rows("select prompt, option_ids, value, text from anonymous_answers")
    assert [tuple(row.values()) for row in hidden] == [("secret", "", None, "Hush")]
    assert shown(posted["device"]).endswith("1 answer, 1 administration")
    assert shown(posted["secret"]).endswith("/ 1 answer")
    log = prepared.harness.bots[-1].log()
    assert not any(trace in log for trace in ("Hush", "Échanger", str(prepared.mary.id), "Mary"))


async def test_a_colleague_is_told_that_the_answer_of_the_administration_was_changed(prepared: SessionWorkshop) -> None:
    message = await prepared.ask("ours")
    await prepared.awa.choose(message, ["phone"])
    kept = await prepared.koffi.choose(message, ["computer"])
    assert "Awa" in kept.text
    told = await prepared.harness.until(lambda: next((m for m in prepared.awa.private if "Koffi" in m.text), None))
    assert "Un ordinateur" in told.text
    await prepared.restart()  # the interaction of the last answer is lost, so a mention replaces its follow-up
    await prepared.awa.choose(message, ["phone"])
    await prepared.harness.until(lambda: prepared.plenary[-1].pinged_users == [prepared.koffi.user])
    assert "Un téléphone" not in prepared.plenary[-1].content


@pytest.mark.slow
async def test_the_interpreter_feed_has_each_item_once_after_kills(prepared: SessionWorkshop) -> None:
    harness, faults = prepared.harness, prepared.harness.server.faults
    posting = rf"/channels/{harness.guild.channel('interpreters').id}/messages$"
    await harness.until(lambda: "The session is open" in prepared.feed())
    assert "button" not in prepared.feed()
    assert "bouton" not in prepared.feed()

    # the question is being posted, and an acknowledged answer waits
    hold = faults.hold("POST", posting)
    await write(prepared.mary, await prepared.ask("secret"), "Hush")
    hopes = await prepared.ask("hopes")
    await hold.reached(20)
    await write(prepared.awa, hopes, "Bonjour à tous")
    await kill(harness)
    assert "Hopes" not in prepared.feed()

    # Discord has the question, but has not responded
    hold = faults.hold("POST", posting, before=False)
    await harness.start_bot()
    await hold.reached(20)
    assert "Hopes (en)" in prepared.feed()
    await kill(harness)

    await harness.start_bot()
    await harness.until(lambda: "Bonjour" in prepared.feed(), 25)
    await harness.eventually(lambda: harness.rows("select 1 from interpreter_items") == [])
    once = ("The session is open", "**Secret (en)**", "**Hopes (en)**", "**Mali** (français)", "> Bonjour à tous")
    assert [prepared.feed().count(words) for words in once] == [1] * len(once)
    assert "Hush" not in prepared.feed()


async def kill(harness: Harness) -> None:
    with harness.server.faults.bot_down():
        await harness.bots[-1].kill()
        harness.server.faults.lift()
        harness.server.world.nonces.clear()  # as Discord does after some minutes
