"""Key messages in themselves: references, changes, unanimity, and how long a reopened desk stays open."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.features.key_messages.errors import UnknownMessage
from bot.features.key_messages.model import Change, Version, changes, parse_reference, reopened_until, unanimous

AT = datetime(2021, 3, 17, 16, 0, tzinfo=UTC)
BRUSSELS = ZoneInfo("Europe/Brussels")


@pytest.mark.parametrize(("reference", "meant"), [("MW-2", ("MW", 2)), (" mw-2 ", ("MW", 2)), ("A-1-12", ("A-1", 12))])
def test_a_reference_names_one_message(reference: str, meant: tuple[str, int]) -> None:
    assert parse_reference(reference) == meant


@pytest.mark.parametrize("reference", ["", "MW", "MW-", "MW-x", "-2", "MW-٣", "MW-12345678"])
def test_what_is_no_reference_names_none(reference: str) -> None:
    with pytest.raises(UnknownMessage):
        parse_reference(reference)


def test_changes_are_named() -> None:
    before = Version(1, "fr", None, "Un", "Awa", False, AT)
    after = Version(2, "en", "audit", "Un", "Koffi", False, AT)
    assert changes(before, after) == [Change.THEME, Change.LANGUAGE]


@pytest.mark.parametrize(
    ("endorsers", "represented", "all_of_them"),
    [
        ("ML NE", "MW ML NE", True),
        ("ML", "MW ML NE", False),
        ("ML", "ML", False),
        ("", "MW", False),
        ("ML NE", "MW ML", True),
        ("NE", "MW ML", False),
        ("", "", False),
    ],
)
def test_unanimous_is_everyone_represented_and_never_one_alone(
    endorsers: str, represented: str, all_of_them: bool
) -> None:
    assert unanimous("MW", endorsers.split(), frozenset(represented.split())) == all_of_them


def test_a_reopened_desk_stays_open_to_midnight_in_the_workshops_zone() -> None:
    assert reopened_until(AT, BRUSSELS) == datetime(2021, 3, 17, 23, 0, tzinfo=UTC)
    late = AT + timedelta(hours=6, minutes=30)
    assert reopened_until(late, BRUSSELS) == late + timedelta(hours=1)
