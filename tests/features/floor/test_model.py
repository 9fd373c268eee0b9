"""The queue for the floor."""

from datetime import UTC, datetime, timedelta

from bot.features.floor.model import Floor, FloorRequest, RequestState

AT = datetime(2021, 3, 15, 11, 0, tzinfo=UTC)


def request(id: int, state: RequestState = RequestState.WAITING, left_at: datetime | None = None) -> FloorRequest:
    return FloorRequest(id, "first", id + 100, "ML", state, left_at=left_at)


def test_the_floor_goes_to_the_first_who_is_not_away() -> None:
    speaking, away, present = request(1, RequestState.SPEAKING), request(2, left_at=AT), request(3)
    floor = Floor("first", True, (speaking, away, present))
    assert (floor.speaking, floor.next_up, floor.waiting) == (speaking, present, [away, present])
    assert [floor.place_of(each) for each in floor.requests] == [0, 1, 2]
    assert (floor.request_of(102), floor.request_of(999)) == (away, None)


def test_someone_who_left_keeps_the_place_for_two_minutes() -> None:
    away = request(2, left_at=AT)
    assert not away.has_lost_place(AT + timedelta(minutes=1, seconds=59))
    assert away.has_lost_place(AT + timedelta(minutes=2))
