"""Messages for the errors of the roster: what is wrong, and what to do next."""

from bot.features.roster.errors import AlreadyJoined, Excluded, RequestChanged, TooManyRequests
from bot.i18n.catalogue import Phrases


def refusal(_: Phrases, error: BaseException) -> str | None:
    """The sentence for an error of this feature; None for any other error."""
    match error:
        case AlreadyJoined():
            return _("You already belong to this group: there is nothing more to do.")
        case Excluded():
            return _(
                "The organisers have removed you from this workshop, so you cannot join by yourself. If "
                "that is a mistake, please ask them: they can add you again."
            )
        case TooManyRequests(minutes=minutes):
            return _.n(
                "You have asked to join several times. Please wait for the organisers; you can ask again in %(count)s "
                "minute.",
                "You have asked to join several times. Please wait for the organisers; you can ask again in %(count)s "
                "minutes.",
                minutes,
            )
        case RequestChanged():
            return _("This request has changed since, so nothing was approved.")
        case _:
            return None
