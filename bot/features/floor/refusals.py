"""Messages for the errors of the floor: what is wrong, and what to do next."""

from bot.features.floor.errors import FloorClosed, NotWaiting
from bot.i18n.catalogue import Phrases


def refusal(_: Phrases, error: BaseException) -> str | None:
    """The sentence for one of these errors; None for any other."""
    match error:
        case FloorClosed():
            return _("You cannot ask for the floor at the moment. You can during a session, while its queue is open.")
        case NotWaiting():
            return _("You are not in the queue for the floor. Ask for it with /floor request.")
        case _:
            return None
