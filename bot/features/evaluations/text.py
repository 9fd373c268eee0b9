"""Texts about evaluations, in one language: replies, and announcements.

`aloud`: for reading out, where there are no buttons.
"""

from collections.abc import Collection, Sequence

from bot.chat.wording import on_both_clocks
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
            _("Part %(number)s of %(all)s is saved.", number=progress.sent + 1, all=progress.form_count),
            _("Continue with the button, now or later: /evaluate resumes where you are."),
        ]
    )


def asks_to_erase(_: Phrases, progress: EvaluationProgress, kept: Collection[str]) -> str:
    """The reply to an outdated form with an empty field for a question that has an answer."""
    questions = [f"- {_.of(each.text)}" for each in progress.evaluation.questions if each.id in kept]
    return "\n".join(
        [
            _("What you wrote is saved. But this form was older than your answers, and left these empty:"),
            *questions,
            _("Your earlier answers to these questions are still saved. Should they be erased?"),
        ]
    )


def already_complete(_: Phrases, f: Formats, evaluation: Evaluation) -> str:
    """The reply to a person who has answered everything before."""
    title, thanks = f"**{_.of(evaluation.title)}**", _("You have answered everything. Thank you.")
    return "\n".join([title, thanks, _changeable(_, f, evaluation)])


def _changeable(_: Phrases, f: Formats, evaluation: Evaluation) -> str:
    clocks = on_both_clocks(f, evaluation.closes)
    return _("You can change your answers until %(when)s, %(place)s time (your time: %(yours)s).", **clocks)


def anonymity_note(_: Phrases) -> str:
    """In a form: what anonymous means. Its length is limited to that of a hint."""
    return _("Anonymous. Your answers stay together, as those of one person whose name is not kept.")


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


def evaluation_open(_: Phrases, f: Formats, evaluation: Evaluation, *, aloud: bool = False) -> str:
    """An evaluation is open: whether it is anonymous, how to answer, and until when."""
    until = on_both_clocks(f, evaluation.closes)
    return "\n".join(
        [
            _("**Your opinion counts: %(title)s**", title=_.of(evaluation.title)),
            _("It is anonymous: your answers stay together, as those of one person whose name is not kept.")
            if evaluation.anonymous
            else _("Your answers are kept with your name."),
            _("It is open until %(when)s (%(place)s time); your time: %(yours)s.", **until)
            if aloud
            else _(
                "Answer with the button below, or with /evaluate. It is open until %(when)s (%(place)s "
                "time); your time: %(yours)s.",
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
                "If you have not answered yet, please do so with /evaluate before %(when)s (%(place)s "
                "time); your time: %(yours)s.",
                **on_both_clocks(f, evaluation.closes),
            ),
        ]
    )
