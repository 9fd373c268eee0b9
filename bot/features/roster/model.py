"""The roster: members of the server, rows of a roster file, and what an import did."""

from dataclasses import dataclass

from bot.core.people import Participant


@dataclass(frozen=True, slots=True)
class ServerMember:
    """A member of the workshop's server: Discord id, user name, and display name."""

    discord_id: int
    username: str
    name: str


@dataclass(frozen=True, slots=True)
class RosterEntry:
    """One row of a roster file. It names a person by Discord id, or else by user name (lower case).

    `line` is the line of the file. `administration` is a code. `name` and `email` may be empty.
    """

    line: int
    discord_id: int | None
    username: str
    administration: str
    name: str
    email: str


@dataclass(frozen=True, slots=True)
class RosterImport:
    """The result of an import: people who are new, moved or approved, unchanged, and restored after a removal."""

    new: list[Participant]
    moved: list[Participant]
    unchanged: list[Participant]
    readmitted: list[Participant]

    @property
    def everyone(self) -> list[Participant]:
        return [*self.new, *self.moved, *self.unchanged, *self.readmitted]
