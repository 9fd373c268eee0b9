"""Buttons, menus and forms by their custom id, `feature:action:…`, which carries all there is to know.

Nothing of them is kept in memory: they go on working after a restart, and any number of people may have
the same form open.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

import discord

from bot.chat.access import ALL
from bot.chat.call import Call

TEXT_INPUT = discord.ComponentType.text_input.value
Handler = Callable[["Pressed"], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Pressed:
    """What was pressed, picked or submitted: the rest of its custom id, a menu's values, a form's fields."""

    call: Call
    rest: tuple[str, ...]
    values: tuple[str, ...]
    fields: Mapping[str, tuple[str, ...]]

    def text(self, field: str) -> str:
        """What was typed or picked in `field` of the form; empty where nothing was."""
        return next(iter(self.fields.get(field, ())), "")


class Router:
    """Finds who answers a custom id."""

    def __init__(self) -> None:
        self._handlers: dict[str, tuple[Handler, str]] = {}

    def on(self, prefix: str, handler: Handler, needs: str = ALL) -> None:
        """Have `handler` answer `prefix` and all that begins with `prefix:`, for those who have the role it needs."""
        self._handlers[prefix] = (handler, needs)

    def find(self, custom_id: str) -> tuple[Handler, str, tuple[str, ...]] | None:
        """The handler of the longest prefix, the role it needs, and the rest of the id."""
        parts = custom_id.split(":")
        for length in range(len(parts), 0, -1):
            found = self._handlers.get(":".join(parts[:length]))
            if found:
                return (*found, tuple(parts[length:]))
        return None


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
