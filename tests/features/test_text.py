"""Sentences that stand only where they are about something, in each language."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.chat import wording as programme
from bot.core.schedule import Schedule, SessionStatus
from bot.features.announcements import text as announcements
from bot.features.announcements.change_notice import ChangeNotice, SessionSnapshot
from bot.features.key_messages import desk_service
from bot.features.key_messages.errors import DeskClosed
from bot.features.refusals import refusal
from bot.i18n.catalogue import phrases
from bot.i18n.formats import Formats
from tests.features.key_messages.desk_workshop import OPENS, DeskWorkshop, workshop

CLOCK = {"fr": "En gras, l’heure", "en": "In bold, the time"}


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[DeskWorkshop]:
    desk = await DeskWorkshop.open(tmp_path)
    yield desk
    await desk.context.database.close()


@pytest.mark.parametrize("language", ["fr", "en"])
async def test_whose_clock_it_is_is_said_of_new_times_alone(desk: DeskWorkshop, language: str) -> None:
    _, f, schedule = phrases(language), Formats(language, desk.context.workshop.zone), desk.context.schedule
    state = schedule["messages"]
    before = SessionSnapshot.of(state)
    later = replace(before, start=before.start + timedelta(minutes=5))
    for after, told in (
        (replace(before, held=False), False),
        (replace(before, link="https://kudo.example"), False),
        (later, True),
    ):
        notice = ChangeNotice(OPENS, {state.id: before}, {state.id: after})
        assert (CLOCK[language] in announcements.changes(_, f, schedule, notice)) is told
    over = Schedule(
        desk.context.workshop,
        {each.id: replace(each, status=SessionStatus.ENDED) for each in schedule.in_order()},
    )
    assert CLOCK[language] not in programme.now_and_next(_, f, over, OPENS)


async def test_a_workshop_without_a_desk_promises_no_other_opening(tmp_path: Path) -> None:
    desk = await DeskWorkshop.open(tmp_path, workshop(desk=None))
    for refused in (desk_service.remind(desk.context, "Zoë"), desk_service.reopen(desk.context, "Zoë", None)):
        with pytest.raises(DeskClosed) as none:
            await refused
        assert refusal(phrases("en"), none.value) == "This workshop gathers no key messages."
    await desk.close()
