"""Why an existing role or channel of the server is not used: it would give somebody too many rights."""

from dataclasses import dataclass
from enum import StrEnum


class Why(StrEnum):
    SEVERAL = "several"
    """Several have this name, and nothing says which one is meant."""
    PERMISSIONS = "permissions"
    """The role has permissions that its members should not have."""
    SHARED = "shared"
    """The coordinators' role is also the organisers' or the facilitators' role."""
    EVERYONE = "everyone"
    """Everyone has the role, or can choose it."""
    MANAGED = "managed"
    """Discord gives and takes the role itself: a bot's, a subscription's."""
    OPEN = "open"
    """People who were not given access see the hidden channel."""


@dataclass(frozen=True, slots=True)
class Objection:
    """Why an existing role or channel is not used. `name` is its name, or a channel's mention."""

    why: Why
    name: str
    count: int = 1
    """How many have the name."""
    permissions: tuple[str, ...] = ()
    """The permissions that are too many, by discord.py's names."""
    roles: tuple[str, ...] = ()
    """The names of the roles that see the channel."""
