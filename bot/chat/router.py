"""Buttons, menus and forms by their custom id, `feature:action:…`, which carries all there is to know.

Nothing of them is kept in memory: they go on working after a restart, and any number of people may have
the same form open. Someone may send ids that we never gave out: what does not fit its pattern finds no handler.
"""

from __future__ import annotations

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
    "number": "[0-9]{1,18}|[1-8][0-9]{18}",  # SQLite holds it, and Discord's ids for a century
    "id": "[^:]+",
    "seconds": "[0-9]{1,10}",  # since 1970
}
"""What a part of a custom id may be, by its name in a pattern; any other names the words it may be."""


@dataclass(frozen=True, slots=True)
class Pressed:
    """What was pressed, picked or submitted: what its custom id carries, a menu's values, a form's fields."""

    call: Call
    rest: tuple[str, ...]
    values: tuple[str, ...]
    fields: Mapping[str, tuple[str, ...]]

    def text(self, field: str) -> str:
        """What was typed or picked in `field` of the form; empty where nothing was."""
        return next(iter(self.fields.get(field, ())), "")

    @property
    def choice(self) -> str:
        """The one that was picked in a menu; `NotAnOption` where it was not one."""
        if len(self.values) != 1:
            raise NotAnOption
        return self.values[0]


@dataclass(frozen=True, slots=True)
class Door:
    """A pattern of custom ids, such as `announce:send:{number}`, who answers it, and the role that needs."""

    pattern: str
    handler: Handler
    needs: str
    shape: re.Pattern[str]


class Router:
    """Finds who answers a custom id."""

    def __init__(self) -> None:
        self._doors: list[Door] = []

    def __iter__(self) -> Iterator[Door]:
        return iter(self._doors)

    def on(self, pattern: str, handler: Handler, needs: str = ALL) -> None:
        """Have `handler` answer ids of this pattern, for those who have the role it needs.

        A part in braces is carried: one of `KINDS`, or the words it may be, such as `{say|skip}`.
        """
        self._doors.append(Door(pattern, handler, needs, re.compile(shape_of(pattern), re.ASCII)))

    def find(self, custom_id: str) -> tuple[Door, tuple[str, ...]] | None:
        """Where an id leads, and what it carries."""
        for door in self._doors:
            if found := door.shape.fullmatch(custom_id):
                return door, found.groups()
        return None


def shape_of(pattern: str) -> str:
    """The regular expression of a pattern, with a group for each part carried."""
    parts = re.split(r"\{(.+?)\}", pattern)
    return "".join(f"({_kind(part)})" if number % 2 else re.escape(part) for number, part in enumerate(parts))


def _kind(names: str) -> str:
    return "|".join(KINDS.get(name, name) for name in names.split("|"))


def values_of(data: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(data.get("values", ()))


def fields_of(data: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """A submitted form's fields by custom id, whether they stand in labels or in action rows."""
    fields = {}
    for part in data.get("components", ()):
        for field in _fields(part):
            if "custom_id" in field:
                fields[field["custom_id"]] = _entered(field)
    return fields


def _fields(part: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    return [part["component"]] if "component" in part else part.get("components", ())


def texts_of(data: Mapping[str, Any]) -> list[str]:
    """All that was typed in a submitted form; what was picked is not text."""
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
