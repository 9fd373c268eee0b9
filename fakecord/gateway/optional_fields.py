"""A Discord of few words: events without what the documentation does not promise, or promises a bot but ours.

https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-object
https://discord.com/developers/docs/resources/voice#voice-state-object
"""

from __future__ import annotations

from typing import Any

from fakecord.errors import Json

MAY_LACK = {
    "INTERACTION_CREATE": {"channel", "context", "guild", "attachment_size_limit", "entitlements"},
    "VOICE_STATE_UPDATE": {"member"},
}


def without_optional_fields(event: str, payload: Any, bot_id: int) -> Any:
    """`payload` with no more than it must have; a server comes without the bot among its members."""
    if event == "GUILD_CREATE":
        return payload | {"members": [m for m in payload["members"] if m["user"]["id"] != str(bot_id)]}
    return _without(payload, MAY_LACK[event]) if event in MAY_LACK else payload


def _without(payload: Json, names: set[str]) -> Json:
    return {name: value for name, value in payload.items() if name not in names}
