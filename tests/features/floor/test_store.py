"""The tables of the floor."""

from datetime import timedelta

from bot.core.people import Participant
from bot.features.floor import store
from bot.features.floor.model import FloorRequest, PanelMessage, RequestState
from tests.features.prompts.helpers import OPENS, PromptWorkshop


async def add(meeting: PromptWorkshop, who: Participant, session: str = "first", *, in_voice: bool = True) -> bool:
    return await meeting.context.write(
        store.add_request, meeting.context.id, session, who, meeting.clock.now(), in_voice=in_voice
    )


async def active(meeting: PromptWorkshop) -> list[FloorRequest]:
    return await meeting.context.read(store.active_requests, meeting.context.id)


async def test_someone_waits_once_in_each_session(meeting: PromptWorkshop) -> None:
    awa = meeting.people["ML 1"]
    assert [await add(meeting, awa), await add(meeting, awa), await add(meeting, awa, "second")] == [True, False, True]
    assert await active(meeting) == [
        FloorRequest(1, "first", awa.id, "ML", RequestState.WAITING),
        FloorRequest(2, "second", awa.id, "ML", RequestState.WAITING),
    ]


async def test_a_speaker_is_not_called_until_a_message_said_so(meeting: PromptWorkshop) -> None:
    await add(meeting, meeting.people["ML 1"])
    await meeting.context.write(store.give_floor, 1, OPENS)
    [speaking] = await meeting.context.read(store.not_called, meeting.context.id)
    assert (speaking.state, speaking.given_at) == (RequestState.SPEAKING, OPENS)
    await meeting.context.write(store.set_called, 1, OPENS)
    assert await meeting.context.read(store.not_called, meeting.context.id) == []
    assert await active(meeting) == [speaking]
    await meeting.context.write(store.end_request, 1, RequestState.SPOKEN, OPENS)
    assert await active(meeting) == []


async def test_absence_counts_from_when_they_left_until_they_come_back(meeting: PromptWorkshop) -> None:
    awa, context = meeting.people["ML 1"], meeting.context
    await add(meeting, awa)
    for minutes in (1, 2):
        at = OPENS + timedelta(minutes=minutes)
        await context.write(store.set_away, context.id, awa.id, at, from_voice=True)
    assert [each.left_at for each in await active(meeting)] == [OPENS + timedelta(minutes=1)]
    await context.write(store.restart_absences, context.id, OPENS + timedelta(minutes=9))
    assert [each.left_at for each in await active(meeting)] == [OPENS + timedelta(minutes=9)]
    await context.write(store.set_back, context.id, awa.id)
    assert [each.left_at for each in await active(meeting)] == [None]


async def test_a_panel_is_stored_where_it_was_posted_last_and_opens_the_floor(meeting: PromptWorkshop) -> None:
    context = meeting.context
    for message in (6, 7):
        await context.write(store.save_panel, context.id, PanelMessage("second", 5, message))
    assert await context.read(store.panels, context.id) == [PanelMessage("second", 5, 7)]
    assert (await context.read(store.find, context.id, "second", open_by_default=False)).is_open
    await context.write(store.set_open, context.id, "second", False)
    assert not (await context.read(store.find, context.id, "second", open_by_default=True)).is_open
