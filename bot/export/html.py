"""The report as one HTML file: its own styles and pictures in it, no script, nothing to fetch."""

from __future__ import annotations

import base64
from functools import cache
from pathlib import Path
from typing import BinaryIO

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from bot.export import plots
from bot.export.characters import printable
from bot.export.document import Document, Figure


def write_html(document: Document, target: BinaryIO) -> None:
    target.writelines(part.encode() for part in _template().generate(document=document, picture=_picture))


def _picture(figure: Figure) -> str:
    return f"data:image/svg+xml;base64,{base64.b64encode(plots.svg(figure.plot)).decode()}"


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
