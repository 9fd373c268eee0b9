"""When the desk is open and for whom; reopening it; reminders."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.core.errors import NothingToDo, UnknownAdministration
from bot.features.key_messages import desk_service
from bot.features.key_messages.errors import DeskClosed, DeskIsOver
from bot.features.refusals import refusal
from bot.i18n.catalogue import phrases
from tests.features.key_messages.desk_workshop import CLOSES, OPENS, SECRETARIAT, DeskWorkshop, workshop
from tests.features.key_messages.helpers import MIXED, invite_nobody, write


async def test_the_desk_opens_and_closes_as_the_programme_says(desk: DeskWorkshop) -> None:
    desk.set_time(OPENS - timedelta(seconds=1))
    with pytest.raises(DeskClosed) as refused:
        await write(desk, "MW 1", MIXED)
    assert (refused.value.text, refused.value.opens) == (MIXED, OPENS)
    desk.set_time(CLOSES)
    with pytest.raises(DeskClosed) as refused:
        await write(desk, "MW 1", MIXED)
    assert (refused.value.text, refused.value.opens) == (MIXED, None)


async def test_it_is_reopened_for_one_administration_until_the_end_of_the_day(desk: DeskWorkshop) -> None:
    desk.set_time(CLOSES + timedelta(minutes=1))
    invitation = await desk_service.reopen(desk.context, SECRETARIAT, "MW", invite_nobody)
    assert invitation.until == CLOSES + timedelta(hours=6)
    assert [person.name for person in invitation.people] == ["MW 1", "MW 2"]
    await write(desk, "MW 1")
    with pytest.raises(DeskClosed):
        await write(desk, "ML 1")
    with pytest.raises(NothingToDo):
        await desk_service.reopen(desk.context, SECRETARIAT, "MW", invite_nobody)
    await desk_service.reopen(desk.context, SECRETARIAT, None, invite_nobody)
    await write(desk, "ML 1")
    desk.set_time(invitation.until)
    with pytest.raises(DeskClosed):
        await write(desk, "MW 1")


async def test_reopened_just_before_midnight_it_is_open_for_an_hour(desk: DeskWorkshop) -> None:
    desk.set_time(CLOSES + timedelta(hours=5, minutes=50))
    invitation = await desk_service.reopen(desk.context, SECRETARIAT, None, invite_nobody)
    assert invitation.until == desk.context.now() + timedelta(hours=1)


async def test_it_is_not_reopened_before_it_opens_nor_for_an_unknown_administration(desk: DeskWorkshop) -> None:
    with pytest.raises(UnknownAdministration):
        await desk_service.reopen(desk.context, SECRETARIAT, "XX", invite_nobody)
    desk.set_time(OPENS - timedelta(hours=1))
    with pytest.raises(DeskClosed) as refused:
        await desk_service.reopen(desk.context, SECRETARIAT, None, invite_nobody)
    assert refused.value.opens == OPENS


async def test_reminders_go_to_those_who_have_sent_nothing_and_still_can(desk: DeskWorkshop) -> None:
    await write(desk, "MW 1")
    invitation = await desk_service.remind(desk.context, SECRETARIAT, invite_nobody)
    assert invitation is not None
    assert [a.code for a in invitation.administrations] == ["ML", "NE"]
    assert [person.name for person in invitation.people] == ["ML 1", "ML 2", "NE 1", "NE 2"]
    desk.set_time(CLOSES)
    with pytest.raises(DeskIsOver):
        await desk_service.remind(desk.context, SECRETARIAT, invite_nobody)
    await desk_service.reopen(desk.context, SECRETARIAT, "NE", invite_nobody)
    invitation = await desk_service.remind(desk.context, SECRETARIAT, invite_nobody)
    assert invitation is not None
    assert [a.code for a in invitation.administrations] == ["NE"]


async def test_nobody_is_reminded_once_every_administration_has_written(desk: DeskWorkshop) -> None:
    for name in ("MW 1", "ML 1", "NE 1"):
        await write(desk, name)
    assert await desk_service.remind(desk.context, SECRETARIAT, invite_nobody) is None


async def test_a_workshop_without_a_desk_promises_no_other_opening(tmp_path: Path) -> None:
    desk = await DeskWorkshop.open(tmp_path, workshop(desk=None))
    for refused in (
        desk_service.remind(desk.context, SECRETARIAT, invite_nobody),
        desk_service.reopen(desk.context, SECRETARIAT, None, invite_nobody),
    ):
        with pytest.raises(DeskClosed) as none:
            await refused
        assert refusal(phrases("en"), none.value) == "This workshop gathers no key messages."
    await desk.close()
