"""A question put to the room, its answers and its results, in one language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from bot.chat.posts import quoted
from bot.domain.programme import AnsweredBy, PromptKind, Question
from bot.i18n.catalogue import Phrases
from bot.i18n.formats import Formats
from bot.services.prompts import Answer, Prompt

BAR = 20
"""Width of the longest bar, in characters."""


def question(_: Phrases, it: Question) -> str:
    """The question, and how it is answered."""
    lines = [f"**{_.of(it.text)}**"]
    if it.kind is PromptKind.SCALE and it.scale:
        lines.append(_("From 1 (%(low)s) to 5 (%(high)s).", low=_.of(it.scale.low), high=_.of(it.scale.high)))
    if it.kind is PromptKind.MULTIPLE:
        lines.append(_("Several answers are possible."))
    if it.by is AnsweredBy.ADMINISTRATION:
        lines.append(_("One answer for each administration."))
    return "\n".join(lines)


def counted(_: Phrases, answers: int, administrations: int, *, closed: bool) -> str:
    """How many have answered so far."""
    line = _.n("%(count)s answer", "%(count)s answers", answers)
    if administrations:
        line += ", " + _.n("%(count)s administration", "%(count)s administrations", administrations)
    return line + (" · " + _("closed") if closed else "")


def kept(_: Phrases, *, changed: bool) -> str:
    if changed:
        return _("Your new answer is kept in place of the earlier one.")
    return _("Your answer is kept. You can change it until the question closes.")


def results(_: Phrases, f: Formats, prompt: Prompt, answers: Sequence[Answer], names: dict[str, str]) -> str:
    """What the room answered; `names` are the administrations' by code."""
    it = prompt.question
    heading = f"**{_.of(it.text)}**\n" + _.n("%(count)s answer", "%(count)s answers", len(answers))
    if it.kind in (PromptKind.OPEN, PromptKind.ROUND):
        return "\n".join([heading, *(_written(_, answer, names) for answer in answers)])
    return "\n".join([heading, *_bars(_, f, it, answers)])


def _written(_: Phrases, it: Answer, names: dict[str, str]) -> str:
    who = names.get(it.administration or "", "")
    text = quoted(it.text or "")
    return f"**{who}**\n{text}" if who else text


def _bars(_: Phrases, f: Formats, it: Question, answers: Sequence[Answer]) -> list[str]:
    """A line an option: its text, how many chose it, their share, and a bar for those who see it."""
    chosen: Counter[str] = Counter()
    for answer in answers:
        chosen.update([str(answer.value)] if it.kind is PromptKind.SCALE else answer.options)
    most = max(chosen.values(), default=1)
    lines = []
    for id, label in _options(_, it):
        count = chosen[id]
        share = f.percent(count / len(answers)) if answers else f.percent(0)
        bar = "█" * round(BAR * count / most)
        lines.append(f"- {label}{_(':')} {count} ({share}) {bar}".rstrip())
    return lines


def _options(_: Phrases, it: Question) -> list[tuple[str, str]]:
    if it.kind is PromptKind.SCALE and it.scale:
        ends = {"1": f"1 ({_.of(it.scale.low)})", "5": f"5 ({_.of(it.scale.high)})"}
        return [(str(n), ends.get(str(n), str(n))) for n in range(1, 6)]
    return [(option.id, _.of(option.text)) for option in it.options]
