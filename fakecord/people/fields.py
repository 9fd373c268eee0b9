"""Fields of a form: the values that the bot filled in, and the values they accept.

https://discord.com/developers/docs/components/reference
"""

from collections.abc import Callable
from typing import Any

from fakecord.errors import Json, NotPossible
from fakecord.model.components import CHANNEL_SELECT, MENTIONABLE_SELECT, ROLE_SELECT, STRING_SELECT, USER_SELECT
from fakecord.people.resolved_data import ResolvedData
from fakecord.rules.forms import CHECKBOX, CHECKBOX_GROUP, FILE_UPLOAD, RADIO_GROUP, TEXT_INPUT


class Field:
    """One field. `component` is its JSON; label and description may come from the component around it."""

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
        """What the bot filled in: text, a list of values, one value or None (radio group), a bool (checkbox)."""
        if self.kind == TEXT_INPUT:
            return self.component.get("value") or ""
        if self.kind == CHECKBOX:
            return bool(self.component.get("default"))
        chosen = [o["value"] for o in self.options if o.get("default")]
        return next(iter(chosen), None) if self.kind == RADIO_GROUP else chosen

    def answer(self, value: Any, resolved: ResolvedData) -> Any:
        """`value` as it is sent. `NotPossible` if the client would mark the field in red."""
        if self.kind == TEXT_INPUT:
            return self._text(value)
        if self.kind == CHECKBOX:
            return bool(value)
        if self.kind == RADIO_GROUP:
            return self._one(value)
        return self._several(value, resolved)

    def _text(self, value: Any) -> str:
        text = str(value or "")
        minimum, maximum = self.component.get("min_length") or 0, self.component.get("max_length") or 4000
        if self.required and not text.strip():
            raise self._error("is required")
        if text and not minimum <= len(text) <= maximum:
            raise self._error(f"takes {minimum} to {maximum} characters, not {len(text)}")
        if self.component["style"] == 1 and "\n" in text:
            raise self._error("is a single line")
        return text

    def _one(self, value: Any) -> str | None:
        if isinstance(value, list):
            value = value[0] if value else None
        if value is None:
            if self.required:
                raise self._error("is required")
            return None
        return self._option(value)

    def _several(self, value: Any, resolved: ResolvedData) -> list[str]:
        given = value if isinstance(value, list) else [value]
        minimum, maximum = self._bounds()
        if not given and not self.required:
            return []
        if not minimum <= len(given) <= maximum:
            raise self._error(f"takes {minimum} to {maximum} choices, not {len(given)}")
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
        minimum, maximum = self.component.get("min_values"), self.component.get("max_values")
        by_default = len(self.options) if self.kind == CHECKBOX_GROUP else 1
        return (1 if minimum is None else minimum), (by_default if maximum is None else maximum)

    def _option(self, value: Any) -> str:
        return option_value(self.options, value, self.label)

    def _error(self, what: str) -> NotPossible:
        return NotPossible(f"the field {self.label!r} {what}")

    def __repr__(self) -> str:
        return f"<Field {self.label!r} {self.value!r}>"


def option_value(options: list[Json], value: Any, where: str) -> str:
    """The value of the option that has this value or this label."""
    for key in ("value", "label"):
        for option in options:
            if option[key] == str(value):
                return str(option["value"])
    raise NotPossible(f"{where!r} has no option {value!r}, only {[o['label'] for o in options]}")
