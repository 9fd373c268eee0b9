"""The report as one HTML file that contains its styles and pictures, and no script."""

import base64
from functools import cache
from pathlib import Path
from typing import BinaryIO

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from bot.export.characters import printable
from bot.export.document import Document, Figure
from bot.export.plots import Pictures


def write_html(document: Document, target: BinaryIO, pictures: Pictures) -> None:
    def picture(figure: Figure) -> str:
        return f"data:image/svg+xml;base64,{base64.b64encode(pictures.svg(figure.plot)).decode()}"

    target.writelines(part.encode() for part in _template().generate(document=document, picture=picture))


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
    return environment.get_template("report.html")
