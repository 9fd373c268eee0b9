"""What is sent to a channel, and what is found again in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.chat.posts import Post


@dataclass(frozen=True, slots=True)
class OutgoingMessage:
    """A message for one channel, by the channel's Discord id."""

    channel: int
    post: Post

    @property
    def print(self) -> str:
        """A hash of the words, by which the message is found again in its channel."""
        return self.post.print


@dataclass(frozen=True, slots=True)
class FoundMessage:
    """A message that stands at Discord: its id, when it was sent, and its channel's id."""

    message: int
    at: datetime
    channel: int
