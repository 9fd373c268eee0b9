"""The sentence for each error about evaluations."""

from datetime import datetime

from bot.chat.wording import stamp
from bot.features.evaluations.errors import EvaluationClosed, EvaluationNotOpen
from bot.i18n.catalogue import Phrases


def refusal(_: Phrases, error: BaseException) -> str | None:
    """The sentence for an error of this feature. None for any other error."""
    match error:
        case EvaluationNotOpen(opens=datetime() as opens):
            return _("No evaluation is open yet. The next one opens %(when)s.", when=stamp(opens, "R"))
        case EvaluationNotOpen():
            return _("No evaluation is open at the moment.")
        case EvaluationClosed():
            return _("This evaluation is closed, so your answers were not saved. Thank you all the same.")
        case _:
            return None
