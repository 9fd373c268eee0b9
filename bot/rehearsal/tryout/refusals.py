"""What the bot refused, as its log says: to whoever reads the reply, a refusal is a text like any other."""

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
        """Read what the log has got since. A refusal is in it before its reply is sent."""
        if not self._log.exists():
            return
        with self._log.open("rb") as log:
            log.seek(self._read)
            whole, end, _rest = log.read().rpartition(b"\n")
        self._read += len(whole) + len(end)
        self._ids.update(map(int, REFUSED.findall(whole.decode("utf-8", "replace"))))

    def __contains__(self, interaction_id: int) -> bool:
        return interaction_id in self._ids
