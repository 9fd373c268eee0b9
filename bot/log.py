"""The log: text for people, or one JSON object a line for programs. The bot's token stands in neither."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime

PLAIN = "%(asctime)s %(levelname)-7s %(name)s: %(message)s"
STRUCK_OUT = "[token]"
LINE_ENDS = {ord(end): f"\\u{ord(end):04x}" for end in "\x85\u2028\u2029"}
"""What some take for the end of a line, and JSON lets stand in a string."""


class JsonFormatter(logging.Formatter):
    """`at` (UTC), `level`, `logger`, `message`; and where there is one, the `reference` given out, the `trace`."""

    def format(self, record: logging.LogRecord) -> str:
        it = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if reference := getattr(record, "reference", None):
            it["reference"] = reference
        if record.exc_info:
            it["trace"] = self.formatException(record.exc_info)
        return json.dumps(it, ensure_ascii=False).translate(LINE_ENDS)


class Discreet(logging.Formatter):
    """Another formatter's lines, with a secret struck out that an error may have carried along."""

    def __init__(self, formatter: logging.Formatter, secret: str) -> None:
        super().__init__()
        self._formatter, self._secret = formatter, secret

    def format(self, record: logging.LogRecord) -> str:
        return self._formatter.format(record).replace(self._secret, STRUCK_OUT)


def set_up(level: str, form: str, secret: str) -> None:
    """Write the log to standard error from `level` on, in `form` (text or json), without `secret`."""
    import discord  # the other commands have no need of it

    handler = logging.StreamHandler()
    handler.setFormatter(Discreet(JsonFormatter() if form == "json" else logging.Formatter(PLAIN), secret))
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
    logging.captureWarnings(True)
    discord.VoiceClient.warn_nacl = False  # no voice is sent or received
    discord.VoiceClient.warn_dave = False
    for chatty in ("discord", "apscheduler", "aiosqlite"):
        logging.getLogger(chatty).setLevel(logging.WARNING)


def last_words(message: str, form: str) -> str:
    """What the bot says as it stops, in the form of its log: whoever reads that as JSON gets nothing else."""
    if form != "json":
        return message
    record = logging.LogRecord("bot", logging.CRITICAL, "", 0, message, None, None)
    return JsonFormatter().format(record)
