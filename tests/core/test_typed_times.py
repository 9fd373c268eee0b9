"""Times that people type, in the workshop's zone."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.core.errors import BadTime
from bot.core.typed_times import parse_local

BRUSSELS, ON = ZoneInfo("Europe/Brussels"), date(2021, 3, 16)


@pytest.mark.parametrize(
    ("words", "at"),
    [
        ("14:30", datetime(2021, 3, 16, 13, 30, tzinfo=UTC)),
        (" 7h05 ", datetime(2021, 3, 16, 6, 5, tzinfo=UTC)),
        ("2021-3-17T9:00", datetime(2021, 3, 17, 8, tzinfo=UTC)),
    ],
)
def test_a_time_is_parsed_on_the_workshops_clock(words: str, at: datetime) -> None:
    assert parse_local(words, BRUSSELS, ON) == at


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("24:00", "form"),
        ("2021-02-30 10:00", "form"),
        ("0000-00-00 00:00", "form"),
        ("١٤:٣٠", "form"),
        ("14:30:00Z", "form"),
        ("2021-03-28 02:30", "clock"),
        ("0001-01-01 00:00", "far"),
        ("9999-12-31 23:59", "far"),
        ("2999-01-01 10:00", "far"),
    ],
)
def test_other_texts_and_times_are_refused(words: str, why: str) -> None:
    with pytest.raises(BadTime) as refused:
        parse_local(words, BRUSSELS, ON)
    assert refused.value.why == why
