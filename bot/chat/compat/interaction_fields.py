"""discord.py 2.7.1 drops an interaction that lacks `attachment_size_limit` or, for a button, `channel`.

Discord documents `channel` as optional, and a proxy or an older server may leave out the newer field. `channel_id`
says enough.

Upstream: https://github.com/Rapptz/discord.py/pull/10159 (added the field, as required)
Needed as long as these pass: tests/chat/compat/test_interaction_fields.py
"""

from collections.abc import Callable, Mapping
from typing import Any

UPLOAD_LIMIT = 10 * 1024 * 1024
"""Bytes of a file in a server without boosts: the smallest limit (Discord, Uploading Files)."""


def patch(parsers: dict[str, Callable[[Any], None]]) -> None:
    parse = parsers["INTERACTION_CREATE"]
    parsers["INTERACTION_CREATE"] = lambda event: parse(completed(event))


def completed(event: Mapping[str, Any]) -> dict[str, Any]:
    """The event with the fields that discord.py requires."""
    channel = {"channel": {"id": event["channel_id"]}} if "channel_id" in event else {}
    return {"attachment_size_limit": UPLOAD_LIMIT, **channel, **event}
