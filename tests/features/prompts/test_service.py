"""Prompts are asked once, found again, closed by hand or by themselves, and discarded."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from bot.core.answers import AnswerValue
from bot.core.errors import JustDone
from bot.core.programme import AnsweredBy, PromptKind
from bot.features.prompts import answer_service, service, store
from bot.features.prompts.composed_question import TypedQuestion
from bot.features.prompts.errors import PromptAlreadyAsked, PromptClosed, PromptIsClosed, PromptNotOpen, UnknownPrompt
from bot.features.prompts.model import Prompt
from tests.features.helpers import do_after_next_read
from tests.features.prompts.helpers import CHAIR, HOPES, OURS, SECRET, PromptWorkshop

OPTIONS = "Oui | Yes\nNon | No"


async def compose(meeting: PromptWorkshop, text: str = "Ready?") -> Prompt:
    kind, by, typed = PromptKind.CHOICE, AnsweredBy.PARTICIPANT, TypedQuestion({"fr": "Prêts ?", "en": text}, OPTIONS)
    return await service.compose(meeting.context, kind, by, typed, CHAIR, anonymous=False)


async def test_a_new_prompt_is_what_the_database_holds(meeting: PromptWorkshop) -> None:
    asked = await meeting.ask(HOPES)
    assert asked == await service.find(meeting.context, "hopes")
    assert (asked.question, asked.session, asked.is_open, asked.message_id) == (HOPES, "first", True, None)


async def test_a_question_is_asked_once_and_again_after_it_was_discarded(meeting: PromptWorkshop) -> None:
    await meeting.ask(HOPES)
    with pytest.raises(JustDone):
        await meeting.ask(HOPES)
    meeting.pass_time(timedelta(minutes=2))
    with pytest.raises(PromptAlreadyAsked):
        await meeting.ask(HOPES)
    await answer_service.answer(meeting.context, "hopes", meeting.people["ML 1"], AnswerValue(text="one"))
    await service.discard(meeting.context, "hopes", CHAIR)
    with pytest.raises(UnknownPrompt):
        await service.find(meeting.context, "hopes")
    again = await meeting.ask(HOPES)
    assert await answer_service.results(meeting.context, again) == []


async def test_composed_questions_are_numbered(meeting: PromptWorkshop) -> None:
    composed = [await compose(meeting), await compose(meeting, "Sure?")]
    assert [prompt.id for prompt in composed] == ["q1", "q2"]
    with pytest.raises(JustDone):
        await compose(meeting)
    await answer_service.answer(meeting.context, "q2", meeting.people["ML 1"], AnswerValue(options=("2",)))
    assert await answer_service.counts(meeting.context, "q2") == (1, 1)


async def test_two_facilitators_who_compose_at_once_get_two_numbers(meeting: PromptWorkshop) -> None:
    composed = await asyncio.gather(compose(meeting), compose(meeting, "Sure?"))
    assert sorted(prompt.id for prompt in composed) == ["q1", "q2"]


async def test_the_latest_prompt_is_the_newest_that_is_open(meeting: PromptWorkshop) -> None:
    with pytest.raises(PromptNotOpen):
        await service.latest(meeting.context, open_only=False)
    for question in (HOPES, OURS):
        await meeting.ask(question)
        meeting.pass_time(timedelta(seconds=1))
    assert (await service.latest(meeting.context, open_only=True)).id == "ours"
    await service.close(meeting.context, "ours", CHAIR)
    assert (await service.latest(meeting.context, open_only=True)).id == "hopes"
    await service.close(meeting.context, "hopes", CHAIR)
    assert (await service.latest(meeting.context, open_only=False)).id == "ours"
    with pytest.raises(PromptNotOpen):
        await service.latest(meeting.context, open_only=True)


async def test_a_prompt_is_closed_once(meeting: PromptWorkshop) -> None:
    await meeting.ask(HOPES)
    await service.close(meeting.context, "hopes", CHAIR)
    assert (await service.find(meeting.context, "hopes")).closed_at == meeting.clock.now()
    with pytest.raises(PromptIsClosed):
        await service.close(meeting.context, "hopes", CHAIR)


async def test_a_prompt_that_nobody_closes_closes_at_the_end_of_the_day(meeting: PromptWorkshop) -> None:
    asked = await meeting.ask(HOPES)
    midnight = await service.next_closing(meeting.context)
    assert midnight == asked.closes_at
    assert midnight.astimezone(meeting.context.workshop.zone).isoformat() == "2021-03-16T00:00:00+01:00"
    meeting.pass_time(midnight - meeting.clock.now())
    with pytest.raises(PromptClosed):
        await answer_service.answer(meeting.context, "hopes", meeting.people["ML 1"], AnswerValue(text="midnight"))
    await service.close_due(meeting.context)
    assert (await service.find(meeting.context, "hopes")).closed_at == midnight
    assert await service.next_closing(meeting.context) is None


@pytest.mark.parametrize("act", [service.close, service.discard])
async def test_a_prompt_that_someone_closes_at_midnight_holds_up_no_other(
    meeting: PromptWorkshop, monkeypatch: pytest.MonkeyPatch, act: Callable[..., Awaitable[object]]
) -> None:
    await meeting.ask(HOPES)
    other = await meeting.ask(OURS)
    meeting.pass_time(other.closes_at - meeting.clock.now())
    do_after_next_read(monkeypatch, meeting.context, lambda: act(meeting.context, "hopes", CHAIR))
    await service.close_due(meeting.context)
    assert await service.next_closing(meeting.context) is None


async def test_a_closed_prompt_is_to_be_shown_until_its_message_says_so(meeting: PromptWorkshop) -> None:
    await meeting.ask(HOPES)
    await meeting.ask(SECRET)
    await service.record_message(meeting.context, "hopes", 5, 6, meeting.clock.now())
    for prompt in ("hopes", "secret"):
        await service.close(meeting.context, prompt, CHAIR)
    [shown_open] = await meeting.context.read(store.closed_but_shown_open, meeting.context.id)
    assert (shown_open.id, shown_open.channel_id, shown_open.message_id) == ("hopes", 5, 6)
    await meeting.context.write(store.set_shown_closed, meeting.context.id, "hopes")
    assert await meeting.context.read(store.closed_but_shown_open, meeting.context.id) == []
