"""Previews: what a proposed change moves, and the side effects it warns of."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.core.errors import BadTime
from bot.core.schedule import Schedule, cancelled
from bot.features.programme.model import Proposal, ProposedAction, fingerprint, preview, zones_in_order
from tests.workshop.helpers import NOW, OPENS, workshop

SCHEDULE = Schedule.of(workshop())
HOUR = timedelta(hours=1)


def after(proposal: Proposal) -> Schedule:
    return proposal.apply(SCHEDULE, NOW)


def delay(minutes: int, *, cascade: bool = False) -> Proposal:
    return Proposal(ProposedAction.DELAY, "first", minutes, cascade)


def test_a_preview_names_the_changed_sessions_and_the_outermost_zones() -> None:
    shown = preview(SCHEDULE, after(delay(15, cascade=True)))
    assert [change.after.id for change in shown.changes] == ["first", "second"]
    assert (shown.first_zone, shown.last_zone) == ("Africa/Bamako", "Africa/Blantyre")
    assert zones_in_order(workshop(administrations=()), OPENS) == ["Europe/Brussels"]


def test_it_warns_of_overlaps_and_of_nights() -> None:
    shown = preview(SCHEDULE, after(delay(90)))
    assert [(one.id, other.id) for one, other in shown.warnings.overlapping] == [("first", "second")]
    late = preview(SCHEDULE, after(delay(11 * 60)))
    assert [(state.id, a.code) for state, a in late.warnings.at_night] == [("first", "MW")]


def test_it_warns_where_two_zones_change_their_clocks_on_different_days() -> None:
    summer = datetime(2021, 3, 30, 10, tzinfo=UTC)  # Brussels changes its clocks on the 28th, Blantyre never does
    shown = preview(SCHEDULE, after(Proposal(ProposedAction.MOVE, "first", start=summer)))
    assert [(state.id, a.code) for state, a in shown.warnings.clock_change] == [("first", "MW"), ("first", "ML")]
    same = preview(SCHEDULE, after(Proposal(ProposedAction.MOVE, "first", start=OPENS + HOUR * 24)))
    assert same.warnings.clock_change == []


def test_nothing_is_moved_into_the_past() -> None:
    with pytest.raises(BadTime):
        after(delay(-60))


def test_the_fingerprint_is_that_of_what_is_shown() -> None:
    assert fingerprint(SCHEDULE, after(delay(15))) == fingerprint(SCHEDULE, after(delay(15)))
    assert fingerprint(SCHEDULE, after(delay(15))) != fingerprint(SCHEDULE, after(delay(16)))
    elsewhere = cancelled(SCHEDULE, "second")
    assert fingerprint(SCHEDULE, after(delay(15))) == fingerprint(elsewhere, delay(15).apply(elsewhere, NOW))


def test_the_audit_log_says_how_far_or_to_when() -> None:
    assert delay(-5, cascade=True).detail == "-5 min, with what follows"
    assert delay(5).detail == "+5 min"
    assert Proposal(ProposedAction.MOVE, "first", start=OPENS).detail == "2021-03-15T10:00:00.000000Z"
    assert Proposal(ProposedAction.CANCEL, "first").detail == ""
