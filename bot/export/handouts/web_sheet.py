"""A handout as one HTML file that contains its styles and pictures, and prints on A4 pages."""

import base64
from pathlib import Path
from typing import BinaryIO

from bot.export.handouts.sheet import Sheet
from bot.export.page_template import page_template

TEMPLATE = Path(__file__).parent / "templates" / "sheet.html"


def write_html(sheet: Sheet, target: BinaryIO) -> None:
    target.writelines(part.encode() for part in page_template(TEMPLATE).generate(sheet=sheet, address=_address))


def _address(picture: bytes) -> str:
    return f"data:image/png;base64,{base64.b64encode(picture).decode()}"
