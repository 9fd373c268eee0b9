"""The round of the table, and the queue for the floor."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.features.floor.model import Claim, Floor, Request
from bot.features.prompts.round_model import Round, Turn

AT = datetime(2021, 3, 15, 11, 0, tzinfo=UTC)


def test_a_round_gives_each_their_turn_in_order() -> None:
    table = Round.begun(["MW", "ML", "NE"])
    assert table.speaking == "MW"
    table = table.moved_on(Turn.SPOKEN).moved_on(Turn.PASSED)
    assert (table.speaking, table.in_state(Turn.SPOKEN), table.in_state(Turn.PASSED)) == ("NE", ["MW"], ["ML"])
    over = table.moved_on(Turn.SPOKEN)
    assert (over.speaking, over.moved_on(Turn.SPOKEN)) == (None, over)


def request(id: int, claim: Claim = Claim.WAITING, left: datetime | None = None) -> Request:
    return Request(id, id + 100, "ML", claim, AT, left_at=left)


def test_the_floor_goes_to_the_first_who_is_there() -> None:
    floor = Floor("s", True, (request(1, Claim.SPEAKING), request(2, left=AT), request(3)))
    assert (floor.speaking, floor.next_up) == (floor.requests[0], floor.requests[2])
    assert [each.id for each in floor.waiting] == [2, 3]
    assert floor.place_of(3) == 2


def test_one_who_left_keeps_the_place_two_minutes() -> None:
    away = request(2, left=AT)
    assert not away.is_gone(AT + timedelta(minutes=1, seconds=59))
    assert away.is_gone(AT + timedelta(minutes=2))
