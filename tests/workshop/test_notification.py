"""What many people do in a moment wakes those who show it once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.features.announcements.model import Status
from bot.features.announcements.sending import say
from bot.features.organisers import board_service as board
from bot.features.prompts import answer_service as answers
from bot.features.prompts.model import Said
from tests.features.prompts.helpers import HOPES, Plenary
from tests.features.random_days import DaysAtWork


@pytest.fixture
async def days(tmp_path: Path) -> AsyncIterator[DaysAtWork]:
    begun = await DaysAtWork.begin(tmp_path)
    yield begun
    await begun.close()


async def test_what_many_do_in_a_moment_is_told_once_and_the_next_again(tmp_path: Path) -> None:
    here = await Plenary.open(tmp_path)
    told: asyncio.Queue[str] = asyncio.Queue()
    here.context.on_change(lambda: told.put_nowait("told"))
    for _ in range(300):
        here.context.noticed()
    assert told.empty()
    await told.get()
    here.context.changed()
    assert told.qsize() == 1
    here.context.noticed()
    await told.get()
    await told.get()
    assert told.empty()
    await here.close()


async def test_an_answer_which_the_board_counts_is_news(tmp_path: Path) -> None:
    here = await Plenary.open(tmp_path)
    await here.ask(HOPES)
    told: list[str] = []
    here.context.on_change(lambda: told.append("change"))
    here.context.on_news(lambda: told.append("news"))
    await answers.answer(here.context, "hopes", here.people["ML 1"], Said(text="one"))
    assert [asked.answers for asked in (await board.of(here.context)).open_prompts] == [1]
    assert told == ["news"]
    await here.close()


@pytest.mark.parametrize(("late", "becomes"), [(timedelta(), Status.SENT), (timedelta(hours=1), Status.SKIPPED)])
async def test_an_announcement_that_came_to_its_end_is_news(days: DaysAtWork, late: timedelta, becomes: Status) -> None:
    first = (await board.of(days.context)).ahead[0]
    days.clock.at = first.due + late
    told: list[str] = []
    days.context.on_news(lambda: told.append("news"))
    assert await say(days.context, days.herald, first.key) is becomes
    shown = await board.of(days.context)
    assert first.key not in [it.key for it in shown.ahead]
    assert [it.status for it in shown.troubles] == [becomes] * bool(late)
    assert told == ["news"]
