"""An evaluation in words, in one language."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat.wording import stamp
from bot.core.programme import Evaluation
from bot.i18n.catalogue import Phrases
from bot.i18n.formats import Formats


def kept(_: Phrases, f: Formats, it: Evaluation, *, form: int, forms: int, left: int | None) -> str:
    """After a form was sent: what is left, or thanks."""
    if left is None:
        return "\n".join([_("Thank you: your evaluation is complete."), changeable(_, f, it)])
    return "\n".join(
        [
            _("Part %(number)s of %(all)s is kept.", number=form + 1, all=forms),
            _("Go on with the button, now or later: /evaluate resumes where you are."),
        ]
    )


def complete(_: Phrases, f: Formats, it: Evaluation) -> str:
    """To one who has answered everything already."""
    return "\n".join([f"**{_.of(it.title)}**", _("You have answered everything. Thank you."), changeable(_, f, it)])


def changeable(_: Phrases, f: Formats, it: Evaluation) -> str:
    return _(
        "You can change your answers until %(when)s, %(place)s time (%(yours)s on your own clock).",
        when=f.moment(it.closes),
        place=f.place(),
        yours=stamp(it.closes, "f"),
    )


def anonymous(_: Phrases) -> str:
    return _("Anonymous: your name is not kept with your answers.")


def responses(_: Phrases, found: Sequence[tuple[Evaluation, int]]) -> str:
    """For organisers: how many have answered, never who."""
    lines = [
        _.n(
            "Evaluation “%(title)s”: %(count)s response.",
            "Evaluation “%(title)s”: %(count)s responses.",
            count,
            title=_.of(evaluation.title),
        )
        for evaluation, count in found
    ]
    return "\n".join(lines)
