"""Files that are no tables, or too large: the smallest examples of files that once did harm."""

from __future__ import annotations

import pytest

from bot.core.csv_tables import read_rows
from bot.core.errors import BadFile


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        pytest.param(b"", "empty", id="nothing"),
        pytest.param(b",,,", "empty", id="nothing between commas"),
        pytest.param(b"\xef\xbb\xbf \r\n", "empty", id="a mark and spaces"),
        pytest.param(b"\0\0\0\0", "empty", id="nothing but nulls"),
        pytest.param(b"PK\x03\x04\x14\0\0\0name,ML\n", "not csv", id="a spreadsheet named .csv"),
        pytest.param(b"a,b\n" + b"," * 200, "too wide", id="201 columns"),
        pytest.param(b"a\n" * 20_001, "too large", id="20,001 lines"),
        pytest.param(b"x" * (1024 * 1024 + 1), "too large", id="a byte too many"),
        pytest.param(b'name\n"' + b"x" * 200_000, "not csv", id="a quote never closed"),
    ],
)
def test_a_file_that_is_no_table_is_refused(content: bytes, fault: str) -> None:
    with pytest.raises(BadFile) as refused:
        read_rows(content)
    assert [each.what for each in refused.value.faults] == [fault]


def test_cells_hold_no_control_characters() -> None:
    (row,) = read_rows("A\u0007wa,Mali\u2028ML".encode())
    assert row.cells == ("Awa", "Mali\nML")
