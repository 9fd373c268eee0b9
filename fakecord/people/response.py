"""What a person sees come back from what she did."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fakecord.interactions import DEADLINE_S, CallbackType, Interaction
from fakecord.model.message import Message
from fakecord.people.form import Form

if TYPE_CHECKING:
    from fakecord.people.person import Person

COMPLETE = (CallbackType.MESSAGE, CallbackType.UPDATE, CallbackType.FORM, CallbackType.SUGGESTIONS)


class Response:
    """One interaction, from her side."""

    def __init__(self, person: Person, interaction: Interaction) -> None:
        self.person = person
        self.interaction = interaction
        self._form = Form(self) if interaction.form is not None else None

    @property
    def failed(self) -> bool:
        """She read “this interaction failed”: nothing came within three seconds."""
        return self.interaction.failed

    @property
    def ack(self) -> CallbackType | None:
        return self.interaction.ack

    @property
    def latency_ms(self) -> float:
        """Real milliseconds until the acknowledgement; infinite if none came."""
        latency = self.interaction.latency_ms
        return float("inf") if latency is None else latency

    @property
    def form(self) -> Form | None:
        """The form that opened, if one did."""
        if self._form is None and self.interaction.form is not None:
            self._form = Form(self)
        return self._form

    @property
    def messages(self) -> list[Message]:
        """All that was said in answer, in order: the reply first, then what followed. What was deleted is gone."""
        own = self.interaction.ack in (CallbackType.MESSAGE, CallbackType.DEFERRED_MESSAGE)
        first = [self.interaction.original] if own and self.interaction.original else []
        return [m for m in [*first, *self.interaction.followups] if not m.loading and not m.deleted]

    @property
    def reply(self) -> Message | None:
        """What she reads in answer: the new message, else the one her button changed. None while it is “thinking”."""
        if self.messages:
            return self.messages[0]
        return self.interaction.source if self.interaction.updated else None

    @property
    def text(self) -> str:
        """All that the reply says; empty without one."""
        return self.reply.text if self.reply else ""

    async def settled(self, timeout_s: float = 10.0) -> Response:
        """Waits through a deferral until there is something to read (or the promise was withdrawn)."""
        await self.interaction.signal.until(
            lambda: self.is_settled, timeout_s, f"an answer to {self.interaction.name!r}"
        )
        return self

    @property
    def is_settled(self) -> bool:
        """Whether there is something to read, or there will not be."""
        it = self.interaction
        if it.failed or it.ack in (
            CallbackType.MESSAGE,
            CallbackType.UPDATE,
            CallbackType.FORM,
            CallbackType.SUGGESTIONS,
        ):
            return True
        withdrawn = it.original is not None and it.original.deleted is not None
        return it.ack is not None and (self.reply is not None or withdrawn)

    async def acknowledged(self) -> Response:
        await self.interaction.signal.until(lambda: self.interaction.over, DEADLINE_S + 5, "acknowledgement")
        return self

    def __repr__(self) -> str:
        return f"<Response {self.interaction.name!r} {self.ack!r} {self.text[:60]!r}>"
