"""A handout as one HTML file that contains its styles and pictures, and prints on A4 pages."""

import base64
from functools import cache
from pathlib import Path
from typing import BinaryIO

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from bot.export.characters import printable
from bot.export.handouts.sheet import Sheet


def write_html(sheet: Sheet, target: BinaryIO) -> None:
    target.writelines(part.encode() for part in _template().generate(sheet=sheet, address=_address))


def _address(picture: bytes) -> str:
    return f"data:image/png;base64,{base64.b64encode(picture).decode()}"


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: printable(value) if isinstance(value, str) else value,
    )
    return environment.get_template("sheet.html")
