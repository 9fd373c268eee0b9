"""The Jinja templates of our HTML files: every value is escaped, and a missing one is an error."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from bot.export.characters import printable


@cache
def page_template(file: Path) -> Template:
    """The template in `file`. Templates that it extends or includes are in the same folder."""
    environment = Environment(
        loader=FileSystemLoader(file.parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: printable(value) if isinstance(value, str) else value,
    )
    return environment.get_template(file.name)
