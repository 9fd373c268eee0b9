"""What can be refused about evaluations: each error by name; `refusals.py` has the words."""

from __future__ import annotations

from bot.core.errors import GivesBack, WorkshopError


class EvaluationClosed(GivesBack): ...


class EvaluationNotOpen(WorkshopError):
    """No evaluation is open; `opens` is when the next one will be, or None."""

    def __init__(self, opens: object = None) -> None:
        super().__init__(opens)
        self.opens = opens
