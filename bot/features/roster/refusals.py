"""What each refusal about the roster says: one sentence, and what to do next."""

from __future__ import annotations

from bot.features.roster.errors import AlreadyJoined
from bot.i18n.catalogue import Phrases


def refusal(_: Phrases, error: BaseException) -> str | None:
    """The sentence for one of these errors; None for any other."""
    match error:
        case AlreadyJoined():
            return _("You already belong to this delegation: nothing to do.")
        case _:
            return None
