"""The errors in the bot's log. Each is a fault of the rehearsal."""

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass

_RECORD = re.compile(r"(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d),(\d{3}) (\w+) +(\S+): (.*)")
_ERRORS = ("ERROR", "CRITICAL")


@dataclass(frozen=True)
class LoggedError:
    """`real` is the time of the log entry, in seconds since the Unix epoch.

    `text` is its message, with that of the exception.
    """

    real: float
    text: str


def logged_errors(log: str) -> Iterator[LoggedError]:
    """The errors of a log as `bot/log.py` writes it in text. The lines of a traceback follow its error."""
    last: LoggedError | None = None
    words = ""
    for line in log.splitlines():
        record = _RECORD.match(line)
        if record is None:
            words = line.strip() or words
            continue
        if last:
            yield _with(last, words)
        at, milliseconds, level, logger, message = record.groups()
        real = time.mktime(time.strptime(at, "%Y-%m-%d %H:%M:%S")) + int(milliseconds) / 1000
        last = LoggedError(real, f"the bot's log: {logger}: {message}") if level in _ERRORS else None
        words = ""
    if last:
        yield _with(last, words)


def _with(error: LoggedError, words: str) -> LoggedError:
    return LoggedError(error.real, f"{error.text} ({words})" if words else error.text)
