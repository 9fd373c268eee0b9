"""CSV files: what is refused, and how cells are cleaned. Each case is a minimal example of an earlier bug."""

import pytest

from bot.core.csv_tables import MAX_BYTES, MAX_COLUMNS, MAX_ROWS, find_column, read_rows
from bot.core.errors import BadFile


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        pytest.param(b"", "empty", id="no bytes"),
        pytest.param(b",,,", "empty", id="only separators"),
        pytest.param(b"\xef\xbb\xbf \r\n", "empty", id="only a byte-order mark and spaces"),
        pytest.param(b"\0\0\0\0", "empty", id="only nulls"),
        pytest.param(b"PK\x03\x04\x14\0\0\0name,ML\n", "not csv", id="a spreadsheet with the extension csv"),
        pytest.param(b"a,b\n" + b"," * MAX_COLUMNS, "too wide", id="201 columns"),
        pytest.param(b"a\n" * (MAX_ROWS + 1), "too large", id="20,001 lines"),
        pytest.param(b"x" * (MAX_BYTES + 1), "too large", id="a byte too many"),
        pytest.param(b'name\n"' + b"x" * 200_000, "not csv", id="an unclosed quote"),
    ],
)
def test_a_file_that_is_no_table_is_refused(content: bytes, fault: str) -> None:
    with pytest.raises(BadFile) as refused:
        read_rows(content)
    assert [each.what for each in refused.value.faults] == [fault]


def test_cells_contain_no_control_characters() -> None:
    (row,) = read_rows("A\u0007wa,Mali\u2028ML".encode())
    assert row.cells == ("Awa", "Mali\nML")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_every_usual_encoding_and_separator_is_recognised(encoding: str, separator: str) -> None:
    text = f"Name{separator}Delegation\n\nÉlodie{separator}Côte d'Ivoire\n"
    header, row = read_rows(text.encode(encoding))
    assert (header.line, header.cells) == (1, ("Name", "Delegation"))
    assert (row.line, row.cells) == (3, ("Élodie", "Côte d'Ivoire"))
    assert (row[1], row[2], row[None]) == ("Côte d'Ivoire", "", "")


def test_the_separator_that_excel_declares_on_the_first_line_is_no_row() -> None:
    assert [row.cells for row in read_rows(b"sep=;\nname;code\n")] == [("name", "code")]


def test_columns_are_found_without_accents_case_or_punctuation() -> None:
    header = ("E-mail", "Délégation", "e mail")
    assert find_column(header, "courriel", "e mail") == 2  # the last of two
    assert find_column(header, "delegation") == 1
    assert find_column(header, "name") is None
