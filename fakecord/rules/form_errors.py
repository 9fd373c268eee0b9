"""Finds what is wrong with a body and tells it as Discord does: code 50035 and a tree of faults.

https://discord.com/developers/docs/reference#error-messages
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from fakecord.errors import ApiError, Json


class FormErrors:
    """Collects faults by dotted path, and refuses the body if there are any."""

    def __init__(self) -> None:
        self.tree: Json = {}

    def add(self, path: str, code: str, message: str) -> None:
        node = self.tree
        for step in path.split("."):
            node = node.setdefault(step, {})
        node.setdefault("_errors", []).append({"code": code, "message": message})

    def refuse_if_any(self) -> None:
        if self.tree:
            raise ApiError(400, 50035, "Invalid Form Body", self.tree)

    def required(self, path: str) -> None:
        self.add(path, "BASE_TYPE_REQUIRED", "This field is required")

    def choice(self, path: str, value: object, allowed: Collection[Any]) -> bool:
        if value in allowed and not isinstance(value, bool):
            return True
        among = ", ".join(map(str, sorted(allowed)))
        self.add(path, "BASE_TYPE_CHOICES", f"Value must be one of {{{among}}}.")
        return False

    def text(self, path: str, value: object, most: int, least: int = 1) -> bool:
        """A required string of `least` to `most` characters."""
        if value is None:
            self.required(path)
            return False
        if not isinstance(value, str):
            self.add(path, "STRING_TYPE_CONVERT", f"Could not convert {value!r} to string.")
            return False
        if not value and least:
            self.required(path)
            return False
        if not least <= len(value) <= most:
            self._length(path, most, least)
            return False
        return True

    def _length(self, path: str, most: int, least: int) -> None:
        if least:
            self.add(path, "BASE_TYPE_BAD_LENGTH", f"Must be between {least} and {most} in length.")
        else:
            self.add(path, "BASE_TYPE_MAX_LENGTH", f"Must be {most} or fewer in length.")

    def optional_text(self, path: str, value: object, most: int, least: int = 0) -> bool:
        return value is None or self.text(path, value, most, least)

    def number(self, path: str, value: object, least: int, most: int) -> bool:
        if isinstance(value, bool) or not isinstance(value, int):
            self.add(path, "NUMBER_TYPE_COERCE", f'Value "{value}" is not int.')
            return False
        if value < least:
            self.add(path, "NUMBER_TYPE_MIN", f"int value should be greater than or equal to {least}.")
        elif value > most:
            self.add(path, "NUMBER_TYPE_MAX", f"int value should be less than or equal to {most}.")
        return least <= value <= most

    def optional_number(self, path: str, value: object, least: int, most: int) -> bool:
        return value is None or self.number(path, value, least, most)

    def flag(self, path: str, value: object) -> bool:
        if value is None or isinstance(value, bool):
            return True
        self.add(path, "BOOLEAN_TYPE_CONVERT", f'Value "{value}" is not boolean.')
        return False

    def items(self, path: str, value: object, most: int, least: int = 0) -> list[Any]:
        """The list at `path`, or nothing if it is not one or of a wrong length."""
        if not isinstance(value, list):
            self.add(path, "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")
            return []
        if not least <= len(value) <= most:
            self._length(path, most, least)
        return value[:most]

    def mapping(self, path: str, value: object) -> Json:
        if isinstance(value, dict):
            return value
        self.add(path, "MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType")
        return {}

    def snowflake(self, path: str, value: object) -> int | None:
        if isinstance(value, (str, int)) and not isinstance(value, bool) and str(value).isdecimal():
            return int(value)
        self.add(path, "NUMBER_TYPE_COERCE", f'Value "{value}" is not snowflake.')
        return None

    def url(self, path: str, value: object, schemes: tuple[str, ...] = ("http", "https")) -> bool:
        if isinstance(value, str) and value.partition("://")[0].lower() in schemes and value.partition("://")[2]:
            return True
        self.add(path, "URL_TYPE_INVALID_URL", "Not a well formed URL.")
        return False
