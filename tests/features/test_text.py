"""Sentences that stand only where they are about something, in each language."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.chat import wording as programme
from bot.core.schedule import Schedule, SessionStatus, opened
from bot.features.announcements import text as announcements
from bot.features.announcements.change_notice import ChangeNotice, SessionSnapshot
from bot.features.key_messages import service as key_messages
from bot.features.key_messages.errors import DeskClosed
from bot.features.organisers import board_service as board
from bot.features.organisers import board_text as board_words
from bot.features.programme import session_text as sessions
from bot.features.refusals import refusal
from bot.i18n.catalogue import phrases
from bot.i18n.formats import Formats
from tests.features.key_messages.desk_workshop import OPENS, DeskRoom, workshop

CLOCK = {"fr": "En gras, l’heure", "en": "In bold, the time"}


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[DeskRoom]:
    desk = await DeskRoom.open(tmp_path)
    yield desk
    await desk.context.database.close()


@pytest.mark.parametrize("language", ["fr", "en"])
async def test_whose_clock_it_is_is_said_of_new_times_alone(desk: DeskRoom, language: str) -> None:
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


async def test_a_session_opened_the_day_before_names_the_days(desk: DeskRoom) -> None:
    _, f = phrases("fr"), Formats("fr", desk.context.workshop.zone)
    state = desk.context.schedule["messages"]
    early = sessions.started(_, f, opened(state, OPENS - timedelta(days=1)))
    assert "prévue le 17 mars, 12:15" in early
    assert "jusqu’au 17 mars, 13:15" in early
    assert sessions.started(_, f, opened(state, OPENS - timedelta(minutes=10))).count("mars") == 0


async def test_none_and_one_are_singular_on_the_french_board(desk: DeskRoom) -> None:
    _, f = phrases("fr"), Formats("fr", desk.context.workshop.zone)
    shown = board_words.board(_, f, await board.of(desk.context), {}, [])
    assert "0, de 0 administration sur 3." in shown


async def test_a_workshop_without_a_desk_promises_no_other_opening(tmp_path: Path) -> None:
    desk = await DeskRoom.open(tmp_path, workshop(desk=None))
    for refused in (key_messages.remind(desk.context, "Zoë"), key_messages.reopen(desk.context, "Zoë", None)):
        with pytest.raises(DeskClosed) as none:
            await refused
        assert refusal(phrases("en"), none.value) == "This workshop gathers no key messages."
    await desk.close()
