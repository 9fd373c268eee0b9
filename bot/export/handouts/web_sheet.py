"""A handout as one HTML file that contains its styles and pictures, and prints on A4 pages."""

from functools import partial
from pathlib import Path
from typing import BinaryIO

from bot.export.handouts.sheet import Sheet
from bot.export.page_template import data_url, write_page

TEMPLATE = Path(__file__).parent / "templates" / "sheet.html"


def write_html(sheet: Sheet, target: BinaryIO) -> None:
    write_page(TEMPLATE, target, sheet=sheet, address=partial(data_url, "image/png"))
