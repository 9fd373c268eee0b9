"""What each refusal about attendance says: one sentence, and what to do next."""

from __future__ import annotations

from datetime import datetime

from bot.chat.wording import stamp
from bot.features.attendance.errors import NotBegun, SessionNotOpen, WrongMomentCode
from bot.i18n.catalogue import Phrases


def refusal(_: Phrases, error: BaseException) -> str | None:
    """The sentence for one of these errors; None for any other."""
    match error:
        case NotBegun():
            return _("This session has not begun. Until then you can only mark someone as excused or absent.")
        case WrongMomentCode():
            return _("This is not the code of the moment: it changes every few minutes. Type the one shown now.")
        case SessionNotOpen(opens=datetime() as opens):
            return _("Signing in opens %(when)s. Come back then.", when=stamp(opens, "R"))
        case SessionNotOpen():
            return _("No session is open, and none is still to come.")
        case _:
            return None
