"""Anonymous answers leave no trace of their authors in the database, in its log or in the bot's log."""

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
from bot.features.prompts import answer_service, service
from bot.features.prompts.errors import PromptNamesNobody, PromptStillOpen
from tests.features.prompts.helpers import CHAIR, CLOSES, FINAL, HIDDEN, HOPES, SECRET, PromptWorkshop


@pytest.fixture
async def meeting(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> AsyncIterator[PromptWorkshop]:
    caplog.set_level(logging.DEBUG)
    logging.getLogger("aiosqlite").setLevel(logging.WARNING)  # as bot.log has it
    opened = await PromptWorkshop.open(tmp_path, each=6)
    yield opened
    await opened.close()


def on_disk(meeting: PromptWorkshop) -> bytes:
    """What someone who steals the database has: the file and its log."""
    return b"".join(file.read_bytes() for file in sorted(meeting.folder.glob("workshop.db*")))


def keys(meeting: PromptWorkshop) -> dict[str, str]:
    found: dict[str, str] = json.loads((meeting.folder / "workshop.keys").read_text())
    return {name: key for name, key in found.items() if name.startswith(("prompt:", "evaluation:"))}


def hashes(meeting: PromptWorkshop, key: str) -> list[bytes]:
    secret = bytes.fromhex(key)
    return [
        hmac.new(secret, str(who.discord_id).encode(), hashlib.sha256).hexdigest().encode()
        for who in meeting.people.values()
    ]


async def everyone_answers(meeting: PromptWorkshop) -> list[datetime]:
    """Everyone answers, each at another moment, and some change their answer. Returns the moments."""
    moments = []
    for number, who in enumerate([*meeting.people.values(), *list(meeting.people.values())[::-3]]):
        meeting.pass_time(timedelta(seconds=7, microseconds=number))
        moments.append(meeting.clock.now())
        await answer_service.answer(
            meeting.context, "secret", who, AnswerValue(text=f"whisper {who.id} of {number:02}")
        )
    return moments


async def test_nothing_on_the_disk_or_in_the_log_ties_an_answer_to_a_person(
    meeting: PromptWorkshop, caplog: pytest.LogCaptureFixture
) -> None:
    await meeting.ask(SECRET)
    (key,) = keys(meeting).values()
    moments = await everyone_answers(meeting)
    open_bytes = on_disk(meeting)
    assert all(format_utc(at).encode() not in open_bytes for at in moments)
    rows = await meeting.context.database.rows("select * from anonymous_answers")
    ids = [row["answerer"] for row in rows]
    assert await meeting.context.database.rows("select * from answers") == []

    meeting.pass_time(timedelta(minutes=1))
    await service.close(meeting.context, "secret", CHAIR)
    closed_bytes = on_disk(meeting)
    assert [file.stat().st_size for file in meeting.folder.glob("*-wal")] == [0]
    assert not any(trace in closed_bytes for trace in hashes(meeting, key))
    assert not any(format_utc(at).encode() in closed_bytes for at in moments)
    after = await meeting.context.database.rows("select * from anonymous_answers")
    assert not {row["answerer"] for row in after} & set(ids)
    assert {row["text"] for row in after} == {row["text"] for row in rows}
    changed = f"whisper {meeting.people['NE 6'].id} of 17".encode()
    assert changed not in closed_bytes  # an answer that was changed is overwritten on the disk
    assert keys(meeting) == {}
    assert "whisper" not in caplog.text
    assert not any(trace.decode() in caplog.text for trace in hashes(meeting, key))


async def test_the_order_of_rows_is_not_the_order_of_answers(meeting: PromptWorkshop) -> None:
    await meeting.ask(SECRET)
    for number, who in enumerate(meeting.people.values()):
        await answer_service.answer(meeting.context, "secret", who, AnswerValue(text=f"{number:02}"))
    asked = await service.find(meeting.context, "secret")
    with pytest.raises(PromptStillOpen):
        await answer_service.results(meeting.context, asked)
    rows = await meeting.context.database.rows("select text from anonymous_answers")
    await service.close(meeting.context, "secret", CHAIR)
    closed = await service.find(meeting.context, "secret")
    after = [answer.content.text for answer in await answer_service.results(meeting.context, closed)]
    in_order = [f"{number:02}" for number in range(len(meeting.people))]
    assert sorted(row["text"] for row in rows) == sorted(t or "" for t in after) == in_order
    assert [row["text"] for row in rows] != in_order
    assert after != in_order


async def test_everyone_has_one_answer_and_can_change_it(meeting: PromptWorkshop) -> None:
    asked = await meeting.ask(SECRET)
    awa = meeting.people["ML 1"]
    await answer_service.answer(meeting.context, "secret", awa, AnswerValue(text="one"))
    await meeting.restart()
    kept = await answer_service.answer(meeting.context, "secret", awa, AnswerValue(text="two"))
    assert (kept.changed, kept.replaced) == (True, None)
    own = await answer_service.own_answer(meeting.context, asked, awa)
    assert own is not None
    assert (own.content.text, own.name, own.administration) == ("two", None, None)
    assert await answer_service.counts(meeting.context, "secret") == (1, 0)


async def test_a_question_whose_key_is_lost_takes_no_more_answers(meeting: PromptWorkshop) -> None:
    """A restore from a backup leads here: backups do not contain the keys."""
    await meeting.ask(SECRET)
    await answer_service.answer(meeting.context, "secret", meeting.people["ML 1"], AnswerValue(text="one"))
    for name in keys(meeting):
        meeting.context.keys.destroy(name)
    for who in ("ML 1", "MW 1"):
        with pytest.raises(PromptSealed) as sealed:
            await answer_service.answer(meeting.context, "secret", meeting.people[who], AnswerValue(text="mine"))
        assert sealed.value.text == "mine"
    await service.close(meeting.context, "secret", CHAIR)
    assert await answer_service.counts(meeting.context, "secret") == (1, 0)


async def test_a_key_left_over_by_a_crash_is_destroyed_at_the_next_start(meeting: PromptWorkshop) -> None:
    await meeting.ask(SECRET)
    await meeting.ask(HIDDEN)
    left_over = next(name for name in keys(meeting) if ":secret:" in name)
    await meeting.context.database.write(
        lambda tx: tx.execute("update prompts set closed_at = opened_at where prompt = 'secret'")
    )
    await meeting.restart()
    await service.destroy_left_over_keys(meeting.context)
    assert left_over not in keys(meeting)
    assert len(keys(meeting)) == 1


async def test_an_anonymous_question_shows_nobody_in_status_nudges_and_own_answers(meeting: PromptWorkshop) -> None:
    asked = await meeting.ask(SECRET)
    await meeting.ask(HOPES)
    awa = meeting.people["ML 1"]
    await answer_service.answer(meeting.context, "secret", awa, AnswerValue(text="one"))
    await answer_service.answer(meeting.context, "hopes", awa, AnswerValue(text="mine"))
    with pytest.raises(PromptNamesNobody):
        await answer_service.answering_status(meeting.context, asked)
    with pytest.raises(PromptNamesNobody):
        await answer_service.delegations_to_nudge(meeting.context, "secret")
    assert [question.id for question, _ in await answer_service.own_answers(meeting.context, awa)] == ["hopes"]


async def fill_in(meeting: PromptWorkshop, who: str, useful: str, then: str = "") -> EvaluationProgress:
    entered = {"useful": (useful,), "next": (then,)}
    return await evaluations.answer(meeting.context, "final", 0, meeting.people[who], entered)


async def test_an_evaluation_can_be_changed_and_forgets_who_answered_when_it_closes(meeting: PromptWorkshop) -> None:
    for name in meeting.people:
        await fill_in(meeting, name, "3", f"from {name}")
    assert (await fill_in(meeting, "ML 1", "5", "changed")).next_form is None
    (key,) = keys(meeting).values()
    await meeting.restart()
    own = await evaluations.progress(meeting.context, FINAL, meeting.people["ML 1"])
    assert own.answers == {"useful": AnswerValue(value=5), "next": AnswerValue(text="changed")}
    assert await evaluations.responses(meeting.context) == [(FINAL, len(meeting.people))]
    assert any(trace in on_disk(meeting) for trace in hashes(meeting, key))

    assert evaluations.next_closing(meeting.context) == CLOSES
    meeting.pass_time(CLOSES - meeting.clock.now())
    with pytest.raises(EvaluationClosed):
        await fill_in(meeting, "ML 1", "1")
    await evaluations.close_due(meeting.context)
    assert not any(trace in on_disk(meeting) for trace in hashes(meeting, key))
    assert keys(meeting) == {}
    rows = await meeting.context.database.rows("select * from evaluation_answers")
    together = {row["response"]: set[str]() for row in rows}
    for row in rows:
        together[row["response"]].add(str(row["value"] or row["text"]))
    assert {"5", "changed"} in together.values()
    assert {row["answered_at"] for row in rows} == {None}


async def test_an_evaluation_whose_key_is_lost_takes_no_more_answers(meeting: PromptWorkshop) -> None:
    await fill_in(meeting, "ML 1", "3")
    for name in keys(meeting):
        meeting.context.keys.destroy(name)
    with pytest.raises(PromptSealed):
        await fill_in(meeting, "MW 1", "3")
    with pytest.raises(PromptSealed):
        await evaluations.progress(meeting.context, FINAL, meeting.people["ML 1"])
