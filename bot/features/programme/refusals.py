"""Messages for the errors of the programme: what is wrong, and what to do next."""

from bot.chat.escaping import block_quote
from bot.features.programme.errors import AnotherInProgress, OutcomeChanged
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
        case OutcomeChanged(title=title, current=current):
            return _(
                "A colleague wrote what came of “%(session)s” while you were writing. Nothing was overwritten. It now "
                "reads:\n%(current)s\nOpen it again with /session outcome to add yours.",
                session=_.of(title),
                current="\n".join(map(block_quote, current.values())),
            )
        case _:
            return None
