"""What the room answered, in one language: numbers that a screen reader reads, and bars for those who see them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.chat.escaping import block_quote, escape_inline
from bot.core.answers import CHOICE_KINDS, MIN_GROUP, WRITTEN_KINDS, picked_ids, tally
from bot.core.programme import Administration, PromptKind, Question
from bot.features.prompts.answer_service import Answer, Standing
from bot.features.prompts.service import Prompt
from bot.i18n.catalogue import Phrases
from bot.i18n.formats import Formats

BAR = 10
"""Width of the bar of all answers, in characters: a line fits a telephone."""


def results(_: Phrases, f: Formats, prompt: Prompt, answers: Sequence[Answer]) -> str:
    """The question, how many answered, and how often each option was picked."""
    asked = prompt.question
    lines = [f"**{escape_inline(_.of(asked.text))}**", _.n("%(count)s answer", "%(count)s answers", len(answers))]
    if asked.kind not in WRITTEN_KINDS:
        lines += _broken_down(_, f, asked, answers)
    return "\n".join(lines)


def _broken_down(_: Phrases, f: Formats, asked: Question, answers: Sequence[Answer]) -> list[str]:
    if asked.anonymous and len(answers) < MIN_GROUP:
        return [
            _(
                "Fewer than %(few)s answers are not shown one by one, so that nobody can be recognised.",
                few=MIN_GROUP,
            )
        ]
    labels = dict(_labels(_, asked))
    counts = tally(asked, (answer.said for answer in answers))
    return [_bar(_, f, labels[id], count / (len(answers) or 1), count) for id, count in counts]


def _bar(_: Phrases, f: Formats, label: str, share: float, count: int) -> str:
    """`1. Label : 12 (60 %) ██████`"""
    return f"{label}{_(':')} {count} ({f.percent(share)}) {'█' * round(BAR * share)}".rstrip()


def _labels(_: Phrases, asked: Question) -> list[tuple[str, str]]:
    """Each option under its number; a scale's values with the words of its ends."""
    if asked.kind is PromptKind.SCALE and asked.scale:
        ends = {1: f" ({escape_inline(_.of(asked.scale.low))})", 5: f" ({escape_inline(_.of(asked.scale.high))})"}
        return [(str(n), f"- {n}{ends.get(n, '')}") for n in range(1, 6)]
    return [
        (option.id, f"{number}. {escape_inline(_.of(option.text))}") for number, option in enumerate(asked.options, 1)
    ]


def heading_by_administration(_: Phrases, asked: Question) -> str:
    if asked.kind in CHOICE_KINDS:
        return _("**By administration** (the numbers are those above)")
    return _("**By administration**")


def by_administration(f: Formats, asked: Question, answers: Sequence[Answer], names: Mapping[str, str]) -> list[str]:
    """A line an administration, in alphabetical order: what its people answered, without any ranking.

    Answers whose author was erased belong to none: they are counted above, and not here.
    """
    if asked.anonymous or asked.kind in WRITTEN_KINDS:
        return []
    numbers = {option.id: str(number) for number, option in enumerate(asked.options, 1)}
    given: dict[str, list[str]] = {}
    for answer in answers:
        picked = " + ".join(numbers.get(id, id) for id in picked_ids(answer.said))
        if answer.administration:
            given.setdefault(answer.administration, []).append(picked)
    codes = f.sorted(given, lambda code: names.get(code, code))
    return [f"- {names.get(code, code)} – {', '.join(sorted(given[code]))}" for code in codes]


def written(f: Formats, asked: Question, answers: Sequence[Answer], names: Mapping[str, str]) -> list[str]:
    """A block an answer, by administration; an anonymous one says nothing but its text."""
    if asked.kind not in WRITTEN_KINDS:
        return []
    ordered = f.sorted(answers, lambda it: names.get(it.administration or "", "")) if not asked.anonymous else answers
    return [_text(answer, names) for answer in ordered]


def _text(it: Answer, names: Mapping[str, str]) -> str:
    text = block_quote(it.said.text or "")
    if it.administration is None:
        return text
    who = f"**{names.get(it.administration, it.administration)}**"
    return f"{who} · {escape_inline(it.name)}\n{text}" if it.name else f"{who}\n{text}"


def standing(_: Phrases, f: Formats, it: Standing) -> str:
    """Which administrations have answered, and which are still awaited."""
    counted = f"{len(it.answered)}/{len(it.answered) + len(it.awaited)}"
    lines = [_("Administrations that have answered: %(counted)s.", counted=counted)]
    if it.answered:
        lines.append(_("Answered: %(names)s.", names=_names(_, f, it.answered)))
    if it.awaited:
        lines.append(_("Still awaited: %(names)s.", names=_names(_, f, it.awaited)))
    return "\n".join(lines)


def _names(_: Phrases, f: Formats, administrations: Sequence[Administration]) -> str:
    return f.joined(f.sorted((_.of(a.name) for a in administrations), str))
