"""What the stand-in remembers of the bot's conduct."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class Violation:
    """Something Discord would have refused, or a promise the bot did not keep."""

    at: datetime
    method: str
    path: str
    status: int
    code: int
    text: str

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M:%S} {self.method} {self.path}: {self.status} {self.code} {self.text}"


@dataclass
class LoggedRequest:
    """One HTTP request of the bot, whole, and what it was answered.

    `route` is the path's template as in Discord's OpenAPI document; empty when Discord has no such path.
    A multipart body is its `payload_json`; `files` are the names of what came with it.
    """

    at: datetime
    real: float
    method: str
    path: str
    route: str
    query: dict[str, str]
    body: Any = None
    files: list[str] = field(default_factory=list)
    status: int = 0
    answer: Any = None
    provoked: bool = False
