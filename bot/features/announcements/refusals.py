"""Messages for the errors of announcements: what is wrong, and what to do next."""

from bot.chat.wording import capital
from bot.features.announcements.errors import NotTrueAnyMore
from bot.features.announcements.list_text import failure_reason
from bot.i18n.catalogue import Phrases
from bot.outbox.messages import DeliveryFailed


def refusal(_: Phrases, error: BaseException) -> str | None:
    """The message for an error of this feature; None for any other."""
    match error:
        case DeliveryFailed(why=why):
            return capital(failure_reason(_, why)) + "."
        case NotTrueAnyMore():
            return _("This no longer applies, so I do not send it. To announce what applies now: /announce send.")
        case _:
            return None
