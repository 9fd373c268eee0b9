"""Texts for organisers about a purge of personal data, in one language: a week before, and how to undo a mistake."""

from datetime import datetime

from bot.chat.wording import stamp
from bot.core.programme import Workshop
from bot.features.privacy.model import COPIES_KEPT_FOR
from bot.features.privacy.text import kept_after_purge
from bot.i18n.catalogue import Phrases
from bot.i18n.formats import Formats


def notice(_: Phrases, f: Formats, workshop: Workshop, at: datetime) -> str:
    """For the organisers' channel, a week before the purge at the instant `at`."""
    erased = _(
        "**On %(day)s (%(when)s) I erase the personal data of this workshop**: its `retention` is over then. Names, "
        "Discord ids, addresses and what people wrote in their answers are erased.",
        day=f.day(at),
        when=stamp(at, "R"),
    )
    return "\n".join(
        [
            f"{erased} {kept_after_purge(_, workshop)}",
            _("Is the date right? Then export what you still need with /export; there is nothing else to do."),
            _("Is it too early? Correct `retention` or the dates in the workshop file, then /workshop reload."),
            undo(_, f, at),
        ]
    )


def undo(_: Phrases, f: Formats, purged_at: datetime) -> str:
    """How to undo a mistaken purge."""
    return _(
        "I make a backup right before, and keep all backups as they are for one more week, until %(until)s. To undo a "
        "mistake until then: whoever runs me corrects the file, stops me, gives `python run.py restore` the newest "
        "backup from before the purge, and starts me again.",
        until=f.day(purged_at + COPIES_KEPT_FOR),
    )
