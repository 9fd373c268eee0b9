"""What can be refused about key messages and their desk: each error by name; `refusals.py` has the words."""

from __future__ import annotations

from bot.core.errors import GivesBack, Unknown, WorkshopError


class UnknownMessage(Unknown): ...


class DeskClosed(GivesBack):
    """The key-message desk is closed; `opens` is when it will open, or None."""

    def __init__(self, text: str | None = None, opens: object = None) -> None:
        super().__init__(text)
        self.opens = opens


class DeskIsOver(DeskClosed):
    """As organisers meet it, who can open it once more."""


class NoDesk(DeskClosed):
    """The workshop has none."""


class TooManyMessages(GivesBack):
    """The administration has sent all it may; `on_behalf` where an organiser writes for it."""

    def __init__(self, limit: int, text: str | None = None, *, on_behalf: bool = False) -> None:
        super().__init__(text)
        self.limit = limit
        self.on_behalf = on_behalf


class NotYours(GivesBack): ...


class TextChanged(GivesBack):
    """Someone else changed it meanwhile; `current` is what stands now."""

    def __init__(self, current: str, text: str) -> None:
        super().__init__(text)
        self.current = current


class Outdated(GivesBack):
    """The message has a newer version than the one that was read; `current` is how it reads now."""

    def __init__(self, current: str, text: str | None = None) -> None:
        super().__init__(text)
        self.current = current


class NotComplete(WorkshopError):
    """References of key messages that lack a translation, and of those that nobody has cleared."""

    def __init__(self, untranslated: list[str], uncleared: list[str]) -> None:
        super().__init__(untranslated, uncleared)
        self.untranslated = untranslated
        self.uncleared = uncleared


class NotPublished(Unknown):
    """A key message that does not stand in public."""


class OwnMessage(WorkshopError):
    """An administration stands behind its own key message as it is."""
