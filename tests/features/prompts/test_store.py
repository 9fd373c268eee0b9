"""The tables of prompts, turns and answers."""

from datetime import timedelta

from bot.core.answers import AnswerValue
from bot.core.programme import Question
from bot.features.prompts import anonymous_answer_store, answer_store, store
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


async def test_an_anonymous_answer_has_no_author_and_one_row(meeting: PromptWorkshop) -> None:
    context = meeting.context
    await add(meeting, prompt(SECRET))
    for text in ("one", "two"):
        content = AnswerValue(text=text)
        changed = await context.write(anonymous_answer_store.save, context.id, "secret", "hash", content)
        assert changed == (text == "two")
        assert await context.read(answer_store.answers_to, context.id, "secret") == [Answer(content)]
    assert await context.read(answer_store.counts, context.id, "secret") == (1, 0)
    assert await context.read(answer_store.count_in_sessions, context.id, ["first"]) == 1
    await context.write(store.delete, context.id, "secret")
    assert await context.database.rows("select * from anonymous_answers") == []


async def test_answers_of_nobody_count_with_those_under_a_name(meeting: PromptWorkshop) -> None:
    context, awa = meeting.context, meeting.people["ML 1"]
    await add(meeting, prompt(HOPES))
    await context.write(answer_store.save, context.id, "hopes", f"p:{awa.id}", AnswerValue(text="hers"), awa, OPENS)
    await context.write(anonymous_answer_store.save, context.id, "hopes", "hash", AnswerValue(text="nobody's"))
    assert await context.read(answer_store.counts, context.id, "hopes") == (2, 1)
    answers = await context.read(answer_store.answers_to, context.id, "hopes")
    assert [(each.content.text, each.administration) for each in answers] == [("nobody's", None), ("hers", "ML")]
    assert await context.read(answer_store.find, context.id, "hopes", "hash") == answers[0]


async def test_a_shuffle_keeps_the_answers_and_nothing_else(meeting: PromptWorkshop) -> None:
    context = meeting.context
    await add(meeting, prompt(SECRET))
    for number in range(6):
        content = AnswerValue(value=number)
        await context.write(anonymous_answer_store.save, context.id, "secret", f"hash {number}", content)
    before = await context.database.rows("select answerer from anonymous_answers")
    await context.write(anonymous_answer_store.shuffle, context.id, "secret")
    after = await context.database.rows("select answerer from anonymous_answers")
    assert not {tuple(row) for row in before} & {tuple(row) for row in after}
    answers = await context.read(answer_store.answers_to, context.id, "secret")
    assert {each.content.value for each in answers} == set(range(6))
