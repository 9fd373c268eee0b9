"""Messages for the errors of prompts: what is wrong, and what to do next."""

from bot.chat.refusals import typed
from bot.features.prompts.errors import (
    AnonymousByAdministration,
    BadQuestion,
    NotYourTurn,
    PromptAlreadyAsked,
    PromptClosed,
    PromptIsClosed,
    PromptNamesNobody,
    PromptNotOpen,
    PromptStillOpen,
    UnknownPrompt,
)
from bot.i18n.catalogue import Phrases


def refusal(_: Phrases, error: BaseException) -> str | None:
    """The sentence for one of these errors; None for any other."""
    match error:
        case NotYourTurn():
            # Translators: “they” is that group
            return _("It is another group's turn: only they, or a facilitator, can pass it on.")
        case UnknownPrompt(what=what):
            return _("There is no question “%(what)s”. Pick one from the list.", what=typed(what))
        case PromptIsClosed():
            return _("This question is already closed: nothing was changed.")
        case PromptNotOpen():
            return _("No question is open at the moment.")
        case PromptStillOpen():
            return _("This question is anonymous: its answers can be seen once it is closed, with /prompt close.")
        case PromptNamesNobody():
            return _("This question is anonymous: nobody knows who has answered, so nobody can be reminded.")
        case PromptAlreadyAsked():
            return _(
                "This question has already been asked. To ask it again, first use /prompt close with the option "
                "“discard”, and pick it there."
            )
        case PromptClosed():
            return _("This question is closed, so your answer was not saved.")
        case BadQuestion(why=why):
            return _bad_question(_, why)
        case AnonymousByAdministration():
            return _("A group’s answer cannot be anonymous. Remove one of the two options.")
        case _:
            return None


def _bad_question(_: Phrases, why: str) -> str:
    match why:
        case "text":
            return _("The question needs a text in every language. Please write it again.")
        case "languages":
            return _("Each line needs every language, in their order, with | between them. Please write it again.")
        case "options":
            return _("A question of this kind has 2 to 25 options, one per line. Please write it again.")
        case "ends":
            return _("A scale needs two lines: the words for 1, then those for 5. Please write it again.")
        case "twice":
            return _("Two options are the same. Please write them again.")
        case _:
            return _("The question or one of its options is too long for Discord. Please write it shorter.")
