"""Who is in the stage, from a sequence of events, and what is certain after the connection was lost."""

from datetime import datetime, timedelta

import pytest

from bot.core.schedule import SessionState, ended, opened
from bot.features.attendance.model import Presence, PresenceSource
from bot.features.attendance.voice_tracker import Arrival, Stay, VoiceTracker
from tests.features.roster.helpers import START, sample_workshop

AWA, BINTA = 1_001, 1_011
VOICE = PresenceSource.VOICE


def at(minutes: float) -> datetime:
    return START + timedelta(minutes=minutes)


class TimedTracker(VoiceTracker):
    """A connected tracker whose time a test sets; `changes` counts its calls of `on_change`."""

    def __init__(self) -> None:
        self.minutes = 0.0
        self.changes = 0
        super().__init__(lambda: at(self.minutes), self._count)
        self.connected([])
        self.changes = 0

    def _count(self) -> None:
        self.changes += 1


@pytest.fixture
def tracker() -> TimedTracker:
    return TimedTracker()


def test_an_event_that_repeats_the_last_one_changes_nothing(tracker: TimedTracker) -> None:
    tracker.joined(AWA)
    tracker.minutes = 1
    tracker.joined(AWA)  # for example, muted
    tracker.left(BINTA)
    assert (tracker.arrivals, tracker.stays, tracker.changes) == ({AWA: Arrival(at(0), uncertain=False)}, [], 1)


def test_a_return_is_a_second_stay(tracker: TimedTracker) -> None:
    for minutes in (1, 3):
        tracker.minutes = minutes
        tracker.joined(AWA)
        tracker.minutes = minutes + 1
        tracker.left(AWA)
    assert tracker.stays == [
        Stay(AWA, Arrival(at(1), uncertain=False), at(2), left_uncertain=False),
        Stay(AWA, Arrival(at(3), uncertain=False), at(4), left_uncertain=False),
    ]


def test_a_new_connection_makes_what_it_missed_uncertain(tracker: TimedTracker) -> None:
    tracker.joined(AWA)
    tracker.joined(BINTA)
    tracker.minutes = 10
    tracker.connection_lost()
    tracker.minutes = 14
    tracker.events_started()
    tracker.minutes = 15
    tracker.connected([AWA])
    assert tracker.stays == [
        Stay(id, Arrival(at(0), uncertain=False), at(10), left_uncertain=True) for id in (AWA, BINTA)
    ]
    assert tracker.arrivals == {AWA: Arrival(at(15), uncertain=True)}
    assert tracker.disconnected_at is None


def test_a_resumed_connection_missed_nothing_but_the_time(tracker: TimedTracker) -> None:
    tracker.joined(AWA)
    tracker.joined(BINTA)
    tracker.minutes = 10
    tracker.connection_lost()
    tracker.minutes = 11
    tracker.left(BINTA)
    tracker.connected([AWA])
    assert tracker.stays == [Stay(BINTA, Arrival(at(0), uncertain=False), at(10), left_uncertain=True)]
    assert tracker.arrivals == {AWA: Arrival(at(0), uncertain=False)}


def test_events_before_a_new_connection_is_complete_are_certain(tracker: TimedTracker) -> None:
    tracker.connection_lost()
    tracker.minutes = 4
    tracker.events_started()
    tracker.joined(BINTA)
    tracker.minutes = 5
    tracker.connected([AWA, BINTA])
    assert tracker.arrivals == {BINTA: Arrival(at(4), uncertain=False), AWA: Arrival(at(5), uncertain=True)}


def test_a_server_that_is_away_ends_every_stay_at_once(tracker: TimedTracker) -> None:
    tracker.joined(AWA)
    tracker.minutes = 10
    tracker.server_lost()
    assert tracker.arrivals == {}
    assert tracker.stays == [Stay(AWA, Arrival(at(0), uncertain=False), at(10), left_uncertain=True)]
    tracker.minutes = 15
    tracker.connected([AWA, BINTA])
    assert tracker.arrivals == {id: Arrival(at(15), uncertain=True) for id in (AWA, BINTA)}


def test_two_absences_of_a_server_are_two_gaps(tracker: TimedTracker) -> None:
    tracker.joined(AWA)
    for away, back in ((10, 15), (20, 30)):
        tracker.minutes = away
        tracker.server_lost()
        tracker.minutes = back
        tracker.connected([AWA])
    assert tracker.stays == [
        Stay(AWA, Arrival(at(0), uncertain=False), at(10), left_uncertain=True),
        Stay(AWA, Arrival(at(15), uncertain=True), at(20), left_uncertain=True),
    ]
    assert tracker.arrivals == {AWA: Arrival(at(30), uncertain=True)}


def test_a_new_connection_that_is_lost_before_it_is_complete_was_seen_until_then(tracker: TimedTracker) -> None:
    tracker.joined(AWA)
    tracker.minutes = 10
    tracker.connection_lost()
    tracker.minutes = 14
    tracker.events_started()
    tracker.joined(BINTA)
    tracker.minutes = 16
    tracker.connection_lost()
    tracker.minutes = 20
    tracker.connected([AWA])  # Discord resumes it, with every event since
    assert tracker.stays == [
        Stay(AWA, Arrival(at(0), uncertain=False), at(10), left_uncertain=True),
        Stay(BINTA, Arrival(at(14), uncertain=False), at(16), left_uncertain=True),
    ]
    assert tracker.arrivals == {AWA: Arrival(at(20), uncertain=True)}


def test_a_loss_noticed_late_does_not_predate_an_arrival_that_was_reported(tracker: TimedTracker) -> None:
    tracker.minutes = 10
    tracker.joined(AWA)
    tracker.minutes = 11
    tracker.connection_lost(since=at(9))
    assert tracker.disconnected_at == at(10)
    tracker.connection_lost(since=at(8))
    assert tracker.disconnected_at == at(10)


SESSION = ended(opened(SessionState.of(sample_workshop().sessions[0]), at(0)), at(60))


@pytest.mark.parametrize(
    ("came", "left", "expected"),
    [
        ((-5, True), (10, False), Presence(at(0), at(10), VOICE)),
        ((5, True), (10, False), Presence(at(5), at(10), VOICE, uncertain=True)),
        ((5, False), (10, True), Presence(at(5), at(10), VOICE, uncertain=True)),
        ((5, False), (70, True), Presence(at(5), at(60), VOICE)),
        ((5, False), (5, False), Presence(at(5), at(5), VOICE)),
        ((-5, False), (-1, False), None),
        ((61, False), (62, False), None),
    ],
)
def test_a_stay_counts_within_the_session_whose_edges_are_certain(
    came: tuple[float, bool], left: tuple[float, bool], expected: Presence | None
) -> None:
    stay = Stay(AWA, Arrival(at(came[0]), came[1]), at(left[0]), left[1])
    assert stay.presence_in(SESSION) == expected
