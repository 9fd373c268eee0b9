"""An error in the bot's log is reported with the exception's message."""

import logging
from io import StringIO

from bot.log import PLAIN
from bot.rehearsal.bot_errors import logged_errors


def test_errors_are_found_and_warnings_are_none() -> None:
    written = StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(logging.Formatter(PLAIN))
    log = logging.Logger("bot.somewhere")
    log.addHandler(handler)
    log.warning("A channel is gone")
    try:
        raise LookupError("no such session")
    except LookupError:
        log.exception("Something failed")
    log.info("On it goes")
    log.error("The disk is full")
    found = list(logged_errors(written.getvalue()))
    assert [error.text for error in found] == [
        "the bot's log: bot.somewhere: Something failed (LookupError: no such session)",
        "the bot's log: bot.somewhere: The disk is full",
    ]
    assert abs(found[0].real - found[1].real) < 60
