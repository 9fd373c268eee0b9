"""Answers are saved, replaced, counted, or refused with their text; and the turns of a round end."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from bot.core.answers import AnswerValue
from bot.core.errors import NotAnOption, TextTooLong, TurnIsOver
from bot.features.prompts import answer_service, service, store
from bot.features.prompts.errors import PromptClosed, PromptNotOpen
from bot.features.prompts.model import SavedAnswer, TurnState
from tests.features.prompts.helpers import CHAIR, HOPES, OURS, STEP, PromptWorkshop


async def answer(meeting: PromptWorkshop, prompt: str, name: str, **content: Any) -> SavedAnswer:
    return await answer_service.answer(meeting.context, prompt, meeting.people[name], AnswerValue(**content))


async def texts(meeting: PromptWorkshop, prompt: str) -> list[str | None]:
    found = await answer_service.results(meeting.context, await service.find(meeting.context, prompt))
    return [answer.content.text for answer in found]


async def test_a_later_answer_replaces_the_earlier_one(meeting: PromptWorkshop) -> None:
    await meeting.ask(HOPES)
    first = await answer(meeting, "hopes", "ML 1", text="one")
    second = await answer(meeting, "hopes", "ML 1", text="two")
    await answer(meeting, "hopes", "ML 2", text="three")
    assert (first.changed, second.changed, second.replaced) == (False, True, None)
    assert await texts(meeting, "hopes") == ["two", "three"]
    assert await answer_service.counts(meeting.context, "hopes") == (2, 1)


async def test_a_colleagues_answer_for_the_administration_is_replaced_and_named(meeting: PromptWorkshop) -> None:
    await meeting.ask(OURS)
    await answer(meeting, "ours", "ML 1", options=("a",))
    kept = await answer(meeting, "ours", "ML 2", options=("b",))
    assert kept.replaced is not None
    assert (kept.replaced.name, kept.replaced.participant, kept.replaced.content) == (
        "ML 1",
        meeting.people["ML 1"].id,
        AnswerValue(options=("a",)),
    )
    assert await answer_service.counts(meeting.context, "ours") == (1, 1)


async def test_a_refused_answer_comes_back_whole(meeting: PromptWorkshop) -> None:
    await meeting.ask(HOPES)
    with pytest.raises(TextTooLong) as long:
        await answer(meeting, "hopes", "ML 1", text="x" * 21)
    await service.close(meeting.context, "hopes", CHAIR)
    with pytest.raises(PromptClosed) as closed:
        await answer(meeting, "hopes", "ML 1", text="too late")
    await service.discard(meeting.context, "hopes", CHAIR)
    with pytest.raises(PromptClosed) as gone:
        await answer(meeting, "hopes", "ML 1", text="gone")
    assert [it.value.text for it in (long, closed, gone)] == ["x" * 21, "too late", "gone"]


async def test_an_answer_sent_while_the_prompt_closes_counts_or_comes_back(meeting: PromptWorkshop) -> None:
    await meeting.ask(HOPES)
    answering = [answer(meeting, "hopes", name, text=name) for name in meeting.people]
    done = await asyncio.gather(
        *answering[:3], service.close(meeting.context, "hopes", CHAIR), *answering[3:], return_exceptions=True
    )
    kept = [it.content.text for it in done if isinstance(it, SavedAnswer)]
    refused = [it.text for it in done if isinstance(it, PromptClosed)]
    assert sorted(await texts(meeting, "hopes")) == sorted(kept)  # type: ignore[type-var]
    assert sorted([*kept, *refused]) == sorted(meeting.people)  # type: ignore[type-var]


async def test_two_presses_at_once_count_once(meeting: PromptWorkshop) -> None:
    await meeting.ask(OURS)
    await asyncio.gather(*(answer(meeting, "ours", "MW 1", options=("a",)) for _ in "12"))
    assert await answer_service.counts(meeting.context, "ours") == (1, 1)


async def test_an_option_that_was_not_offered_is_refused(meeting: PromptWorkshop) -> None:
    await meeting.ask(OURS)
    with pytest.raises(NotAnOption):
        await answer(meeting, "ours", "ML 1", options=("forged",))


async def test_the_administrations_without_an_answer_are_nudged(meeting: PromptWorkshop) -> None:
    await meeting.ask(HOPES)
    await answer(meeting, "hopes", "ML 1", text="one")
    awaited = await answer_service.delegations_to_nudge(meeting.context, "hopes")
    assert [(each.administration.code, [person.name for person in each.people]) for each in awaited] == [
        ("MW", ["MW 1", "MW 2"]),
        ("NE", ["NE 1", "NE 2"]),
    ]
    await service.close(meeting.context, "hopes", CHAIR)
    with pytest.raises(PromptNotOpen):
        await answer_service.delegations_to_nudge(meeting.context, "hopes")


async def test_own_answers_are_those_of_the_person_and_of_the_administration(meeting: PromptWorkshop) -> None:
    await meeting.ask(HOPES)
    meeting.pass_time(timedelta(seconds=1))
    await meeting.ask(OURS)
    await answer(meeting, "hopes", "ML 1", text="mine")
    await answer(meeting, "hopes", "ML 2", text="theirs")
    await answer(meeting, "ours", "ML 2", options=("b",))
    found = await answer_service.own_answers(meeting.context, meeting.people["ML 1"])
    assert [(asked.id, answer.content) for asked, answer in found] == [
        ("hopes", AnswerValue(text="mine")),
        ("ours", AnswerValue(options=("b",))),
    ]


async def test_two_presses_end_one_turn_and_a_round_goes_on_after_a_restart(meeting: PromptWorkshop) -> None:
    asked = await meeting.ask(STEP)
    assert (await meeting.context.read(store.find_round, meeting.context.id, asked.id)).speaking == "MW"
    pressed = [answer_service.end_turn(meeting.context, "step", "MW", TurnState.SPOKEN, CHAIR) for _ in "12"]
    done = await asyncio.gather(*pressed, return_exceptions=True)
    assert [type(it) for it in done if isinstance(it, Exception)] == [TurnIsOver]
    await answer_service.end_turn(meeting.context, "step", "ML", TurnState.PASSED, CHAIR)
    await meeting.restart()
    current = await meeting.context.read(store.find_round, meeting.context.id, asked.id)
    assert (current.speaking, current.in_state(TurnState.SPOKEN), current.in_state(TurnState.PASSED)) == (
        "NE",
        ["MW"],
        ["ML"],
    )
