"""What the type of a field in the schema says about its value: `Annotated[str, Parse(link)]`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.workshop_file.file_context import FileContext


@dataclass(frozen=True, slots=True)
class Field:
    """The field that is read: its key, the valid fields above it in its entry, and the context of the whole file.

    `context` is None in `bot.yaml`, which has none.
    """

    key: str
    above: Mapping[str, Any]
    context: FileContext | None

    @property
    def file(self) -> FileContext:
        assert self.context is not None
        return self.context


@dataclass(frozen=True, slots=True)
class Parse:
    """`function(value)` reads the plain value. It raises `Invalid`, as all of these functions do."""

    function: Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class ParseInFile:
    """`function(value, context)` reads the plain value, and compares it with the rest of the file."""

    function: Callable[[Any, FileContext], Any]


@dataclass(frozen=True, slots=True)
class Prepare:
    """`function(value)` changes the plain value before it is read."""

    function: Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Check:
    """`function(value, field)` checks the value that was read, or the default, and returns the one to use.

    It sees only fields above its own, and only those without a fault.
    """

    function: Callable[[Any, Field], Any]
