"""A person who is erased, joins again and answers again counts once, in answers and in attendance."""

import dataclasses
import hashlib
import hmac
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.core.answers import AnswerValue
from bot.core.people import Membership, Participant, Person
from bot.features.attendance import service as attendance
from bot.features.evaluations import service as evaluations
from bot.features.privacy import rejoining
from bot.features.privacy import service as privacy
from bot.features.programme import session_service as sessions
from bot.features.prompts import answer_service, service
from bot.features.roster import registration
from bot.features.roster import service as roster
from bot.features.roster.model import ServerMember
from bot.storage.backups import Backups
from bot.storage.transaction import Transaction
from bot.workshop import anonymity
from tests.features.prompts.helpers import CHAIR, FINAL, HOPES, SECRET, PromptWorkshop, workshop

AWA = Person(1_101, "Awa", "fr")
"""The account of the first delegate of Mali."""
NAMED = dataclasses.replace(FINAL, anonymous=False)


@pytest.fixture
async def meeting(tmp_path: Path) -> AsyncIterator[PromptWorkshop]:
    opened = await PromptWorkshop.open(tmp_path)
    yield opened
    await opened.close()


@pytest.fixture
async def naming(tmp_path: Path) -> AsyncIterator[PromptWorkshop]:
    """Its evaluation is answered under one's name."""
    opened = await PromptWorkshop.open(tmp_path, workshop(evaluations=(NAMED,)))
    yield opened
    await opened.close()


async def erase_and_join(meeting: PromptWorkshop, administration: str = "ML") -> Participant:
    await privacy.erase(meeting.context, AWA)
    return await registration.join(meeting.context, AWA, administration, None)


async def say(meeting: PromptWorkshop, prompt: str, who: Participant, text: str) -> None:
    await answer_service.answer(meeting.context, prompt, who, AnswerValue(text=text))


async def answers_to(meeting: PromptWorkshop, prompt: str) -> list[tuple[Any, ...]]:
    asked = await service.find(meeting.context, prompt)
    found = await answer_service.results(meeting.context, asked)
    return sorted((each.content.text, each.name) for each in found)


async def test_five_anonymous_answers_of_one_person_are_one(meeting: PromptWorkshop) -> None:
    await meeting.ask(SECRET)
    who = meeting.people["ML 1"]
    for number in range(5):
        await say(meeting, "secret", who, f"vote {number}")
        who = await erase_and_join(meeting, "NE" if number % 2 else "ML")
    await say(meeting, "secret", meeting.people["MW 1"], "another")
    assert await answer_service.counts(meeting.context, "secret") == (2, 0)
    await service.close(meeting.context, "secret", CHAIR)
    assert await answers_to(meeting, "secret") == [("another", None), ("vote 4", None)]


async def test_a_named_answer_replaces_the_one_from_before_the_erasure(meeting: PromptWorkshop) -> None:
    await meeting.ask(HOPES)
    await say(meeting, "hopes", meeting.people["ML 1"], "first")
    await say(meeting, "hopes", meeting.people["ML 2"], "a colleague's")
    who = await erase_and_join(meeting)
    assert await answers_to(meeting, "hopes") == [("a colleague's", "ML 2"), ("first", None)]
    await meeting.restart()
    await say(meeting, "hopes", who, "second")
    assert await answers_to(meeting, "hopes") == [("a colleague's", "ML 2"), ("second", "Awa")]
    await erase_and_join(meeting)
    before = [row["answerer"] for row in await meeting.context.database.rows("select * from anonymous_answers")]
    await service.close(meeting.context, "hopes", CHAIR)
    after = [row["answerer"] for row in await meeting.context.database.rows("select * from anonymous_answers")]
    assert len(before) == len(after) == 1
    assert before != after  # the hash goes at closing
    assert not [name for name in meeting.context.keys.names() if name.startswith("prompt:")]
    assert await answers_to(meeting, "hopes") == [("a colleague's", "ML 2"), ("second", None)]


async def test_a_named_response_replaces_the_one_from_before_the_erasure(naming: PromptWorkshop) -> None:
    context, who = naming.context, naming.people["ML 1"]
    await evaluations.answer(context, "final", 0, who, {"useful": ("1",), "next": ("Share",)})
    who = await erase_and_join(naming)
    assert (await evaluations.progress(context, NAMED, who)).answers == {}
    assert await evaluations.responses(context) == [(NAMED, 1)]
    await evaluations.answer(context, "final", 0, who, {"useful": ("5",)})
    assert await evaluations.responses(context) == [(NAMED, 1)]
    rows = await context.database.rows("select response, value from evaluation_answers")
    assert [tuple(row) for row in rows] == [(str(who.id), 5)]

    await privacy.erase(context, AWA)
    [hashed] = await context.database.rows("select response, language from evaluation_answers")
    naming.pass_time(timedelta(days=3))
    await evaluations.close_due(context)
    [drawn] = await context.database.rows("select response, value from evaluation_answers")
    assert drawn["response"] != hashed["response"]
    assert (hashed["language"], drawn["value"]) == (None, 5)
    assert not [name for name in context.keys.names() if name.startswith("evaluation:")]


async def test_an_evaluation_that_becomes_anonymous_counts_nobody_twice(naming: PromptWorkshop) -> None:
    context, who = naming.context, naming.people["ML 1"]
    await evaluations.answer(context, "final", 0, who, {"useful": ("1",)})
    context.workshop = dataclasses.replace(context.workshop, evaluations=(FINAL,))
    await evaluations.answer(context, "final", 0, who, {"useful": ("5",)})
    assert await evaluations.responses(context) == [(FINAL, 1)]


async def test_who_joins_again_has_the_same_number_and_attendance(meeting: PromptWorkshop) -> None:
    context, before = meeting.context, meeting.people["ML 1"]
    await attendance.sign_in(context, before)
    who = await erase_and_join(meeting, "NE")
    assert (who.id, who.name, who.administration) == (before.id, "Awa", "NE")
    await attendance.sign_in(context, who)
    found = await attendance.session_attendance(context, context.schedule["first"])
    assert found.present_count == 1
    assert len(found.records) == len(meeting.people)
    assert await context.database.rows("select * from erased_people") == []

    await privacy.erase(context, AWA)
    again = await roster.assign(context, ServerMember(AWA.discord_id, "awa", "Awa"), "MW", CHAIR)
    assert (again.id, again.status) == (before.id, Membership.JOINED)


async def test_after_the_workshop_nothing_recognises_who_was_erased(meeting: PromptWorkshop) -> None:
    context, before = meeting.context, meeting.people["ML 1"]
    assert rejoining.forgotten_at(context) is None
    await privacy.erase(context, AWA)
    over = rejoining.forgotten_at(context)
    assert over == FINAL.closes
    await rejoining.forget_if_over(context)
    assert len(await context.database.rows("select * from erased_people")) == 1
    await sessions.end(context, "first", CHAIR)
    await sessions.start(context, "second", CHAIR)
    await sessions.end(context, "second", CHAIR)
    meeting.pass_time(over - meeting.clock.now())
    await rejoining.forget_if_over(context)
    assert await context.database.rows("select * from erased_people") == []
    assert rejoining.forgotten_at(context) is None
    assert (await registration.join(context, AWA, "ML", None)).id > before.id
    await privacy.erase(context, AWA)
    assert await context.database.rows("select * from erased_people") == []


async def test_what_was_answered_under_hashes_of_numbers_is_found_again(meeting: PromptWorkshop) -> None:
    """As versions before the table `anonymous_answers` stored it."""
    context, who = meeting.context, meeting.people["ML 1"]
    asked = await meeting.ask(SECRET)
    await say(meeting, "secret", who, "before")
    await evaluations.answer(context, "final", 0, who, {"useful": ("1",)})
    for key_name, table, column in (
        (anonymity.prompt_key_name(context, "secret", asked.opened_at), "anonymous_answers", "answerer"),
        (anonymity.evaluation_key_name(context, "final"), "evaluation_answers", "response"),
    ):
        former = hmac.new(context.keys.key(key_name), str(who.id).encode(), hashlib.sha256).hexdigest()
        await context.write(Transaction.execute, f"update {table} set {column} = ?", (former,))
    for _start in range(2):
        await anonymity.replace_former_hashes(context)
        own = await answer_service.own_answer(context, asked, who)
        assert own
        assert own.content.text == "before"
        assert (await evaluations.progress(context, FINAL, who)).answers == {"useful": AnswerValue(value=1)}


async def test_a_backup_does_not_show_which_rows_came_last(meeting: PromptWorkshop) -> None:
    """An erasure rewrites the answers of one person: in the file, they would be the last rows."""
    await meeting.ask(HOPES)
    for who in meeting.people.values():
        await say(meeting, "hopes", who, f"marker {who.id}")
    backup = Backups(meeting.context.database.path).make(meeting.context.now())
    for name in meeting.people:
        await privacy.erase(meeting.context, Person(meeting.discord_id(name), name))
    stored = [row["text"] for row in await meeting.context.database.rows("select text from anonymous_answers")]
    raw = backup.path.read_bytes()
    places = [raw.index(text.encode()) for text in stored]
    assert len(places) == 6
    assert places in (sorted(places), sorted(places, reverse=True))  # in the order of the hashes
