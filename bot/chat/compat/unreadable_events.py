"""discord.py 2.7.1 ends the bot when it cannot parse one event.

Discord changes its events without notice. An event that cannot be parsed is logged and left out; all others still
arrive. The exception is READY: without it there is no session.

Upstream: https://github.com/Rapptz/discord.py/issues/7116 (one such event)
Needed as long as this passes: tests/chat/compat/test_unreadable_events.py
"""

import logging
from collections.abc import Callable
from functools import partial
from typing import Any

log = logging.getLogger(__name__)

Parse = Callable[[Any], None]


def patch(parsers: dict[str, Parse]) -> None:
    for event, parse in parsers.items():
        if event != "READY":
            parsers[event] = partial(_parse, event, parse)


def _parse(event: str, parse: Parse, data: Any) -> None:
    try:
        parse(data)
    except Exception:
        log.exception("Discord's event %s could not be parsed, and is left out", event)
