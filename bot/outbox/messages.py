"""Messages to send, messages found in a channel, and the error `DeliveryFailed`."""

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
        """A hash of the text, by which the message is found again in its channel."""
        return self.post.print


@dataclass(frozen=True, slots=True)
class FoundMessage:
    """A message that stands at Discord: its id, when it was sent, and its channel's id."""

    message: int
    at: datetime
    channel: int


class DeliveryFailed(Exception):
    """A message could not be delivered; `why` is for organisers: `reason:where`.

    `lasting`: it will fail again until someone changes something at Discord.
    """

    def __init__(self, why: str, *, lasting: bool) -> None:
        super().__init__(why)
        self.why = why
        self.lasting = lasting
