"""The sentences for what can be refused about the programme: what is wrong, and what to do next."""

from bot.features.programme.errors import AnotherInProgress
from bot.i18n.catalogue import Phrases


def refusal(_: Phrases, error: BaseException) -> str | None:
    """The sentence for one of these errors; None for any other error."""
    match error:
        case AnotherInProgress(title=title):
            return _(
                "“%(session)s” is still open. Close it first, with /session end, or pick the one to open in the option "
                "“session”.",
                session=_.of(title),
            )
        case _:
            return None
