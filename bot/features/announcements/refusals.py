"""Messages for the errors of announcements: what is wrong, and what to do next."""

from bot.chat.escaping import block_quote
from bot.chat.wording import capital
from bot.features.announcements.errors import NoticeChanged, NotTrueAnyMore, NotWrittenByHand
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
        case NotWrittenByHand():
            return _(
                "Only what was written with /announce send can be corrected here. This one says what the programme "
                "says: /schedule delay, /schedule move and /schedule cancel change that."
            )
        case NoticeChanged(current=current):
            return _(
                "A colleague corrected this announcement while you were writing. Nothing was overwritten. It now "
                "reads:\n%(current)s\nOpen it again with /announce edit.",
                current="\n".join(map(block_quote, current.values())),
            )
        case _:
            return None
