"""Errors about key messages and their desk. `refusals.py` has the sentences that people read."""

from bot.core.errors import GivesBack, Unknown, WorkshopError


class UnknownMessage(Unknown): ...


class DeskClosed(GivesBack):
    """The desk is closed. `opens` is the time when it opens, or None if that is past or unknown."""

    def __init__(self, text: str | None = None, opens: object = None) -> None:
        super().__init__(text)
        self.opens = opens


class DeskIsOver(DeskClosed):
    """The desk is closed. The reader is an organiser, who can reopen it."""


class NoDesk(DeskClosed):
    """The workshop has no desk."""


class TooManyMessages(GivesBack):
    """The administration has sent `limit` messages. `on_behalf`: an organiser tried to write another for it."""

    def __init__(self, limit: int, text: str | None = None, *, on_behalf: bool = False) -> None:
        super().__init__(text)
        self.limit = limit
        self.on_behalf = on_behalf


class TooManyVersions(GivesBack):
    """The message was changed too often.

    `again_soon`: it was changed too often recently, so it can be changed again soon.
    """

    def __init__(self, limit: int, text: str, *, again_soon: bool) -> None:
        super().__init__(text)
        self.limit = limit
        self.again_soon = again_soon


class NotYours(GivesBack):
    """The message belongs to another administration."""


class TextChanged(GivesBack):
    """Someone else changed the text after the form was opened. `current` is the text now."""

    def __init__(self, current: str, text: str) -> None:
        super().__init__(text)
        self.current = current


class Outdated(GivesBack):
    """The message has a newer version than the one that the person read. `current` is its text now."""

    def __init__(self, current: str, text: str | None = None) -> None:
        super().__init__(text)
        self.current = current


class NotComplete(WorkshopError):
    """The references of the messages that are not translated, and of those that are translated but not cleared."""

    def __init__(self, untranslated: list[str], uncleared: list[str]) -> None:
        super().__init__(untranslated, uncleared)
        self.untranslated = untranslated
        self.uncleared = uncleared


class NotPublished(Unknown):
    """There is no published message of this reference."""


class OwnMessage(WorkshopError):
    """An administration cannot endorse its own message."""


class NoPreviousEdition(WorkshopError):
    """The workshop file names no previous edition."""
