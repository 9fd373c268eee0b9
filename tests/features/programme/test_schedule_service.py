"""Proposed changes: applied once, refused if the programme changed meanwhile, discarded."""

import asyncio
from datetime import timedelta

import pytest

from bot.core.errors import BadTime, NothingToDo
from bot.core.people import Person
from bot.features.programme import schedule_service
from bot.features.programme.errors import ChangedMeanwhile
from bot.features.programme.model import Proposal, ProposedAction
from tests.workshop.helpers import OPENS, OpenWorkshop

ORGANISER = Person(1, "Organiser", "fr", organiser=True, facilitator=True)


async def propose(opened: OpenWorkshop, proposal: Proposal) -> int:
    id, _ = await schedule_service.propose(opened.context, ORGANISER, proposal)
    return id


def delay(session: str, minutes: int, *, cascade: bool = True) -> Proposal:
    return Proposal(ProposedAction.DELAY, session, minutes, cascade)


async def test_it_comes_back_as_it_was_stored(opened: OpenWorkshop) -> None:
    start = OPENS + timedelta(hours=5)
    for proposal in (delay("first", -5), Proposal(ProposedAction.MOVE, "second", start=start)):
        stored = await schedule_service.find(opened.context, await propose(opened, proposal))
        assert stored.proposal == proposal


async def test_two_presses_apply_it_once(opened: OpenWorkshop) -> None:
    id = await propose(opened, delay("first", 15))
    results = await asyncio.gather(
        *(schedule_service.apply(opened.context, id, ORGANISER) for _ in range(2)), return_exceptions=True
    )
    assert sorted(isinstance(result, NothingToDo) for result in results) == [False, True]
    assert opened.context.schedule["first"].start == OPENS + timedelta(minutes=15)


async def test_of_two_changes_of_one_session_only_the_first_is_made(opened: OpenWorkshop) -> None:
    one, other = await propose(opened, delay("first", 10)), await propose(opened, delay("second", 5))
    results = await asyncio.gather(
        schedule_service.apply(opened.context, one, ORGANISER),
        schedule_service.apply(opened.context, other, ORGANISER),
        return_exceptions=True,
    )
    assert [type(result) for result in results] in ([list, ChangedMeanwhile], [ChangedMeanwhile, list])


async def test_changes_of_different_sessions_are_both_made(opened: OpenWorkshop) -> None:
    one = await propose(opened, delay("first", 10, cascade=False))
    other = await propose(opened, Proposal(ProposedAction.CANCEL, "second"))
    await asyncio.gather(
        schedule_service.apply(opened.context, one, ORGANISER), schedule_service.apply(opened.context, other, ORGANISER)
    )
    schedule = opened.context.schedule
    assert schedule["first"].start == OPENS + timedelta(minutes=10)
    assert not schedule["second"].is_held


async def test_a_discarded_proposal_is_gone(opened: OpenWorkshop) -> None:
    id = await propose(opened, delay("first", 15))
    await schedule_service.discard(opened.context, id)
    with pytest.raises(NothingToDo):
        await schedule_service.apply(opened.context, id, ORGANISER)


async def test_nothing_and_the_past_are_refused(opened: OpenWorkshop) -> None:
    with pytest.raises(NothingToDo):
        await propose(opened, delay("first", 0))
    with pytest.raises(BadTime):
        await propose(opened, delay("first", -60))
