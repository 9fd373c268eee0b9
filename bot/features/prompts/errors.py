"""The errors of prompts. `refusals.py` has their messages."""

from bot.core.errors import GivesBack, NotAllowed, Unknown, WorkshopError


class UnknownPrompt(Unknown): ...


class PromptClosed(GivesBack):
    """The answer comes too late: the prompt is closed or was discarded."""


class PromptStillOpen(WorkshopError):
    """The results of an anonymous prompt are shown only after it closes."""


class PromptNamesNobody(WorkshopError):
    """The prompt is anonymous: nobody knows who has answered, so nobody can be reminded."""


class NotYourTurn(NotAllowed):
    """Only a facilitator, or the administration whose turn it is, can end a turn of a round."""

    def __init__(self) -> None:
        super().__init__("facilitator")


class BadQuestion(GivesBack):
    """A composed question is not valid: `why` is `text`, `long`, `options`, `languages`, `ends` or `twice`."""

    def __init__(self, why: str, text: str) -> None:
        super().__init__(text)
        self.why = why


class AnonymousByAdministration(GivesBack):
    """A question that administrations answer cannot be anonymous."""


class PromptNotOpen(WorkshopError):
    """No prompt is open."""


class PromptIsClosed(PromptNotOpen):
    """This prompt is closed; others may be open."""


class PromptAlreadyAsked(WorkshopError): ...
