"""Times that do not exist, occur twice or overlap."""

# ruff: noqa: E501 - a fault is quoted whole

from pathlib import Path

import pytest

from tests.workshop_file.small import faults_of, spoiled


@pytest.mark.parametrize(
    ("changes", "faults"),
    [
        pytest.param(
            [("start: 11:00", "start: 25:00")],
            ["27: `25:00` is not a time of day; write it as `11:00` or `11:00:30`"],
            id="hour 25",
        ),
        pytest.param(
            [("start: 11:00", "start: 660")],
            ["27: `660` is not a time of day; write it as `11:00` or `11:00:30`"],
            id="minutes of the day",
        ),
        pytest.param(
            [("date: 2021-03-26", "date: 26/03/2021")],
            ["21: `26/03/2021` is not a date; write it as `2021-03-15`"],
            id="date the other way round",
        ),
        pytest.param(
            [("date: 2021-03-26", "date: 2021-02-30")],
            ["21: `2021-02-30` is not a date; write it as `2021-03-15`"],
            id="30 February",
        ),
        pytest.param(
            [("start: 12:00", "start: 11:15")],
            [
                "42: it begins before the session `opening` of line 24 ends, at 11:30 on 2021-03-26; begin it later, or shorten the other"
            ],
            id="overlap in a day",
        ),
        pytest.param(
            [("start: 12:00, duration: 1h", "start: 23:30, duration: 24h"), ("date: 2021-03-28", "date: 2021-03-27")],
            [
                "46: it begins before the session `work` of line 42 ends, at 23:30 on 2021-03-27; begin it later, or shorten the other"
            ],
            id="overlap across midnight",
        ),
        pytest.param(
            [("date: 2021-03-26", "date: 2021-03-29"), ("closes: 2021-03-28T18:00", "closes: 2021-03-30T18:00")],
            ["43: 2021-03-28 comes before a day above it; put the days in order"],
            id="days out of order",
        ),
        pytest.param(
            [("date: 2021-03-26", "date: 2021-03-28"), ("start: 12:00", "start: 15:00")],
            ["43: the date 2021-03-28 is already used on line 21; give each day its own date"],
            id="date given twice",
        ),
        pytest.param(
            [("start: 9:30", "start: 02:30")],
            ["46: 2021-03-28 02:30 never comes, since clocks go forward in Europe/Paris; choose another time"],
            id="start that never comes",
        ),
        pytest.param(
            [
                ("date: 2021-03-28", "date: 2021-10-31"),
                ("start: 9:30", "start: 02:30"),
                ("closes: 2021-03-28", "closes: 2021-11-01"),
                ("closes: 2021-03-30", "closes: 2021-11-02"),
            ],
            ["46: 2021-10-31 02:30 comes twice, since clocks go back in Europe/Paris; choose another time"],
            id="start that comes twice",
        ),
        pytest.param(
            [("closes: 2021-03-28T18:00", "closes: 2021-03-28T02:30")],
            ["47: 2021-03-28 02:30 never comes, since clocks go forward in Europe/Paris; choose another time"],
            id="closing that never comes",
        ),
        pytest.param(
            [("closes: 2021-03-28T18:00", "closes: 2021-03-28T09:30")],
            ["47: it closes before it opens; write a later date and time"],
            id="desk closes as it opens",
        ),
        pytest.param(
            [("opens: messages, closes", "opens: 2021-03-29T10:00, closes")],
            ["47: it closes before it opens; write a later date and time"],
            id="desk closes before it opens",
        ),
        pytest.param(
            [("closes: 2021-03-30T18:00", "closes: 2021-03-28T10:30")],
            ["52: it closes before it opens; write a later date and time"],
            id="evaluation closes as it opens",
        ),
        pytest.param(
            [("closes: 2021-03-28T18:00", "closes: 2021-03-28T18:00Z")],
            ["47: `2021-03-28T18:00Z` is not a local date and time; write it as `2021-03-17T18:00`, without a zone"],
            id="zone in a time",
        ),
        pytest.param(
            [("timezone: Europe/Paris", "timezone: Europe/Pariss")],
            ["3: `Europe/Pariss` is not an IANA time zone; did you mean `Europe/Paris`?"],
            id="misspelt zone",
        ),
        pytest.param(
            [("timezone: Africa/Bamako", "timezone: GMT+1")],
            ["16: `GMT+1` is not an IANA time zone; write one such as `Europe/Brussels`"],
            id="no zone",
        ),
    ],
)
def test_a_time_is_refused_where_it_stands(tmp_path: Path, changes: list[tuple[str, str]], faults: list[str]) -> None:
    assert faults_of(tmp_path, spoiled(*changes)) == faults
