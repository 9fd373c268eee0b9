"""What a person gets back from an interaction.

https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-response-object
"""

from __future__ import annotations

from fakecord.interactions import DEADLINE_S
from fakecord.model.channel import Message
from fakecord.model.interaction import CallbackType, Interaction
from fakecord.model.user import User
from fakecord.people.form import Form

NEEDS_NO_FOLLOWUP = (CallbackType.MESSAGE, CallbackType.UPDATE, CallbackType.FORM, CallbackType.SUGGESTIONS)


class Response:
    """The bot's answers to one interaction, as the person sees them."""

    def __init__(self, interaction: Interaction) -> None:
        self.interaction = interaction
        self._form: Form | None = None

    @property
    def user(self) -> User:
        """Who gets the answers."""
        return self.interaction.who

    @property
    def failed(self) -> bool:
        """Whether the person read “This interaction failed”: there was no answer within three seconds."""
        return self.interaction.failed

    @property
    def ack(self) -> CallbackType | None:
        """The type of the first answer."""
        return self.interaction.ack

    @property
    def latency_ms(self) -> float:
        """Real milliseconds until the first answer; infinite if there was none."""
        latency = self.interaction.latency_ms
        return float("inf") if latency is None else latency

    @property
    def form(self) -> Form | None:
        """The form that the interaction opened."""
        if self._form is None and self.interaction.form is not None:
            self._form = Form(self.interaction)
        return self._form

    @property
    def messages(self) -> list[Message]:
        """The messages that answer the interaction, without deleted ones: the reply, then the followups."""
        own = self.interaction.ack in (CallbackType.MESSAGE, CallbackType.DEFERRED_MESSAGE)
        first = [self.interaction.original] if own and self.interaction.original else []
        return [m for m in [*first, *self.interaction.followups] if not m.loading and not m.deleted]

    @property
    def reply(self) -> Message | None:
        """The first new message, else the message that the person's button changed.

        None while Discord shows “thinking”.
        """
        if self.messages:
            return self.messages[0]
        return self.interaction.source if self.interaction.updated else None

    @property
    def text(self) -> str:
        """All text of the reply; empty without a reply."""
        return self.reply.text if self.reply else ""

    async def settled(self, timeout_s: float = 10.0) -> Response:
        """Wait until there is something to read, or the deferred answer was deleted. `TimeoutError` otherwise."""
        what = f"an answer to {self.interaction.name!r}"
        await self.interaction.notifier.wait_for(lambda: self.is_settled, timeout_s, what)
        return self

    @property
    def is_settled(self) -> bool:
        """Whether there is something to read, or there never will be."""
        it = self.interaction
        if it.failed or it.ack in NEEDS_NO_FOLLOWUP:
            return True
        deleted = it.original is not None and it.original.deleted is not None
        return it.ack is not None and (self.reply is not None or deleted)

    async def acknowledged(self) -> Response:
        """Wait for the first answer, or until the interaction failed."""
        await self.interaction.notifier.wait_for(lambda: self.interaction.over, DEADLINE_S + 5, "acknowledgement")
        return self

    def __repr__(self) -> str:
        return f"<Response {self.interaction.name!r} {self.ack!r} {self.text[:60]!r}>"
