"""People joining, leaving and moving between voice and stage channels.

https://discord.com/developers/docs/resources/voice
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fakecord.model.channel import STAGE, Channel
from fakecord.model.guild import Member
from fakecord.model.voice import VoiceState
from fakecord.permissions import STAGE_MODERATOR, permissions_in

if TYPE_CHECKING:
    from fakecord.world import World


class VoiceStates:
    """Keeps every guild's voice states, and tells of each change."""

    def __init__(self, world: World) -> None:
        self._world = world

    def join(self, member: Member, channel: Channel) -> VoiceState:
        """Enter, or move from where one is; in a stage one listens unless one moderates it."""
        before = member.voice
        state = before or VoiceState(member, channel)
        left = state.channel if before else None
        state.channel = channel
        state.suppress = channel.type == STAGE and STAGE_MODERATOR not in permissions_in(member, channel)
        state.request_to_speak_at = None
        channel.home.voice_states[member.user.id] = state
        self.tell(state)
        if left is not channel:
            self._world.calendar.attendance_changed(left, channel)
        return state

    def leave(self, member: Member) -> None:
        state = member.guild.voice_states.pop(member.user.id, None)
        if state is None:
            return
        left, state.channel = state.channel, None
        self.tell(state)
        self._world.calendar.attendance_changed(left)

    def tell(self, state: VoiceState) -> None:
        self._world.publish("VOICE_STATE_UPDATE", state.payload(), guild=state.member.guild)
