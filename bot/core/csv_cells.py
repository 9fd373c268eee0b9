"""Cells of the CSV files that the bot hands out: without formulas."""

import re

_SIGNS = "=+@＝＋－＠-"
"""Spreadsheets treat a cell that begins with one of these as a formula.

In some languages this includes the full-width ones.
"""
_BEGINS_FORMULA = re.compile(rf"[\t\r{_SIGNS}]")
_HIDES_FORMULA = re.compile(rf'(?<=[;\t\r\n])(?="*[{_SIGNS}])')
"""Where a spreadsheet with another separator (semicolon or tab, as in French Excel) begins a new cell. It does not see
our quotation marks, so that a line break also begins a row."""
_NUMBER = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?")


def harmless(text: str) -> str:
    """Put `'` before each part of `text` that a spreadsheet would evaluate; nothing is removed.

    >>> harmless("=1+1"), harmless("-5"), harmless("a;=1+1"), harmless("more = better")
    ("'=1+1", '-5', "a;'=1+1", 'more = better')
    """
    text = _HIDES_FORMULA.sub("'", text)
    return f"'{text}" if _BEGINS_FORMULA.match(text) and not _NUMBER.fullmatch(text) else text
