"""Routes buttons, menus and forms by their custom id, `feature:action:…`, which contains all that the handler needs.

At Discord, the id has a prefix for the workshop (`custom_ids.py`). Nothing is kept in memory, so buttons work after a
restart, and any number of people may have the same form open. People can send ids that the bot never gave out: an id
that fits no pattern has no handler.
"""

import re
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

import discord

from bot.chat.access import ALL
from bot.chat.call import Call
from bot.core.errors import NotAnOption

TEXT_INPUT = discord.ComponentType.text_input.value
Handler = Callable[["Pressed"], Awaitable[None]]

KINDS = {
    "number": "[0-9]{1,18}|[1-8][0-9]{18}",  # fits SQLite's integers, and Discord's ids for a century
    "id": "[^:]+",
    "seconds": "[0-9]{1,10}",  # seconds since 1970
}
"""Regular expressions of the parts of a custom id, by their name in a pattern."""


@dataclass(frozen=True, slots=True)
class Pressed:
    """A pressed button, a menu or a submitted form.

    `rest`: the variable parts of its custom id. `values`: the values picked in a menu. `fields`: the values of a form,
    by custom id. `shown`: the hash of what the form showed, None if it is not known.
    """

    call: Call
    rest: tuple[str, ...]
    values: tuple[str, ...]
    fields: Mapping[str, tuple[str, ...]]
    shown: str | None = None

    def text(self, field: str) -> str:
        """What was typed or picked in `field` of the form; empty if nothing was."""
        return next(iter(self.fields.get(field, ())), "")

    @property
    def choice(self) -> str:
        """The one value picked in a menu. Raises `NotAnOption` if it was not one."""
        if len(self.values) != 1:
            raise NotAnOption
        return self.values[0]


@dataclass(frozen=True, slots=True)
class Route:
    """A pattern of custom ids, such as `announce:send:{number}`, its handler, and the role that it needs."""

    pattern: str
    handler: Handler
    needs: str
    regex: re.Pattern[str]


class Router:
    """Finds the handler of a custom id."""

    def __init__(self) -> None:
        self._routes: list[Route] = []

    def __iter__(self) -> Iterator[Route]:
        return iter(self._routes)

    def on(self, pattern: str, handler: Handler, needs: str = ALL) -> None:
        """Route ids of this pattern to `handler`, for people who have the role `needs`.

        A part in braces is passed to the handler: one of `KINDS`, or one of several words, such as `{say|skip}`.
        """
        self._routes.append(Route(pattern, handler, needs, re.compile(regex_of(pattern), re.ASCII)))

    def find(self, custom_id: str) -> tuple[Route, tuple[str, ...]] | None:
        """The route of an id, and the variable parts of the id."""
        for route in self._routes:
            if found := route.regex.fullmatch(custom_id):
                return route, found.groups()
        return None


def regex_of(pattern: str) -> str:
    """The regular expression of a pattern, with a group for each part in braces."""
    parts = re.split(r"\{([^{}]+)\}", pattern)
    return "".join(f"({_kind(part)})" if number % 2 else re.escape(part) for number, part in enumerate(parts))


def _kind(names: str) -> str:
    return "|".join(KINDS.get(name, name) for name in names.split("|"))


def values_of(data: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(data.get("values", ()))


def fields_of(data: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """A submitted form's values by custom id, whether the fields are in labels or in action rows."""
    fields = {}
    for part in data.get("components", ()):
        for field in _fields(part):
            if "custom_id" in field:
                fields[field["custom_id"]] = _entered(field)
    return fields


def _fields(part: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    return [part["component"]] if "component" in part else part.get("components", ())


def texts_of(data: Mapping[str, Any]) -> list[str]:
    """All texts typed in a submitted form."""
    fields = [field for part in data.get("components", ()) for field in _fields(part)]
    return [field["value"] for field in fields if field.get("type") == TEXT_INPUT and field.get("value")]


def _entered(field: Mapping[str, Any]) -> tuple[str, ...]:
    if "values" in field:
        return tuple(field["values"] or ())
    value = field.get("value")
    return () if value is None else (str(value),)


def custom_id_of(interaction: discord.Interaction) -> str:
    data = cast(Mapping[str, Any], interaction.data or {})
    return str(data.get("custom_id", ""))
