"""The kinds of file there are."""

from __future__ import annotations

from enum import StrEnum


class Format(StrEnum):
    XLSX = "xlsx"
    CSV = "csv"
    JSON = "json"
    DOCX = "docx"
    HTML = "html"

    @property
    def suffix(self) -> str:
        """What its file's name ends in: CSV comes as a zip."""
        return ".zip" if self is Format.CSV else f".{self.value}"


EVERYTHING = "all"
"""Not a kind of file: all that organisers keep, in a folder."""
REPORTS = (Format.DOCX, Format.HTML)
