"""The log: text, or one JSON object on each line. The bot's token is removed from both."""

import json
import logging
from datetime import UTC, datetime

PLAIN = "%(asctime)s %(levelname)-7s %(name)s: %(message)s"
STRUCK_OUT = "[token]"
LINE_ENDS = {ord(end): f"\\u{ord(end):04x}" for end in "\x85\u2028\u2029"}
"""Characters that some programs take for the end of a line, and that JSON does not escape."""


class JsonFormatter(logging.Formatter):
    """`at` (UTC), `level`, `logger` and `message`; where there are any, the error's `reference` and its `trace`."""

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


class RedactingFormatter(logging.Formatter):
    """Wraps a formatter, and removes the secret from its lines: an error message may contain it."""

    def __init__(self, formatter: logging.Formatter, secret: str) -> None:
        super().__init__()
        self._formatter, self._secret = formatter, secret

    def format(self, record: logging.LogRecord) -> str:
        return self._formatter.format(record).replace(self._secret, STRUCK_OUT)


def set_up(level: str, form: str, secret: str) -> None:
    """Log to standard error from `level` on; `form` is `text` or `json`; `secret` is removed."""
    import discord  # imported here: the other commands do not need it

    handler = logging.StreamHandler()
    handler.setFormatter(RedactingFormatter(JsonFormatter() if form == "json" else logging.Formatter(PLAIN), secret))
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
    logging.captureWarnings(True)
    discord.VoiceClient.warn_nacl = False  # hide discord.py's warning about audio: the bot uses none
    discord.VoiceClient.warn_dave = False
    for chatty in ("discord", "apscheduler", "aiosqlite"):
        logging.getLogger(chatty).setLevel(logging.WARNING)


def final_message(message: str, form: str) -> str:
    """The last message before the bot stops, in the format of the log. In JSON it is one line, in English."""
    if form != "json":
        return message
    record = logging.LogRecord("bot", logging.CRITICAL, "", 0, message, None, None)
    return JsonFormatter().format(record)
