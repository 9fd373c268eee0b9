"""Answers: kept, replaced, refused with their text, counted."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.core.answers import AnswerValue
from bot.core.errors import NotAnOption, TextTooLong, TurnIsOver
from bot.core.programme import AnsweredBy, PromptKind
from bot.features.prompts import answer_service as answers
from bot.features.prompts import round_service as rounds
from bot.features.prompts import service as prompts
from bot.features.prompts.errors import PromptAlreadyAsked, PromptClosed, PromptNotOpen, UnknownPrompt
from bot.features.prompts.model import Written
from bot.features.prompts.round_model import Turn
from tests.features.prompts.helpers import CHAIR, HOPES, OURS, STEP, Plenary


@pytest.fixture
async def here(tmp_path: Path) -> AsyncIterator[Plenary]:
    opened = await Plenary.open(tmp_path)
    yield opened
    await opened.close()


async def texts(here: Plenary, prompt: str) -> list[str | None]:
    found = await answers.results(here.context, await prompts.find(here.context, prompt))
    return [answer.said.text for answer in found]


async def test_a_later_answer_takes_the_place_of_the_earlier_one(here: Plenary) -> None:
    await here.ask(HOPES)
    first = await answers.answer(here.context, "hopes", here.people["ML 1"], AnswerValue(text="one"))
    second = await answers.answer(here.context, "hopes", here.people["ML 1"], AnswerValue(text="two"))
    await answers.answer(here.context, "hopes", here.people["ML 2"], AnswerValue(text="three"))
    assert (first.changed, second.changed, second.replaced) == (False, True, None)
    assert await texts(here, "hopes") == ["two", "three"]
    assert await answers.counts(here.context, "hopes") == (2, 1)


async def test_a_colleagues_answer_for_the_administration_is_replaced_and_named(here: Plenary) -> None:
    await here.ask(OURS)
    await answers.answer(here.context, "ours", here.people["ML 1"], AnswerValue(options=("a",)))
    kept = await answers.answer(here.context, "ours", here.people["ML 2"], AnswerValue(options=("b",)))
    assert kept.replaced is not None
    assert (kept.replaced.name, kept.replaced.participant, kept.replaced.said) == (
        "ML 1",
        here.people["ML 1"].id,
        AnswerValue(options=("a",)),
    )
    assert await answers.counts(here.context, "ours") == (1, 1)


async def test_what_is_refused_is_given_back_whole(here: Plenary) -> None:
    await here.ask(HOPES)
    with pytest.raises(TextTooLong) as long:
        await answers.answer(here.context, "hopes", here.people["ML 1"], AnswerValue(text="x" * 21))
    await prompts.close(here.context, "hopes", CHAIR)
    with pytest.raises(PromptClosed) as closed:
        await answers.answer(here.context, "hopes", here.people["ML 1"], AnswerValue(text="too late"))
    await prompts.discard(here.context, "hopes", CHAIR)
    with pytest.raises(PromptClosed) as gone:
        await answers.answer(here.context, "hopes", here.people["ML 1"], AnswerValue(text="gone"))
    assert [it.value.text for it in (long, closed, gone)] == ["x" * 21, "too late", "gone"]


async def test_an_answer_counts_or_comes_back_when_the_question_closes_at_that_moment(here: Plenary) -> None:
    await here.ask(HOPES)
    answering = [answers.answer(here.context, "hopes", who, AnswerValue(text=who.name)) for who in here.people.values()]
    done = await asyncio.gather(
        *answering[:3], prompts.close(here.context, "hopes", CHAIR), *answering[3:], return_exceptions=True
    )
    kept = [it.said.text for it in done if isinstance(it, answers.Kept)]
    refused = [it.text for it in done if isinstance(it, PromptClosed)]
    assert sorted(await texts(here, "hopes")) == sorted(kept)  # type: ignore[type-var]
    assert sorted([*kept, *refused]) == sorted(here.people)  # type: ignore[type-var]


async def test_two_taps_at_once_count_once(here: Plenary) -> None:
    await here.ask(OURS)
    await asyncio.gather(
        *(answers.answer(here.context, "ours", here.people["MW 1"], AnswerValue(options=("a",))) for _ in "12")
    )
    assert await answers.counts(here.context, "ours") == (1, 1)


async def test_a_question_is_put_once_and_again_after_it_was_discarded(here: Plenary) -> None:
    await here.ask(HOPES)
    with pytest.raises(PromptAlreadyAsked):
        await here.ask(HOPES)
    await answers.answer(here.context, "hopes", here.people["ML 1"], AnswerValue(text="one"))
    await prompts.discard(here.context, "hopes", CHAIR)
    with pytest.raises(UnknownPrompt):
        await prompts.find(here.context, "hopes")
    await here.ask(HOPES)
    assert await texts(here, "hopes") == []


async def test_what_nobody_closed_closes_at_the_end_of_the_day(here: Plenary) -> None:
    await here.ask(HOPES)
    closing = await prompts.next_closing(here.context)
    assert closing is not None
    here.pass_time(closing - here.clock.now())
    with pytest.raises(PromptClosed):
        await answers.answer(here.context, "hopes", here.people["ML 1"], AnswerValue(text="midnight"))
    await prompts.close_due(here.context)
    assert (await prompts.find(here.context, "hopes")).closed_at == closing


async def test_an_option_that_was_not_offered_is_refused(here: Plenary) -> None:
    await here.ask(OURS)
    with pytest.raises(NotAnOption):
        await answers.answer(here.context, "ours", here.people["ML 1"], AnswerValue(options=("forged",)))


async def test_questions_written_on_the_spot_are_numbered(here: Plenary) -> None:
    written = Written({"fr": "Prêts ?", "en": "Ready?"}, "Oui | Yes\nNon | No")
    made = [
        await prompts.compose(here.context, PromptKind.CHOICE, AnsweredBy.PARTICIPANT, written, CHAIR, anonymous=False)
        for _ in "12"
    ]
    assert [prompt.id for prompt in made] == ["q1", "q2"]
    await answers.answer(here.context, "q2", here.people["ML 1"], AnswerValue(options=("2",)))
    assert await answers.counts(here.context, "q2") == (1, 1)


async def test_those_who_have_not_answered_are_known_by_administration(here: Plenary) -> None:
    await here.ask(HOPES)
    await answers.answer(here.context, "hopes", here.people["ML 1"], AnswerValue(text="one"))
    awaited = await answers.awaited(here.context, "hopes", CHAIR)
    assert [(a.code, [p.name for p in people]) for a, people in awaited] == [
        ("MW", ["MW 1", "MW 2"]),
        ("NE", ["NE 1", "NE 2"]),
    ]
    await prompts.close(here.context, "hopes", CHAIR)
    with pytest.raises(PromptNotOpen):
        await answers.awaited(here.context, "hopes", CHAIR)


async def test_my_answers_are_mine_and_my_administrations(here: Plenary) -> None:
    await here.ask(HOPES)
    here.pass_time(timedelta(seconds=1))
    await here.ask(OURS)
    await answers.answer(here.context, "hopes", here.people["ML 1"], AnswerValue(text="mine"))
    await answers.answer(here.context, "hopes", here.people["ML 2"], AnswerValue(text="theirs"))
    await answers.answer(here.context, "ours", here.people["ML 2"], AnswerValue(options=("b",)))
    found = await answers.all_own(here.context, here.people["ML 1"])
    assert [(asked.id, answer.said) for asked, answer in found] == [
        ("hopes", AnswerValue(text="mine")),
        ("ours", AnswerValue(options=("b",))),
    ]


async def test_a_round_goes_on_once_for_each_press_and_remembers_after_a_restart(here: Plenary) -> None:
    asked = await here.ask(STEP)
    assert (await rounds.of(here.context, asked)).speaking == "MW"
    pressed = [rounds.go_on(here.context, "step", "MW", Turn.SPOKEN, CHAIR) for _ in "12"]
    done = await asyncio.gather(*pressed, return_exceptions=True)
    assert [type(it) for it in done if isinstance(it, Exception)] == [TurnIsOver]
    await rounds.go_on(here.context, "step", "ML", Turn.PASSED, CHAIR)
    await here.restart()
    table = await rounds.of(here.context, asked)
    assert (table.speaking, table.in_state(Turn.SPOKEN), table.in_state(Turn.PASSED)) == ("NE", ["MW"], ["ML"])
