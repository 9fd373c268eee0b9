"""The cells of CSV files: their other tests are with the exported tables (tests/export/test_csv_files.py)."""

import doctest

from bot.core import csv_cells


def test_the_examples_in_the_docstrings_hold() -> None:
    assert doctest.testmod(csv_cells).failed == 0
