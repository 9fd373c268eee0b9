"""Errors about evaluations. `refusals.py` has the sentences that people read."""

from bot.core.errors import GivesBack, WorkshopError


class EvaluationClosed(GivesBack):
    """The evaluation is closed, or is no longer in the workshop's file."""


class EvaluationNotOpen(WorkshopError):
    """No evaluation is open. `opens` is the time when the next one opens, or None."""

    def __init__(self, opens: object = None) -> None:
        super().__init__(opens)
        self.opens = opens
