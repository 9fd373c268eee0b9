"""Through whose eyes the transcript can be read."""

from __future__ import annotations

from dataclasses import dataclass

from fakecord import Channel, Message, Permission, Person, User

EVERYONE = "o"
"""The mark of what is open to all."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody whose view of the chat can be chosen; `mark` stands on all that she saw."""

    mark: str
    person: Person
    role: str

    def saw(self, channel: Channel, only_for: User | None) -> bool:
        """Whether she reads what stands there for everyone or for one person."""
        return only_for in (None, self.person.user) and self.person.can_see(channel)


@dataclass(frozen=True, slots=True)
class Readers:
    """Those whose view can be chosen."""

    each: tuple[Reader, ...]

    def of_message(self, message: Message) -> str:
        return self._marks(message.channel, message.ephemeral_for)

    def of_one(self, channel: Channel, who: User) -> str:
        """The marks of what one person alone did."""
        return self._marks(channel, who)

    def is_one(self, user: User) -> bool:
        return any(reader.person.user is user for reader in self.each)

    def _marks(self, channel: Channel, only_for: User | None) -> str:
        marks = [reader.mark for reader in self.each if reader.saw(channel, only_for)]
        if only_for is None and is_open(channel):
            marks.insert(0, EVERYONE)
        return " ".join(marks)


def is_open(channel: Channel) -> bool:
    """Whether every member of the server sees the channel."""
    if channel.guild is None:
        return False
    everyone = channel.guild.everyone
    may = everyone.permissions
    if overwrite := channel.overwrites.get(everyone.id):
        may = may & ~overwrite.deny | overwrite.allow
    return Permission.VIEW_CHANNEL in may
