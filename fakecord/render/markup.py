"""Small pieces of HTML: names, avatars, sentences with placeholders."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup, escape

from fakecord.render.escaping import escape_html
from fakecord.render.names import colour, initials


@dataclass(frozen=True, slots=True)
class Avatar:
    """A name, and the initials and the colour of its avatar."""

    name: Markup
    initials: str
    colour: int

    @classmethod
    def of(cls, name: str) -> Avatar:
        return cls(isolate(name), initials(name), colour(name))


def isolate(words: str) -> Markup:
    """`words` in a `bdi` element, so that their writing direction does not affect the text around them."""
    return Markup("<bdi>{}</bdi>").format(escape_html(words))


def fill_in(phrase: str, **values: Markup | str) -> Markup:
    """Fill in the placeholders of `phrase`; values that are no `Markup` are escaped."""
    return Markup(escape(phrase)) % values
