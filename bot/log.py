"""The log: text for people, or a line of JSON a record for programs."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime

import discord


class JsonFormatter(logging.Formatter):
    """One JSON object a line: `at` (UTC), `level`, `logger`, `message`, and `trace` where there is one."""

    def format(self, record: logging.LogRecord) -> str:
        it = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            it["trace"] = self.formatException(record.exc_info)
        return json.dumps(it, ensure_ascii=False)


def set_up(level: str, form: str) -> None:
    """Write the log to standard error from `level` on, in `form` (text or json)."""
    handler = logging.StreamHandler()
    plain = logging.Formatter("%(asctime)s %(levelname)-7s %(name)s: %(message)s")
    handler.setFormatter(JsonFormatter() if form == "json" else plain)
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
    discord.VoiceClient.warn_nacl = False  # no voice is sent or received
    discord.VoiceClient.warn_dave = False
    for chatty in ("discord", "apscheduler", "aiosqlite"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
