"""Members who enter and leave voice and stage channels.

https://discord.com/developers/docs/resources/voice
"""

from fakecord.event_lifecycle import EventLifecycle
from fakecord.model.channel import Channel
from fakecord.model.channel_types import STAGE
from fakecord.model.effective_permissions import permissions_in
from fakecord.model.guild import Guilds
from fakecord.model.members import Member, Publisher
from fakecord.model.voice import VoiceState
from fakecord.permissions import STAGE_MODERATOR


class VoiceStates:
    """Changes the voice states of every guild, and tells the bot of each change."""

    def __init__(self, guilds: Guilds, publisher: Publisher, events: EventLifecycle) -> None:
        self._guilds = guilds
        self._publisher = publisher
        self._events = events

    def of(self, member: Member) -> VoiceState | None:
        """The member's voice state; None when the member is in no voice channel."""
        return self._guilds[member.guild.id].voice_states.get(member.id)

    def join(self, member: Member, channel: Channel) -> VoiceState:
        """Enter a channel, or move to it. In a stage everyone but its moderators starts as a listener."""
        before = self.of(member)
        state = before or VoiceState(member, channel)
        left = state.channel if before else None
        state.channel = channel
        state.suppress = channel.type == STAGE and STAGE_MODERATOR not in permissions_in(member, channel)
        state.request_to_speak_at = None
        self._guilds[member.guild.id].voice_states[member.id] = state
        self.publish(state)
        if left is not channel:
            self._events.attendance_changed(left, channel)
        return state

    def leave(self, member: Member) -> None:
        state = self._guilds[member.guild.id].voice_states.pop(member.id, None)
        if state is None:
            return
        left, state.channel = state.channel, None
        self.publish(state)
        self._events.attendance_changed(left)

    def publish(self, state: VoiceState) -> None:
        self._publisher.publish("VOICE_STATE_UPDATE", state.payload(), state.member.guild)
