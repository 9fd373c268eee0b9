"""Messages for the errors of attendance: what is wrong, and what to do next."""

from datetime import datetime

from bot.chat.wording import stamp
from bot.features.attendance.errors import SessionNotBegun, SessionNotOpen, UnknownZone, WrongSignInCode
from bot.i18n.catalogue import Phrases


def refusal(_: Phrases, error: BaseException) -> str | None:
    """The sentence for an error of this feature; None for any other error."""
    match error:
        case SessionNotBegun():
            return _("This session has not begun. Until then you can only mark someone as excused or absent.")
        case UnknownZone():
            return _("I know no such time zone. Write a city of the zone list, such as Europe/Paris, or UTC+3.")
        case WrongSignInCode():
            return _("This is not the current sign-in code: it changes every few minutes. Type the one shown now.")
        case SessionNotOpen(opens=datetime() as opens):
            return _("Signing in opens %(when)s. Come back then.", when=stamp(opens, "R"))
        case SessionNotOpen():
            return _("No session is open, and none is still to come.")
        case _:
            return None
