"""Texts about evaluations, in one language."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat.wording import stamp
from bot.core.programme import Evaluation
from bot.features.evaluations.model import EvaluationProgress
from bot.i18n.catalogue import Phrases
from bot.i18n.formats import Formats


def form_saved(_: Phrases, f: Formats, progress: EvaluationProgress) -> str:
    """The reply to a form: what is left to answer, or thanks."""
    if progress.next_form is None:
        return "\n".join([_("Thank you: your evaluation is complete."), _changeable(_, f, progress.evaluation)])
    return "\n".join(
        [
            _("Part %(number)s of %(all)s is kept.", number=progress.sent + 1, all=progress.form_count),
            _("Go on with the button, now or later: /evaluate resumes where you are."),
        ]
    )


def already_complete(_: Phrases, f: Formats, evaluation: Evaluation) -> str:
    """The reply to a person who has answered everything before."""
    title, thanks = f"**{_.of(evaluation.title)}**", _("You have answered everything. Thank you.")
    return "\n".join([title, thanks, _changeable(_, f, evaluation)])


def _changeable(_: Phrases, f: Formats, evaluation: Evaluation) -> str:
    return _(
        "You can change your answers until %(when)s, %(place)s time (%(yours)s on your own clock).",
        when=f.moment(evaluation.closes),
        place=f.place(),
        yours=stamp(evaluation.closes, "f"),
    )


def anonymity_note(_: Phrases) -> str:
    return _("Anonymous: your name is not kept with your answers.")


def responses(_: Phrases, counts: Sequence[tuple[Evaluation, int]]) -> str:
    """For organisers: the number of responses to each evaluation."""
    lines = [
        _.n(
            "Evaluation “%(title)s”: %(count)s response.",
            "Evaluation “%(title)s”: %(count)s responses.",
            count,
            title=_.of(evaluation.title),
        )
        for evaluation, count in counts
    ]
    return "\n".join(lines)
