"""Those who take part: who they are, for which administration, in which language."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Belonging(StrEnum):
    JOINED = "joined"
    PENDING = "pending"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Participant:
    """`id` is the bot's own number; `discord_id` is None for a guest of a delegation."""

    id: int
    discord_id: int | None
    name: str
    administration: str
    status: Belonging
    language: str


@dataclass(frozen=True, slots=True)
class Person:
    """Someone at Discord who asks something of us. `locale` is Discord's own code, such as `en-GB`."""

    discord_id: int
    name: str
    locale: str | None = None
    organiser: bool = False
    facilitator: bool = False


@dataclass(frozen=True, slots=True)
class Preference:
    """What someone chose with `/language`; None is `auto`."""

    language: str | None = None
    direct_messages: bool = False
