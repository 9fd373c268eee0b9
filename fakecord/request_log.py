"""The bot's HTTP requests, and the violations: what Discord would have refused."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from fakecord.clock import Clock
from fakecord.notifier import ChangeNotifier


@dataclass(frozen=True)
class Violation:
    """A rule of Discord that the bot broke, or an interaction that it did not answer in time."""

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
    """One HTTP request of the bot, with its answer.

    `at` is by the server's clock, `real` in seconds since the Unix epoch. `route` is the path's template in Discord's
    OpenAPI document, empty when Discord has no such path. The body of a multipart request is its `payload_json`;
    `files` are the names of the files sent with it. `injected` means that an injected fault decided the answer.
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
    injected: bool = False


class RequestLog:
    """All requests and all violations, in order."""

    def __init__(self, clock: Clock, notifier: ChangeNotifier) -> None:
        self._clock = clock
        self._notifier = notifier
        self.requests: list[LoggedRequest] = []
        self.violations: list[Violation] = []

    def report(self, method: str, path: str, status: int, code: int, text: str) -> None:
        """Note a violation."""
        self.violations.append(Violation(self._clock.now(), method, path, status, code, text))
        self._notifier.notify()
