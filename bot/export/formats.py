"""The formats of exported files."""

from enum import StrEnum


class Format(StrEnum):
    XLSX = "xlsx"
    CSV = "csv"
    JSON = "json"
    DOCX = "docx"
    HTML = "html"

    @property
    def suffix(self) -> str:
        """The extension of the file; CSV files come in a zip."""
        return ".zip" if self is Format.CSV else f".{self.value}"


EVERYTHING = "all"
"""Not a format of one file: a folder with everything that organisers keep."""
REPORTS = (Format.DOCX, Format.HTML)
