"""The page's own templates, in the folder `template`."""

from pathlib import Path

from jinja2 import Template

from fakecord.render.templates import environment


def template(name: str) -> Template:
    return environment(Path(__file__).with_name("template")).get_template(f"{name}.html")
