"""What the roster's errors tell the user: what is wrong, and what to do next."""

from bot.features.roster.errors import AlreadyJoined
from bot.i18n.catalogue import Phrases


def refusal(_: Phrases, error: BaseException) -> str | None:
    """The sentence for an error of this feature; None for any other error."""
    match error:
        case AlreadyJoined():
            return _("You already belong to this delegation: nothing to do.")
        case _:
            return None
