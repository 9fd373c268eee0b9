"""Answering an evaluation with names; anonymity is tested with that of questions (`prompts/test_anonymity.py`)."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from bot.core.answers import AnswerValue
from bot.core.errors import NoLongerInUse, NotAnOption
from bot.core.programme import PromptKind
from bot.features.evaluations import service
from bot.features.evaluations.errors import EvaluationClosed, EvaluationNotOpen
from tests.features.evaluations.helpers import CLOSES, evaluation, question
from tests.features.key_messages.desk_workshop import OPENS, DeskWorkshop, workshop

FINAL = evaluation(*(question(str(n)) for n in range(5)), question("open", PromptKind.OPEN), anonymous=False)
FIRST_FORM = {str(n): ("4",) for n in range(5)}


@pytest_asyncio.fixture
async def here(tmp_path: Path) -> AsyncIterator[DeskWorkshop]:
    opened = await DeskWorkshop.open(tmp_path, workshop(evaluations=(FINAL,)))
    yield opened
    await opened.close()


async def test_an_evaluation_is_answered_form_by_form_and_resumed(here: DeskWorkshop) -> None:
    context, awa = here.context, here.people["MW 1"]
    first = await service.answer(context, "final", 0, awa, FIRST_FORM)
    assert (first.next_form, first.form_count) == (1, 2)
    resumed = await service.progress(context, FINAL, awa)
    assert (resumed.answers, resumed.next_form) == ({str(n): AnswerValue(value=4) for n in range(5)}, 1)
    last = await service.answer(context, "final", 1, awa, {"open": ("",)})
    assert last.next_form is None
    assert await service.responses(context) == [(FINAL, 1)]
    assert (await service.progress(context, FINAL, here.people["MW 2"])).answers == {}


async def test_a_form_with_unknown_values_or_an_unknown_number_saves_nothing(here: DeskWorkshop) -> None:
    context, awa = here.context, here.people["MW 1"]
    with pytest.raises(NotAnOption):
        await service.answer(context, "final", 0, awa, {**FIRST_FORM, "4": ("6",)})
    with pytest.raises(NoLongerInUse):
        await service.answer(context, "final", 2, awa, FIRST_FORM)
    assert (await service.progress(context, FINAL, awa)).answers == {}


async def test_it_is_found_only_while_it_is_open(here: DeskWorkshop) -> None:
    context = here.context
    assert service.current(context) is FINAL
    here.set_time(OPENS - timedelta(hours=1))
    with pytest.raises(EvaluationNotOpen) as refused:
        service.current(context)
    assert refused.value.opens == OPENS
    with pytest.raises(EvaluationNotOpen) as refused:
        service.find(context, "final")
    assert refused.value.opens == OPENS
    assert await service.responses(context) == []
    here.set_time(CLOSES)
    with pytest.raises(EvaluationNotOpen) as none:
        service.current(context)
    assert none.value.opens is None
    for id in ("final", "unknown"):
        with pytest.raises(EvaluationClosed):
            service.find(context, id)


async def test_of_two_open_evaluations_the_one_that_closes_first_comes_first(tmp_path: Path) -> None:
    short = evaluation(question("1"))
    long = type(short)("later", short.title, OPENS, CLOSES + timedelta(days=1), True, short.questions)
    here = await DeskWorkshop.open(tmp_path, workshop(evaluations=(long, short)))
    assert service.current(here.context) is short
    await here.close()
