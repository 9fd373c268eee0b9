"""Types of channels, their names, and permission overwrites.

https://discord.com/developers/docs/resources/channel#channel-object-channel-types
https://discord.com/developers/docs/resources/channel#overwrite-object
"""

import re
from dataclasses import dataclass

from fakecord.errors import Json
from fakecord.permissions import NONE, Permission

TYPES = {"text": 0, "dm": 1, "voice": 2, "category": 4, "announcement": 5, "stage": 13, "forum": 15}
"""What administrators create. Threads are started by members, see `thread.py`."""
ANNOUNCEMENT_THREAD, PUBLIC_THREAD, PRIVATE_THREAD = THREADS = (10, 11, 12)
TEXT, DM, VOICE, CATEGORY, ANNOUNCEMENT, STAGE, FORUM = TYPES.values()
LOWER_CASE = (TEXT, ANNOUNCEMENT, FORUM)


def stored_name(name: str, channel_type: int) -> str:
    """Names of text channels are stored in lower case, with hyphens for spaces."""
    if channel_type not in LOWER_CASE:
        return name.strip()
    return re.sub(r"[\s-]+", "-", name.lower()).strip("-")


@dataclass(frozen=True)
class Overwrite:
    """What a channel allows and denies one role (`type` 0) or one member (`type` 1)."""

    target: int
    type: int
    allow: Permission = NONE
    deny: Permission = NONE

    def payload(self) -> Json:
        return {
            "id": str(self.target),
            "type": self.type,
            "allow": str(int(self.allow)),
            "deny": str(int(self.deny)),
        }
