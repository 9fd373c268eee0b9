"""What an organiser reads about a correction, in one language."""

from collections.abc import Mapping

from bot.chat.escaping import block_quote
from bot.features.announcements.correction_model import Correction, CorrectionFault
from bot.i18n.catalogue import Phrases
from bot.i18n.formats import Formats


def corrected(_: Phrases, f: Formats, done: Correction, texts: Mapping[str, str]) -> list[str]:
    """The channels where it is corrected, those where it is not and why, then the texts, so that nothing is lost."""
    lines = []
    if done.corrected:
        lines.append(_("Corrected in %(channels)s. Nobody was notified.", channels=f.joined(done.corrected)))
    if done.unsent:
        lines.append(_("What is still to be sent has the new text."))
    lines += dict.fromkeys(_fault(_, fault, where) for fault, where in done.faults)
    if not done.faults:
        return ["\n".join(lines)]
    return [
        "\n".join([*lines, _("Here is what you wrote, so that nothing is lost:")]),
        *map(block_quote, texts.values()),
    ]


def _fault(_: Phrases, fault: CorrectionFault, where: str) -> str:
    match fault:
        case CorrectionFault.MESSAGE_GONE:
            return _("%(channel)s: the message was deleted. /announce send announces it anew.", channel=where)
        case CorrectionFault.CHANNEL_GONE:
            return _("The channel of the announcement is gone. /announce send announces it anew.")
        case CorrectionFault.NOT_OURS:
            return _("%(channel)s: another bot posted this message, and only that one can correct it.", channel=where)
        case CorrectionFault.NOT_PERMITTED:
            return _("%(channel)s: Atelier may not see this channel any more: give it View Channel.", channel=where)
        case CorrectionFault.UNREACHABLE:
            return _("%(channel)s: Discord did not take it. Please try again in a minute.", channel=where)
        case CorrectionFault.BEING_SENT:
            return _("It is being sent just now. Please try again in a moment.")
