"""discord.py 2.7.1 drops an interaction that lacks a field which it insists on, or has null in the place of none.

Discord documents `channel` as optional; a proxy, an older or a newer server may leave out others. `channel_id` says
enough of the channel, and a person is known by their id. Entitlements are for bots that sell something.

Upstream: https://github.com/Rapptz/discord.py/pull/10159 (added `attachment_size_limit`, as required)
Needed as long as these pass: tests/chat/compat/test_interaction_fields.py
"""

from collections.abc import Callable, Mapping
from typing import Any

UPLOAD_LIMIT = 10 * 1024 * 1024
"""Bytes of a file in a server without boosts: the smallest limit (Discord, Uploading Files)."""
_EVENT = {"attachment_size_limit": UPLOAD_LIMIT, "version": 1}
_MEMBER = {"roles": [], "flags": 0}
_USER = {"discriminator": "0", "avatar": None}


def patch(parsers: dict[str, Callable[[Any], None]]) -> None:
    parse = parsers["INTERACTION_CREATE"]
    parsers["INTERACTION_CREATE"] = lambda event: parse(completed(event))


def completed(event: Mapping[str, Any]) -> dict[str, Any]:
    """The event with the fields that discord.py requires."""
    event = {**_EVENT, **_without_nulls(event), "entitlements": []}
    if "channel_id" in event:
        event = {"channel": {"id": event["channel_id"]}, **event}
    if "message" in event:
        event["message"] = _without_nulls(event["message"])
    if "member" in event:
        member = event["member"]
        event["member"] = {**_MEMBER, **member, "user": {**_USER, **member["user"]}}
    return event


def _without_nulls(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not None}
