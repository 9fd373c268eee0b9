"""HTML templates. `message.html` and `message.css` are in this package; each page has its others in its own folder."""

from pathlib import Path

from jinja2 import BaseLoader, Environment, StrictUndefined, TemplateNotFound

SHARED = Path(__file__).with_name("template")


def environment(folder: Path) -> Environment:
    """Templates of `folder`, and the shared ones. All values but `Markup` are escaped."""
    return Environment(
        loader=_Unindented(folder), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )


class _Unindented(BaseLoader):
    """Loads templates without indentation, which thousands of messages would repeat."""

    def __init__(self, folder: Path) -> None:
        self._folders = (folder, SHARED)

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, None]:
        for folder in self._folders:
            if (file := folder / template).is_file():
                lines = file.read_text(encoding="utf-8").splitlines()
                return "\n".join(line.strip() for line in lines), template, None
        raise TemplateNotFound(template)
