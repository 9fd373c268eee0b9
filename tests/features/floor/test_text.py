"""What people read about the floor."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.core.programme import Session
from bot.core.schedule import SessionState, SessionStatus
from bot.features.floor import text
from bot.features.floor.model import Floor, FloorRequest, RequestResult, RequestState
from bot.i18n.catalogue import phrases

AT = datetime(2021, 3, 15, 10, 0, tzinfo=UTC)
OPENING = Session("first", {"fr": "Ouverture", "en": "Opening"}, AT, timedelta(hours=1))
IN_PROGRESS = replace(SessionState.of(OPENING), status=SessionStatus.OPEN)
_ = phrases("en")


def request(id: int, state: RequestState = RequestState.WAITING, *, is_away: bool = False) -> FloorRequest:
    given_at = AT if state is RequestState.SPEAKING else None
    return FloorRequest(id, "first", id, "ML", state, given_at, AT if is_away else None)


def name_of(request: FloorRequest) -> str:
    return text.person("Mali", f"Awa_{request.id}")


def test_the_status_says_who_speaks_and_how_many_wait() -> None:
    floor = Floor("first", True, (request(1, RequestState.SPEAKING), request(2), request(3)))
    assert text.floor_status(_, IN_PROGRESS, floor, name_of) == (
        "**Queue for the floor: Opening**\n**Mali** · Awa\\_1 has the floor, since <t:1615802400:t>.\n2 people wait."
    )


@pytest.mark.parametrize(
    ("status", "is_open", "lines"),
    [
        (SessionStatus.PLANNED, True, ["Nobody has the floor.", "Nobody is waiting."]),
        (SessionStatus.PLANNED, False, ["Nobody has the floor.", "Requests are not taken yet.", "Nobody is waiting."]),
        (SessionStatus.OPEN, False, ["Nobody has the floor.", "No more requests are taken.", "Nobody is waiting."]),
        (SessionStatus.ENDED, True, ["The session is over."]),
    ],
)
def test_the_status_says_whether_one_can_ask(status: SessionStatus, is_open: bool, lines: list[str]) -> None:
    state = replace(IN_PROGRESS, status=status)
    assert text.floor_status(_, state, Floor("first", is_open), name_of).split("\n")[1:] == lines


def test_the_queue_names_25_people_and_counts_the_others() -> None:
    floor = Floor("first", True, tuple(request(id, is_away=id == 2) for id in range(1, 29)))
    lines = text.queue(floor, name_of, "away").split("\n")
    assert (len(lines), lines[1], lines[-2], lines[-1]) == (
        26,
        "2. **Mali** · Awa\\_2 (away)",
        "25. **Mali** · Awa\\_25",
        "+ 3",
    )


def test_someone_who_asks_is_told_their_place() -> None:
    results = [RequestResult(1, False), RequestResult(2, True), RequestResult(0, True)]
    assert [text.requested(_, result) for result in results] == [
        "You have asked for the floor. Your place in the queue: 1.",
        "You have asked already. Your place in the queue: 2.",
        "You have the floor now.",
    ]


def test_one_person_sees_the_queue_and_their_place() -> None:
    floor = Floor("first", True, (request(1), request(2)))
    blocks = text.own_queue(_, IN_PROGRESS, floor, floor.requests[1], name_of)
    assert blocks[1:] == ["1. **Mali** · Awa\\_1\n2. **Mali** · Awa\\_2", "Your place in the queue: 2."]
    assert len(text.own_queue(_, IN_PROGRESS, Floor("first", True), None, name_of)) == 1


def test_giving_the_floor_back_is_not_leaving_the_queue() -> None:
    assert text.withdrawn(_, request(1, RequestState.SPEAKING)) == "You have given the floor back. Thank you."
    assert text.withdrawn(_, request(1)) == "You are no longer in the queue. You can ask again at any time."


def test_the_facilitator_and_plenary_learn_who_has_the_floor() -> None:
    assert text.given(_, None, name_of) == "Nobody is waiting. The floor is free."
    assert text.given(_, request(1), name_of) == "**Mali** · Awa\\_1 has the floor."
    assert text.called(_, "<@1>", "Mali") == "**Mali** has the floor: <@1>."
    assert text.person("Mali", "") == "**Mali**"
