"""Validation of request bodies, with Discord's error 50035 and its tree of messages.

https://discord.com/developers/docs/reference#error-messages
"""

from collections.abc import Collection
from datetime import UTC, datetime
from typing import Any

from fakecord.errors import ApiError, Json


class FormErrors:
    """Collects errors by dotted path. The checks return whether the value is valid."""

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

    def text(self, path: str, value: object, maximum: int, minimum: int = 1) -> bool:
        """A required string of `minimum` to `maximum` characters."""
        if value is None:
            self.required(path)
            return False
        if not isinstance(value, str):
            self.add(path, "STRING_TYPE_CONVERT", f"Could not convert {value!r} to string.")
            return False
        if not value and minimum:
            self.required(path)
            return False
        if not minimum <= len(value) <= maximum:
            self._length(path, maximum, minimum)
            return False
        return True

    def _length(self, path: str, maximum: int, minimum: int) -> None:
        if minimum:
            self.add(path, "BASE_TYPE_BAD_LENGTH", f"Must be between {minimum} and {maximum} in length.")
        else:
            self.add(path, "BASE_TYPE_MAX_LENGTH", f"Must be {maximum} or fewer in length.")

    def optional_text(self, path: str, value: object, maximum: int, minimum: int = 0) -> bool:
        return value is None or self.text(path, value, maximum, minimum)

    def number(self, path: str, value: object, minimum: int, maximum: int) -> bool:
        if isinstance(value, bool) or not isinstance(value, int):
            self.add(path, "NUMBER_TYPE_COERCE", f'Value "{value}" is not int.')
            return False
        if value < minimum:
            self.add(path, "NUMBER_TYPE_MIN", f"int value should be greater than or equal to {minimum}.")
        elif value > maximum:
            self.add(path, "NUMBER_TYPE_MAX", f"int value should be less than or equal to {maximum}.")
        return minimum <= value <= maximum

    def optional_number(self, path: str, value: object, minimum: int, maximum: int) -> bool:
        return value is None or self.number(path, value, minimum, maximum)

    def flag(self, path: str, value: object) -> bool:
        if value is None or isinstance(value, bool):
            return True
        self.add(path, "BOOLEAN_TYPE_CONVERT", f'Value "{value}" is not boolean.')
        return False

    def items(self, path: str, value: object, maximum: int, minimum: int = 0) -> list[Any]:
        """The list at `path`; empty if it is none, cut to `maximum` if it is too long."""
        if not isinstance(value, list):
            self.add(path, "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")
            return []
        if not minimum <= len(value) <= maximum:
            self._length(path, maximum, minimum)
        return value[:maximum]

    def mappings(self, path: str, value: object, maximum: int, minimum: int = 0) -> list[tuple[str, Json]]:
        """The objects of the list at `path`, each with its own path; an empty one for what is no object."""
        found = []
        for number, each in enumerate(self.items(path, value, maximum, minimum)):
            here = f"{path}.{number}"
            found.append((here, self.mapping(here, each)))
        return found

    def mapping(self, path: str, value: object) -> Json:
        if isinstance(value, dict):
            return value
        self.add(path, "MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType")
        return {}

    def instant(self, path: str, value: object) -> datetime | None:
        """A time in ISO 8601; one without a zone is in UTC."""
        try:
            moment = datetime.fromisoformat(str(value))
        except ValueError:
            self.add(path, "DATE_TIME_TYPE_PARSE", f"Could not parse {value}. Should be ISO8601.")
            return None
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)

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
