"""The interactions that the bot refused, from its log: a refusal cannot be recognised by its text."""

import re
from pathlib import Path

REFUSED = re.compile(r"Interaction (\d+) was refused")
"""What bot/chat/errors.py logs."""


class Refusals:
    """The ids of the interactions that were refused until the last `look`."""

    def __init__(self, log: Path) -> None:
        self._log = log
        self._read = 0
        self._ids: set[int] = set()

    def look(self) -> None:
        """Read the new lines of the log. A refusal is logged before its reply is sent."""
        if not self._log.exists():
            return
        with self._log.open("rb") as log:
            log.seek(self._read)
            whole, end, _rest = log.read().rpartition(b"\n")
        self._read += len(whole) + len(end)
        self._ids.update(map(int, REFUSED.findall(whole.decode("utf-8", "replace"))))

    def __contains__(self, interaction_id: int) -> bool:
        return interaction_id in self._ids
