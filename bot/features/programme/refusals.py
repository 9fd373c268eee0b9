"""What each refusal about the programme says: one sentence, and what to do next."""

from __future__ import annotations

from bot.features.programme.errors import AnotherInProgress
from bot.i18n.catalogue import Phrases


def refusal(_: Phrases, error: BaseException) -> str | None:
    """The sentence for one of these errors; None for any other."""
    match error:
        case AnotherInProgress(title=title):
            return _(
                "“%(session)s” is still open. Close it first, with /session end, or pick the one to open in the option "
                "“session”.",
                session=_.of(title),
            )
        case _:
            return None
