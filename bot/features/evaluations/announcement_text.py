"""What announcements about an evaluation say, in one language. `aloud`: read out, where there is no button."""

from __future__ import annotations

from bot.chat.wording import stamp
from bot.core.programme import Evaluation
from bot.i18n.catalogue import Phrases
from bot.i18n.formats import Formats


def evaluation_open(_: Phrases, f: Formats, evaluation: Evaluation, *, aloud: bool = False) -> str:
    """An evaluation is open: whether it is anonymous, how to answer, and until when."""
    until = {"when": f.moment(evaluation.closes), "place": f.place(), "yours": stamp(evaluation.closes, "f")}
    return "\n".join(
        [
            _("**Your opinion counts: %(title)s**", title=_.of(evaluation.title)),
            _("It is anonymous.") if evaluation.anonymous else _("Your name goes with your answers."),
            _("It is open until %(when)s, %(place)s time; %(yours)s on your own clock.", **until)
            if aloud
            else _(
                "Answer with the button below, or with /evaluate. It is open until %(when)s, %(place)s time; %(yours)s "
                "on your own clock.",
                **until,
            ),
        ]
    )


def evaluation_reminder(_: Phrases, f: Formats, evaluation: Evaluation) -> str:
    """An evaluation closes soon."""
    return "\n".join(
        [
            _("**The evaluation closes soon: %(title)s**", title=_.of(evaluation.title)),
            _(
                "If you have not answered yet, please do so with /evaluate before %(when)s, %(place)s time; %(yours)s "
                "on your own clock.",
                when=f.moment(evaluation.closes),
                place=f.place(),
                yours=stamp(evaluation.closes, "f"),
            ),
        ]
    )
