"""The results of a prompt in one language: numbers, for screen readers too, and bars."""

from collections.abc import Mapping, Sequence

from bot.chat.escaping import block_quote, escape_inline
from bot.chat.wording import administration_names
from bot.core.answers import CHOICE_KINDS, MIN_GROUP, WRITTEN_KINDS, picked_ids, tally
from bot.core.programme import PromptKind, Question, Workshop
from bot.features.prompts.model import Answer, AnsweringStatus
from bot.i18n import group_word
from bot.i18n.catalogue import Phrases
from bot.i18n.formats import Formats

BAR_WIDTH = 10
"""Characters of a bar of 100 %: a line fits the screen of a phone."""


def results(_: Phrases, f: Formats, asked: Question, answers: Sequence[Answer]) -> str:
    """The question, the number of answers, and how often each option was picked."""
    lines = _question_and_count(_, asked, answers)
    if _is_withheld(asked, answers):
        few = _(
            "If there are fewer than %(few)s answers, they are not shown one by one, so that nobody can be recognised.",
            few=MIN_GROUP,
        )
        lines.append(few)
    elif asked.kind not in WRITTEN_KINDS:
        lines += _by_option(_, f, asked, answers)
    return "\n".join(lines)


def _question_and_count(_: Phrases, asked: Question, answers: Sequence[Answer]) -> list[str]:
    return [f"**{escape_inline(_.of(asked.text))}**", _.n("%(count)s answer", "%(count)s answers", len(answers))]


def count_and_file(_: Phrases, asked: Question, answers: Sequence[Answer]) -> str:
    """The question and the number of answers, if the answers are too long to follow in the message."""
    return "\n".join([*_question_and_count(_, asked, answers), _("All the answers are in the file.")])


def _is_withheld(asked: Question, answers: Sequence[Answer]) -> bool:
    """Whether only the number of answers is shown."""
    return asked.anonymous and len(answers) < MIN_GROUP


def _by_option(_: Phrases, f: Formats, asked: Question, answers: Sequence[Answer]) -> list[str]:
    labels = _labels(_, asked)
    counts = tally(asked, (answer.content for answer in answers))
    return [_bar(_, f, labels[id], count / (len(answers) or 1), count) for id, count in counts]


def _bar(_: Phrases, f: Formats, label: str, share: float, count: int) -> str:
    """`1. Label : 12 (60 %) ██████`"""
    return f"{label}{_(':')} {count} ({f.percent(share)}) {'█' * round(BAR_WIDTH * share)}".rstrip()


def _labels(_: Phrases, asked: Question) -> dict[str, str]:
    """The label of each option, with its number, by id; for a scale the label of each value."""
    if asked.kind is PromptKind.SCALE and asked.scale:
        ends = {1: f" ({escape_inline(_.of(asked.scale.low))})", 5: f" ({escape_inline(_.of(asked.scale.high))})"}
        return {str(n): f"- {n}{ends.get(n, '')}" for n in range(1, 6)}
    numbered = enumerate(asked.options, 1)
    return {option.id: f"{number}. {escape_inline(_.of(option.text))}" for number, option in numbered}


def heading_by_administration(_: Phrases, workshop: Workshop, asked: Question) -> str:
    """`**Hospitals**`"""
    groups = group_word.many(_, workshop)
    if asked.kind in CHOICE_KINDS:
        # Translators: %(groups)s is the word for the groups, such as “Hospitals”
        return _("**%(groups)s** (the numbers are those above)", groups=groups)
    return f"**{groups}**"


def by_administration(f: Formats, asked: Question, answers: Sequence[Answer], names: Mapping[str, str]) -> list[str]:
    """One line for each administration, in alphabetical order, with the answers of its people; no ranking.

    The answer of an erased person has no administration: it is counted in the results, but not listed here. `names` are
    the administrations' names by code.
    """
    if asked.anonymous or asked.kind in WRITTEN_KINDS:
        return []
    numbers = {option.id: str(number) for number, option in enumerate(asked.options, 1)}
    picks: dict[str, list[str]] = {}
    for answer in answers:
        if answer.administration:
            picked = " + ".join(numbers.get(id, id) for id in picked_ids(answer.content))
            picks.setdefault(answer.administration, []).append(picked)
    codes = f.sorted(picks, lambda code: names.get(code, code))
    return [f"- {names.get(code, code)} – {', '.join(sorted(picks[code]))}" for code in codes]


def written_answers(f: Formats, asked: Question, answers: Sequence[Answer], names: Mapping[str, str]) -> list[str]:
    """One block for each written answer, by administration. An anonymous answer shows only its text."""
    if asked.kind not in WRITTEN_KINDS or _is_withheld(asked, answers):
        return []
    if not asked.anonymous:
        answers = f.sorted(answers, lambda answer: names.get(answer.administration or "", ""))
    return [_written_answer(answer, names) for answer in answers]


def published_answers(f: Formats, asked: Question, answers: Sequence[Answer], names: Mapping[str, str]) -> list[str]:
    """The written answers for everyone, in plain text, without names and groups (except the groups of a round).

    They are sorted by their text, because the order in which they arrived could reveal the authors.
    """
    if asked.kind not in WRITTEN_KINDS or _is_withheld(asked, answers):
        return []
    if asked.kind is PromptKind.ROUND:
        spoken = [(names.get(answer.administration or "", ""), answer.content.text or "") for answer in answers]
        return ["\n".join(filter(None, pair)) for pair in f.sorted(spoken, lambda pair: pair[0])]
    return f.sorted((answer.content.text or "" for answer in answers), str)


def _written_answer(answer: Answer, names: Mapping[str, str]) -> str:
    text = block_quote(answer.content.text or "")
    if answer.administration is None:
        return text
    author = f"**{names.get(answer.administration, answer.administration)}**"
    if answer.name:
        author += f" · {escape_inline(answer.name)}"
    return f"{author}\n{text}"


def answering_status(_: Phrases, f: Formats, workshop: Workshop, status: AnsweringStatus) -> str:
    """Which administrations have answered, and which are still awaited."""
    counted = f"{len(status.answered)}/{len(status.answered) + len(status.awaited)}"
    groups = group_word.many(_, workshop)
    # Translators: %(groups)s is a plural, such as “Hospitals”, of either gender
    lines = [_("%(groups)s that have answered: %(counted)s.", groups=groups, counted=counted)]
    if status.answered:
        names = administration_names(_, f, status.answered)
        lines.append(_.n("Answered: %(names)s.", "Answered: %(names)s.", len(status.answered), names=names))
    if status.awaited:
        names = administration_names(_, f, status.awaited)
        lines.append(_.n("Still expected: %(names)s.", "Still expected: %(names)s.", len(status.awaited), names=names))
    return "\n".join(lines)
