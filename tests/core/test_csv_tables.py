"""Files that are no sheets, or too much of one: the smallest of those that once did harm."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.core.csv_tables import read_rows
from bot.core.errors import BadFile
from bot.features.attendance.report_file import read_report

HELD = (datetime(2021, 3, 15, 10, tzinfo=UTC), datetime(2021, 3, 15, 12, tzinfo=UTC))
HEADING = b"Name,Join time,Leave time,Duration\n"


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        pytest.param(b"", "empty", id="nothing"),
        pytest.param(b",,,", "empty", id="nothing between commas"),
        pytest.param(b"\xef\xbb\xbf \r\n", "empty", id="a mark and spaces"),
        pytest.param(b"\0\0\0\0", "empty", id="nothing but nulls"),
        pytest.param(b"PK\x03\x04\x14\0\0\0name,ML\n", "not csv", id="a spreadsheet called CSV"),
        pytest.param(b"a,b\n" + b"," * 200, "too wide", id="201 columns"),
        pytest.param(b"a\n" * 20_001, "too large", id="20,001 lines"),
        pytest.param(b"x" * (1024 * 1024 + 1), "too large", id="a byte too many"),
        pytest.param(b'name\n"' + b"x" * 200_000, "not csv", id="a quote never closed"),
    ],
)
def test_what_is_no_sheet_is_refused(content: bytes, fault: str) -> None:
    with pytest.raises(BadFile) as refused:
        read_rows(content)
    assert [each.what for each in refused.value.faults] == [fault]


def test_cells_hold_no_control_characters() -> None:
    (row,) = read_rows("A\u0007wa,Mali\u2028ML".encode())
    assert row.cells == ("Awa", "Mali\nML")


@pytest.mark.parametrize(
    "row",
    [
        pytest.param("Awa,2021-03-15 11:00,,999999999999", id="minutes without end"),
        pytest.param("Awa,2021-03-15 11:00,," + "9" * 400, id="more minutes than a number holds"),
        pytest.param("Awa,0001-01-01 00:00+05,2021-03-15 11:00,", id="before the first year"),
        pytest.param("Awa,9999-12-31 23:59,,99", id="after the last"),
        pytest.param("Awa,2021-03-15 11:00+99,2021-03-15 12:00,", id="no such zone"),
    ],
)
def test_times_that_no_clock_shows_are_faults_of_their_line(row: str) -> None:
    with pytest.raises(BadFile) as refused:
        read_report(HEADING + row.encode(), ZoneInfo("UTC"), HELD)
    assert [(each.what, each.line) for each in refused.value.faults] == [("not a time", 2)]


def test_the_comings_and_goings_of_one_are_counted_once() -> None:
    """Twenty thousand rows of one name took a quarter of a minute, each joined to all before it."""
    rows = b"".join(
        b"Awa,2021-03-15 10:%02d:%02d,2021-03-15 10:%02d:%02d,\n" % (n // 60, n % 60, n // 60, n % 60)
        for n in range(3600)
    )
    report = read_report(HEADING + rows * 5, ZoneInfo("UTC"), HELD)
    (awa,) = report.attendees
    assert (awa.rows, len(awa.spans)) == (18_000, 3600)
