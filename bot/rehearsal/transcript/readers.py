"""The people whose view of the chat can be chosen in the transcript."""

from dataclasses import dataclass

from fakecord import Channel, Permission, Person, User

EVERYONE = "o"
"""The key of what everyone in the server could see."""


@dataclass(frozen=True, slots=True)
class Reader:
    """A person whose view can be chosen. `key` identifies them in the page, `role` describes them."""

    key: str
    person: Person
    role: str

    def saw(self, channel: Channel, only_for: User | None) -> bool:
        """Whether this reader saw something in `channel` that only `only_for` saw, or everyone if that is None."""
        return only_for in (None, self.person.user) and self.person.can_see(channel)


@dataclass(frozen=True, slots=True)
class Readers:
    """All readers, in the order of the page's menu."""

    each: tuple[Reader, ...]

    def includes(self, user: User) -> bool:
        return any(reader.person.user is user for reader in self.each)

    def who_saw(self, channel: Channel, only_for: User | None) -> str:
        """The keys of the readers who saw it, separated by spaces, with `EVERYONE` if the channel is open."""
        keys = [reader.key for reader in self.each if reader.saw(channel, only_for)]
        if only_for is None and is_open(channel):
            keys.insert(0, EVERYONE)
        return " ".join(keys)


def is_open(channel: Channel) -> bool:
    """Whether every member of the server sees the channel."""
    if channel.guild is None:
        return False
    everyone = channel.guild.everyone
    may = everyone.permissions
    if overwrite := channel.overwrites.get(everyone.id):
        may = may & ~overwrite.deny | overwrite.allow
    return Permission.VIEW_CHANNEL in may
