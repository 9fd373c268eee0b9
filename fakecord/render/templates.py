"""HTML templates. `message.html` and `message.css` are in this package; each page has its others in its own folder."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

SHARED = Path(__file__).with_name("template")


@cache
def environment(folder: Path) -> Environment:
    """Templates of `folder`, and the shared ones. All values but `Markup` are escaped."""
    return Environment(
        loader=_Unindented([folder, SHARED]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


class _Unindented(FileSystemLoader):
    """Loads templates without indentation, which thousands of messages would repeat."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        source, path, is_fresh = super().get_source(environment, template)
        return "\n".join(line.strip() for line in source.splitlines()), path, is_fresh
