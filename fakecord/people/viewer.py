"""The part of `Person` that reads: who they are, and what they see."""

from fakecord.errors import NotAllowed
from fakecord.model.channel import Channel, Message
from fakecord.model.effective_permissions import permissions_in
from fakecord.model.guild import Guild
from fakecord.model.members import Member
from fakecord.model.user import User
from fakecord.model.voice import VoiceState
from fakecord.permissions import ALL, Permission
from fakecord.world import World


class Viewer:
    def __init__(self, world: World, user: User, guild: Guild) -> None:
        self.world = world
        self.user = user
        self.guild = guild

    # who they are

    @property
    def id(self) -> int:
        return self.user.id

    @property
    def name(self) -> str:
        return self.user.name

    @property
    def mention(self) -> str:
        return self.user.mention

    @property
    def member(self) -> Member:
        """The person as a member; `NotAllowed` after they left the guild."""
        if self.user.id not in self.guild.members:
            raise NotAllowed(f"{self.name} is not in {self.guild.name}")
        return self.guild.members[self.user.id]

    @property
    def roles(self) -> list[str]:
        """The names of their roles."""
        return [r.name for r in self.member.roles]

    @property
    def voice(self) -> VoiceState | None:
        """Their voice state; None when they are in no voice channel."""
        return self.world.voice.of(self.member)

    def permissions_in(self, channel: Channel) -> Permission:
        """Their permissions in a channel."""
        return permissions_in(self.member, channel) if channel.guild else ALL

    # what they see

    def can_see(self, channel: Channel) -> bool:
        """Whether the channel is in their list."""
        if channel.guild is None:
            return self.user in channel.recipients
        is_there = self.user.id in self.guild.members and channel.guild is self.guild
        return is_there and Permission.VIEW_CHANNEL in self.permissions_in(channel)

    def sees(self, channel: Channel) -> list[Message]:
        """The messages they see in a channel, oldest first, with the ephemeral ones for them."""
        if not self.can_see(channel):
            return []
        return [m for m in channel.messages if self.may_read(m)]

    def may_read(self, message: Message) -> bool:
        return not message.deleted and message.ephemeral_for in (None, self.user)

    @property
    def direct(self) -> Channel:
        """Their direct channel with the bot."""
        return self.world.direct_channel(self.user)

    @property
    def inbox(self) -> list[Message]:
        """The direct messages that the bot sent them."""
        channel = self.world.direct.get(self.user.id)
        return [m for m in channel.history if m.author is self.world.bot] if channel else []

    @property
    def private(self) -> list[Message]:
        """Every ephemeral message for them, oldest first, dismissed ones too."""
        messages = (m for c in self.world.channels_ever.values() for m in c.messages)
        return sorted((m for m in messages if m.ephemeral_for is self.user), key=lambda m: m.id)
