"""Our HTML files, from Jinja templates: every value is escaped, and a missing one is an error."""

import base64
from functools import cache
from pathlib import Path
from typing import BinaryIO

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from bot.export.characters import printable


def write_page(template: Path, target: BinaryIO, **values: object) -> None:
    """Write what `template` makes of `values`; those that it extends or includes lie in the same folder."""
    target.writelines(part.encode() for part in _template(template).generate(values))


def data_url(kind: str, picture: bytes) -> str:
    """A picture as an address that contains it; `kind` is such as `image/png`."""
    return f"data:{kind};base64,{base64.b64encode(picture).decode()}"


@cache
def _template(file: Path) -> Template:
    environment = Environment(
        loader=FileSystemLoader(file.parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: printable(value) if isinstance(value, str) else value,
    )
    return environment.get_template(file.name)
