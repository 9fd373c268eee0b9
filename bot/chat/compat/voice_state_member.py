"""discord.py 2.7.1 drops a voice state without a member when that member is not in its cache.

Discord documents the member as optional (Discord, Voice State). We cache no members and need only their id, which is
in the event.

Upstream: no issue found.
Needed as long as this passes: tests/chat/compat/test_voice_state_member.py
"""

from collections.abc import Callable, Mapping
from typing import Any


def patch(parsers: dict[str, Callable[[Any], None]]) -> None:
    parse = parsers["VOICE_STATE_UPDATE"]
    parsers["VOICE_STATE_UPDATE"] = lambda event: parse(completed(event))


def completed(event: Mapping[str, Any]) -> dict[str, Any]:
    """The event with a placeholder member, of which only the id is real."""
    user = {"id": event["user_id"], "username": "", "discriminator": "0", "avatar": None}
    return {"member": {"user": user, "roles": [], "joined_at": None, "flags": 0}, **event}
