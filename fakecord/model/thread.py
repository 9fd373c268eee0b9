"""Threads: temporary channels inside a text channel.

https://discord.com/developers/docs/topics/threads
https://discord.com/developers/docs/resources/channel#thread-metadata-object
"""

from dataclasses import dataclass, field
from datetime import datetime

from fakecord.errors import ApiError, Json
from fakecord.model.channel import Channel
from fakecord.model.channel_types import PRIVATE_THREAD
from fakecord.model.members import Member
from fakecord.model.user import User
from fakecord.permissions import Permission

COUNTED_MEMBERS = 50
"""`member_count` stops here."""


@dataclass(kw_only=True, eq=False)
class Thread(Channel):
    """A thread. `joined` holds its members by account, with the time since when. `archived_at` is its last change."""

    parent: Channel
    owner: User
    created_at: datetime
    changed_at: datetime
    joined: dict[int, datetime] = field(default_factory=dict)
    archived: bool = False
    locked: bool = False
    invitable: bool = True
    archive_after_min: int = 4320

    def is_shown_to(self, member: Member, in_parent: Permission) -> bool:
        """Private threads are for those who were invited, and for moderators."""
        return self.type != PRIVATE_THREAD or member.id in self.joined or Permission.MANAGE_THREADS in in_parent

    def need_open(self) -> None:
        """Raise if it is archived: then nothing in it can be changed, only deleted."""
        if self.archived:
            raise ApiError(400, 50083, "Thread is archived")

    def member_payload(self, user_id: int) -> Json:
        joined = self.joined[user_id].isoformat()
        return {"id": str(self.id), "user_id": str(user_id), "join_timestamp": joined, "flags": 0}

    def payload(self) -> Json:
        """As the bot sees it: with its own membership if it is a member."""
        messages = [m for m in self.messages if not m.ephemeral]
        payload: Json = {
            "id": str(self.id),
            "type": self.type,
            "name": self.name,
            "guild_id": str(self.parent.guild.id) if self.parent.guild else None,
            "parent_id": str(self.parent.id),
            "owner_id": str(self.owner.id),
            "last_message_id": str(self.last_message) if self.last_message else None,
            "last_pin_timestamp": None,
            "rate_limit_per_user": self.slowmode,
            "flags": 0,
            "message_count": sum(not m.deleted for m in messages),
            "total_message_sent": len(messages),
            "member_count": min(len(self.joined), COUNTED_MEMBERS),
            "thread_metadata": self._metadata(),
        }
        if self.guild and self.guild.bot.id in self.joined:
            payload["member"] = self.member_payload(self.guild.bot.id)
        return payload

    def _metadata(self) -> Json:
        metadata: Json = {
            "archived": self.archived,
            "archive_timestamp": self.changed_at.isoformat(),
            "auto_archive_duration": self.archive_after_min,
            "locked": self.locked,
            "create_timestamp": self.created_at.isoformat(),
        }
        return metadata | ({"invitable": self.invitable} if self.type == PRIVATE_THREAD else {})

    def __repr__(self) -> str:
        return f"<Thread {self.name} in {self.parent.name}>"
