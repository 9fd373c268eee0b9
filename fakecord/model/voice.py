"""A member's connection to a voice channel.

https://discord.com/developers/docs/resources/voice#voice-state-object
"""

import secrets
from dataclasses import dataclass, field

from fakecord.errors import Json
from fakecord.model.channel import Channel
from fakecord.model.members import Member


@dataclass(eq=False)
class VoiceState:
    """A member's presence in a voice or stage channel. `channel` is None once the member has left."""

    member: Member
    channel: Channel | None
    suppress: bool = False
    request_to_speak_at: str | None = None
    self_mute: bool = False
    self_deaf: bool = False
    session_id: str = field(default_factory=lambda: secrets.token_hex(16))

    def payload(self, *, with_guild: bool = True) -> Json:
        payload: Json = {
            "channel_id": str(self.channel.id) if self.channel else None,
            "user_id": str(self.member.id),
            "member": self.member.payload(),
            "session_id": self.session_id,
            "deaf": self.member.deaf,
            "mute": self.member.mute,
            "self_deaf": self.self_deaf,
            "self_mute": self.self_mute,
            "self_video": False,
            "suppress": self.suppress,
            "request_to_speak_timestamp": self.request_to_speak_at,
        }
        if with_guild:
            payload["guild_id"] = str(self.member.guild.id)
        return payload
