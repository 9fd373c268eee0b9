"""Anonymous means anonymous: the whole database, its log and the bot's log are read for any trace."""

from __future__ import annotations

import hashlib
import hmac
import json
import logging
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.core.answers import AnswerValue
from bot.core.errors import PromptSealed
from bot.core.instants import format_utc
from bot.features.evaluations import service as evaluations
from bot.features.evaluations.errors import EvaluationClosed
from bot.features.evaluations.model import EvaluationProgress
from bot.features.prompts import answer_service as answers
from bot.features.prompts import service as prompts
from bot.features.prompts.errors import PromptNamesNobody, PromptStillOpen
from tests.features.prompts.helpers import CHAIR, CLOSES, FINAL, HIDDEN, HOPES, SECRET, Plenary


@pytest.fixture
async def here(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> AsyncIterator[Plenary]:
    caplog.set_level(logging.DEBUG)
    logging.getLogger("aiosqlite").setLevel(logging.WARNING)  # as bot.log has it
    opened = await Plenary.open(tmp_path, each=6)
    yield opened
    await opened.close()


def on_disk(here: Plenary) -> bytes:
    """Everything that a thief of the database would have: the file and its log."""
    return b"".join(file.read_bytes() for file in sorted(here.folder.glob("room.db*")))


def keys(here: Plenary) -> dict[str, str]:
    found: dict[str, str] = json.loads((here.folder / "room.keys").read_text())
    return {name: key for name, key in found.items() if name != "join"}


def hashes(here: Plenary, key: str) -> list[bytes]:
    secret = bytes.fromhex(key)
    return [hmac.new(secret, str(who.id).encode(), hashlib.sha256).hexdigest().encode() for who in here.people.values()]


async def speak_up(here: Plenary) -> list[datetime]:
    """Everyone answers, at moments of their own, and some change their minds; returns the moments."""
    moments = []
    for number, who in enumerate([*here.people.values(), *list(here.people.values())[::-3]]):
        here.pass_time(timedelta(seconds=7, microseconds=number))
        moments.append(here.clock.now())
        await answers.answer(here.context, "secret", who, AnswerValue(text=f"whisper {who.id} of {number:02}"))
    return moments


async def test_nothing_on_the_disk_or_in_the_log_ties_an_answer_to_a_person(
    here: Plenary, caplog: pytest.LogCaptureFixture
) -> None:
    await here.ask(SECRET)
    (key,) = keys(here).values()
    moments = await speak_up(here)
    open_bytes = on_disk(here)
    assert all(format_utc(at).encode() not in open_bytes for at in moments)
    rows = await here.context.database.rows("select * from answers")
    ids = [row["id"] for row in rows]
    assert all((r["participant"], r["administration"], r["answered_at"], r["edited_at"]) == (None,) * 4 for r in rows)

    here.pass_time(timedelta(minutes=1))
    await prompts.close(here.context, "secret", CHAIR)
    closed_bytes = on_disk(here)
    assert [file.stat().st_size for file in here.folder.glob("*-wal")] == [0]
    assert not any(trace in closed_bytes for trace in hashes(here, key))
    assert not any(format_utc(at).encode() in closed_bytes for at in moments)
    after = await here.context.database.rows("select * from answers")
    assert not {row["id"] for row in after} & set(ids)
    assert {row["text"] for row in after} == {row["text"] for row in rows}
    changed = f"whisper {here.people['NE 6'].id} of 17".encode()
    assert changed not in closed_bytes  # what was changed is overwritten, not only unlinked
    assert keys(here) == {}
    assert "whisper" not in caplog.text
    assert not any(trace.decode() in caplog.text for trace in hashes(here, key))


async def test_the_order_of_rows_is_not_the_order_of_answers(here: Plenary) -> None:
    await here.ask(SECRET)
    for number, who in enumerate(here.people.values()):
        await answers.answer(here.context, "secret", who, AnswerValue(text=f"{number:02}"))
    asked = await prompts.find(here.context, "secret")
    with pytest.raises(PromptStillOpen):
        await answers.results(here.context, asked)
    rows = await here.context.database.rows("select text from answers order by id")
    closed = await prompts.close(here.context, "secret", CHAIR)
    after = [answer.said.text for answer in await answers.results(here.context, closed)]
    spoken = [f"{number:02}" for number in range(len(here.people))]
    assert sorted(row["text"] for row in rows) == sorted(t or "" for t in after) == spoken
    assert [row["text"] for row in rows] != spoken
    assert after != spoken


async def test_one_answer_each_changed_until_it_closes(here: Plenary) -> None:
    asked = await here.ask(SECRET)
    awa = here.people["ML 1"]
    await answers.answer(here.context, "secret", awa, AnswerValue(text="one"))
    await here.restart()
    kept = await answers.answer(here.context, "secret", awa, AnswerValue(text="two"))
    assert (kept.changed, kept.replaced) == (True, None)
    own = await answers.own(here.context, asked, awa)
    assert own is not None
    assert (own.said.text, own.name, own.administration) == ("two", None, None)
    assert await answers.counts(here.context, "secret") == (1, 0)


async def test_without_its_key_a_question_takes_no_more_answers(here: Plenary) -> None:
    """As after a restore: the key is in no backup."""
    await here.ask(SECRET)
    await answers.answer(here.context, "secret", here.people["ML 1"], AnswerValue(text="one"))
    for name in keys(here):
        here.context.keys.destroy(name)
    for who in ("ML 1", "MW 1"):
        with pytest.raises(PromptSealed) as sealed:
            await answers.answer(here.context, "secret", here.people[who], AnswerValue(text="mine"))
        assert sealed.value.text == "mine"
    await prompts.close(here.context, "secret", CHAIR)
    assert await answers.counts(here.context, "secret") == (1, 0)


async def test_a_key_left_over_by_a_crash_is_destroyed_at_the_next_start(here: Plenary) -> None:
    await here.ask(SECRET)
    await here.ask(HIDDEN)
    left_over = next(name for name in keys(here) if ":secret:" in name)
    await here.context.database.write(
        lambda tx: tx.execute("update prompts set closed_at = opened_at where prompt = 'secret'")
    )
    await here.restart()
    await prompts.drop_left_over_keys(here.context)
    assert left_over not in keys(here)
    assert len(keys(here)) == 1


async def test_nobody_is_named_reminded_or_listed(here: Plenary) -> None:
    asked = await here.ask(SECRET)
    await here.ask(HOPES)
    awa = here.people["ML 1"]
    await answers.answer(here.context, "secret", awa, AnswerValue(text="one"))
    await answers.answer(here.context, "hopes", awa, AnswerValue(text="mine"))
    with pytest.raises(PromptNamesNobody):
        await answers.standing(here.context, asked)
    with pytest.raises(PromptNamesNobody):
        await answers.awaited(here.context, "secret", CHAIR)
    assert [question.id for question, _ in await answers.all_own(here.context, awa)] == ["hopes"]


async def test_a_language_that_few_share_goes_with_the_key(here: Plenary) -> None:
    await here.ask(SECRET)
    speakers = [who for who in here.people.values() if who.language == "en"][:4]
    speakers += [who for who in here.people.values() if who.language == "fr"]
    for who in speakers:
        await answers.answer(here.context, "secret", who, AnswerValue(text=who.language))
    await prompts.close(here.context, "secret", CHAIR)
    rows = await here.context.database.rows("select text, language from answers")
    assert {(row["text"], row["language"]) for row in rows} == {("en", None), ("fr", "fr")}


async def fill_in(here: Plenary, who: str, useful: str, then: str = "") -> EvaluationProgress:
    entered = {"useful": (useful,), "next": (then,)}
    return await evaluations.answer(here.context, "final", 0, here.people[who], entered)


async def test_an_evaluation_is_resumed_changed_and_forgets_who_answered(here: Plenary) -> None:
    for name in here.people:
        await fill_in(here, name, "3", f"from {name}")
    assert (await fill_in(here, "ML 1", "5", "changed")).next_form is None
    (key,) = keys(here).values()
    await here.restart()
    own = await evaluations.progress(here.context, FINAL, here.people["ML 1"])
    assert own.answers == {"useful": AnswerValue(value=5), "next": AnswerValue(text="changed")}
    assert await evaluations.responses(here.context) == [(FINAL, len(here.people))]
    assert any(trace in on_disk(here) for trace in hashes(here, key))

    assert evaluations.next_closing(here.context) == CLOSES
    here.pass_time(CLOSES - here.clock.now())
    with pytest.raises(EvaluationClosed):
        await fill_in(here, "ML 1", "1")
    await evaluations.close_due(here.context)
    assert not any(trace in on_disk(here) for trace in hashes(here, key))
    assert keys(here) == {}
    rows = await here.context.database.rows("select * from evaluation_answers")
    together = {row["response"]: set[str]() for row in rows}
    for row in rows:
        together[row["response"]].add(str(row["value"] or row["text"]))
    assert {"5", "changed"} in together.values()
    assert {row["answered_at"] for row in rows} == {None}


async def test_an_evaluation_whose_key_was_lost_takes_no_more(here: Plenary) -> None:
    await fill_in(here, "ML 1", "3")
    for name in keys(here):
        here.context.keys.destroy(name)
    with pytest.raises(PromptSealed):
        await fill_in(here, "MW 1", "3")
    with pytest.raises(PromptSealed):
        await evaluations.progress(here.context, FINAL, here.people["ML 1"])
