"""The tables of prompts, turns and answers."""

from __future__ import annotations

from datetime import timedelta

from bot.core.answers import AnswerValue
from bot.core.programme import Question
from bot.features.prompts import answer_store, store
from bot.features.prompts.model import Answer, Prompt, Round, TurnState
from tests.features.prompts.helpers import HOPES, OPENS, OURS, SECRET, STEP, PromptWorkshop


def prompt(question: Question, minutes: int = 0) -> Prompt:
    """A prompt that was opened so many minutes after the others, and closes so many minutes before them."""
    later = timedelta(minutes=minutes)
    return Prompt(question, "first", OPENS + later, OPENS + timedelta(hours=9) - later)


async def add(meeting: PromptWorkshop, *prompts: Prompt) -> None:
    for each in prompts:
        assert await meeting.context.write(store.add, meeting.context.id, each)


async def test_a_prompt_is_added_once(meeting: PromptWorkshop) -> None:
    await add(meeting, prompt(HOPES))
    assert not await meeting.context.write(store.add, meeting.context.id, prompt(HOPES, 1))
    assert await meeting.context.read(store.find, meeting.context.id, "hopes") == prompt(HOPES)
    assert await meeting.context.read(store.find, meeting.context.id, "ours") is None


async def test_the_newest_prompt_and_the_one_that_closes_next_come_first(meeting: PromptWorkshop) -> None:
    context, prompts = meeting.context, [prompt(HOPES), prompt(OURS, 1), prompt(STEP, 2)]
    await add(meeting, *prompts)
    await context.write(store.close, context.id, "step", OPENS)
    assert [each.id for each in await context.read(store.all_prompts, context.id)] == ["step", "ours", "hopes"]
    assert await context.read(store.open_prompts, context.id) == [prompts[1], prompts[0]]


async def test_a_prompt_is_deleted_with_its_round_and_its_answers(meeting: PromptWorkshop) -> None:
    context = meeting.context
    await add(meeting, prompt(STEP))
    await context.write(store.save_round, context.id, "step", Round.start(["MW", "ML"]))
    awa = meeting.people["ML 1"]
    await context.write(answer_store.save, context.id, "step", "a:ML", AnswerValue(text="one"), awa, OPENS)
    await context.write(store.delete, context.id, "step")
    for table in ("prompts", "turns", "answers"):
        assert await context.database.rows(f"select * from {table}") == []


async def test_a_round_is_stored_as_it_stands(meeting: PromptWorkshop) -> None:
    context, current = meeting.context, Round.start(["MW", "ML"])
    await add(meeting, prompt(STEP), prompt(HOPES))
    for state in (current, current.next_turn(TurnState.PASSED)):
        await context.write(store.save_round, context.id, "step", state)
        assert await context.read(store.find_round, context.id, "step") == state
    assert await context.read(store.find_round, context.id, "hopes") == Round()


async def test_a_named_answer_keeps_its_author_and_replaces_the_earlier_one(meeting: PromptWorkshop) -> None:
    context = meeting.context
    await add(meeting, prompt(OURS))
    awa, koffi = meeting.people["ML 1"], meeting.people["ML 2"]
    for who, options in ((awa, ("a",)), (koffi, ("a", "b"))):
        content = AnswerValue(options=options)
        await context.write(answer_store.save, context.id, "ours", "a:ML", content, who, OPENS)
        expected = Answer(content, who.id, who.name, "ML", "fr")
        assert await context.read(answer_store.find, context.id, "ours", "a:ML") == expected
    assert await context.read(answer_store.answers_to, context.id, "ours") == [expected]
    assert await context.read(answer_store.answers_of, context.id, ("p:1", "a:ML")) == [(OURS, expected)]
    assert await context.read(answer_store.counts, context.id, "ours") == (1, 1)
    assert await context.read(answer_store.administrations, context.id, "ours") == {"ML"}


async def test_an_anonymous_answer_has_no_author_and_gets_a_new_id_when_it_changes(meeting: PromptWorkshop) -> None:
    context, ids = meeting.context, set()
    await add(meeting, prompt(SECRET))
    for text in ("one", "two"):
        content = AnswerValue(text=text)
        await context.write(answer_store.save_anonymous, context.id, "secret", "hash", content, "fr")
        assert await context.read(answer_store.answers_to, context.id, "secret") == [Answer(content, language="fr")]
        [row] = await context.database.rows("select id from answers")
        ids.add(row["id"])
    assert len(ids) == 2
    assert max(ids) < 0


async def test_a_shuffle_keeps_the_answers_and_nothing_else(meeting: PromptWorkshop) -> None:
    context = meeting.context
    await add(meeting, prompt(SECRET))
    for number in range(6):
        content, language = AnswerValue(value=number), "fr" if number else "en"
        await context.write(answer_store.save_anonymous, context.id, "secret", f"hash {number}", content, language)
    before = await context.database.rows("select id, answerer from answers")
    await context.write(answer_store.shuffle, context.id, "secret")
    after = await context.database.rows("select id, answerer from answers")
    assert not {tuple(row) for row in before} & {tuple(row) for row in after}
    answers = await context.read(answer_store.answers_to, context.id, "secret")
    assert {(each.content.value, each.language) for each in answers} == {(0, None), *((n, "fr") for n in range(1, 6))}
