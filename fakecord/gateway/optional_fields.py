"""Events without the fields that Discord's documentation does not promise, or that only other bots rely on.

https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-object
https://discord.com/developers/docs/resources/voice#voice-state-object
"""

from typing import Any

OPTIONAL = {
    "INTERACTION_CREATE": {"channel", "context", "guild", "attachment_size_limit", "entitlements"},
    "VOICE_STATE_UPDATE": {"member"},
}


def without_optional_fields(event: str, payload: Any, bot_id: int) -> Any:
    """`payload` with only the promised fields. GUILD_CREATE lacks the bot among its members."""
    if event == "GUILD_CREATE":
        return payload | {"members": [m for m in payload["members"] if m["user"]["id"] != str(bot_id)]}
    if event not in OPTIONAL:
        return payload
    return {name: value for name, value in payload.items() if name not in OPTIONAL[event]}
