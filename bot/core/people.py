"""People of a workshop: participants, and the users who call the bot."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Membership(StrEnum):
    """The status of a participant: in a delegation, waiting for approval, or removed by an organiser."""

    JOINED = "joined"
    PENDING = "pending"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Participant:
    """A member of a delegation. `id` is the bot's own number.

    `discord_id` is None for a guest, who attended a meeting outside Discord. `administration` is a code. `language` is
    the language in which the bot writes to them.
    """

    id: int
    discord_id: int | None
    name: str
    administration: str
    status: Membership
    language: str


@dataclass(frozen=True, slots=True)
class Person:
    """A Discord user who calls the bot, and their roles at that moment. `locale` is Discord's code, such as `en-GB`."""

    discord_id: int
    name: str
    locale: str | None = None
    organiser: bool = False
    facilitator: bool = False


class Actor(NamedTuple):
    """Who did something. It is matched by `participant` (their number), or by `discord_id` where they had none then.

    `name` is the display name at that time. It is only shown, never compared: people can change theirs at will.
    """

    name: str
    participant: int | None
    discord_id: int | None


@dataclass(frozen=True, slots=True)
class Preference:
    """The choices a person made with `/language`. `language` is None for `auto`."""

    language: str | None = None
    direct_messages: bool = False
