"""The fields of a form: what they hold, and what they accept.

https://discord.com/developers/docs/components/reference
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fakecord.errors import Json, NotPossible
from fakecord.people.resolved_data import ResolvedData
from fakecord.rules.forms import CHECKBOX, CHECKBOX_GROUP, FILE_UPLOAD, RADIO_GROUP, TEXT_INPUT
from fakecord.rules.menus import CHANNEL_SELECT, MENTIONABLE_SELECT, ROLE_SELECT, STRING_SELECT, USER_SELECT


class Field:
    """One field; `value` is what the bot put in it beforehand."""

    def __init__(self, component: Json, label: str, description: str | None) -> None:
        self.component = component
        self.label = label
        self.description = description

    @property
    def kind(self) -> int:
        return int(self.component["type"])

    @property
    def custom_id(self) -> str:
        return str(self.component["custom_id"])

    @property
    def required(self) -> bool:
        default = self.kind != CHECKBOX
        return bool(default if self.component.get("required") is None else self.component["required"])

    @property
    def options(self) -> list[Json]:
        return list(self.component.get("options", []))

    @property
    def value(self) -> Any:
        """Text, a list of values, a value or None for a radio group, or whether a box is ticked."""
        if self.kind == TEXT_INPUT:
            return self.component.get("value") or ""
        if self.kind == CHECKBOX:
            return bool(self.component.get("default"))
        chosen = [o["value"] for o in self.options if o.get("default")]
        return next(iter(chosen), None) if self.kind == RADIO_GROUP else chosen

    def answer(self, value: Any, resolved: ResolvedData) -> Any:
        """`value` as it is sent; `NotPossible` if the client would mark the field in red."""
        if self.kind == TEXT_INPUT:
            return self._text(value)
        if self.kind == CHECKBOX:
            return bool(value)
        if self.kind == RADIO_GROUP:
            return self._one(value)
        return self._several(value, resolved)

    def _text(self, value: Any) -> str:
        text = str(value or "")
        least, most = self.component.get("min_length") or 0, self.component.get("max_length") or 4000
        if self.required and not text.strip():
            raise self._wrong("is required")
        if text and not least <= len(text) <= most:
            raise self._wrong(f"takes {least} to {most} characters, not {len(text)}")
        if self.component["style"] == 1 and "\n" in text:
            raise self._wrong("is a single line")
        return text

    def _one(self, value: Any) -> str | None:
        if isinstance(value, list):
            value = value[0] if value else None
        if value is None:
            if self.required:
                raise self._wrong("is required")
            return None
        return self._option(value)

    def _several(self, value: Any, resolved: ResolvedData) -> list[str]:
        given = value if isinstance(value, list) else [value]
        least, most = self._bounds()
        if not given and not self.required:
            return []
        if not least <= len(given) <= most:
            raise self._wrong(f"takes {least} to {most} choices, not {len(given)}")
        send: dict[int, Callable[[Any], str]] = {
            STRING_SELECT: self._option,
            CHECKBOX_GROUP: self._option,
            USER_SELECT: resolved.user,
            ROLE_SELECT: resolved.role,
            MENTIONABLE_SELECT: resolved.mentionable,
            CHANNEL_SELECT: lambda c: resolved.channel(c, self.component.get("channel_types")),
            FILE_UPLOAD: resolved.attachment,
        }
        return [send[self.kind](each) for each in given]

    def _bounds(self) -> tuple[int, int]:
        least, most = self.component.get("min_values"), self.component.get("max_values")
        by_default = len(self.options) if self.kind == CHECKBOX_GROUP else 1
        return (1 if least is None else least), (by_default if most is None else most)

    def _option(self, value: Any) -> str:
        return option_value(self.options, value, self.label)

    def _wrong(self, what: str) -> NotPossible:
        return NotPossible(f"the field {self.label!r} {what}")

    def __repr__(self) -> str:
        return f"<Field {self.label!r} {self.value!r}>"


def option_value(options: list[Json], value: Any, where: str) -> str:
    """The value of the option of this value or label."""
    for key in ("value", "label"):
        for option in options:
            if option[key] == str(value):
                return str(option["value"])
    raise NotPossible(f"{where!r} has no option {value!r}, only {[o['label'] for o in options]}")
