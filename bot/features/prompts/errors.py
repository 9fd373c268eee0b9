"""What can be refused about prompts: each error by name; `refusals.py` has the words."""

from __future__ import annotations

from bot.core.errors import GivesBack, NotAllowed, Unknown, WorkshopError


class UnknownPrompt(Unknown): ...


class PromptClosed(GivesBack): ...


class PromptStillOpen(WorkshopError):
    """What was answered anonymously is seen once no more answers come."""


class PromptNamesNobody(WorkshopError):
    """Who has answered an anonymous question is not known, so nobody can be reminded."""


class NotYourTurn(NotAllowed):
    """In a round only the administration whose turn it is, or a facilitator, goes on to the next."""

    def __init__(self) -> None:
        super().__init__("facilitator")


class BadQuestion(GivesBack):
    """An improvised question cannot be put: `why` is `text`, `long`, `options`, `languages`, `ends` or `twice`."""

    def __init__(self, why: str, text: str) -> None:
        super().__init__(text)
        self.why = why


class AnonymousByAdministration(GivesBack):
    """What an administration answers cannot be anonymous."""


class PromptNotOpen(WorkshopError):
    """No such question is open."""


class PromptIsClosed(PromptNotOpen):
    """The one that was named, and others may be open."""


class PromptAlreadyAsked(WorkshopError): ...
