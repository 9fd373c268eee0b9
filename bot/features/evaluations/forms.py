"""The forms of an evaluation. Fields show what was answered before."""

from collections.abc import Sequence
from typing import Any

import discord

from bot.chat.call import Call
from bot.chat.forms import LABEL, explanation, form, menu_field, radio_field, text_field
from bot.core.answers import SCALE_VALUES, AnswerValue
from bot.core.programme import EvaluationQuestion, PromptKind
from bot.features.evaluations.model import (
    MAX_TEXT_LENGTH,
    OPTIONAL_KINDS,
    EvaluationProgress,
    is_long,
    questions_by_form,
)
from bot.features.evaluations.text import anonymity_note
from bot.i18n.catalogue import Phrases

MAX_RADIO_OPTIONS = 10
"""Most options of a radio group (Discord, Radio Group). With more options the field is a menu."""


def evaluation_form(call: Call, progress: EvaluationProgress, number: int) -> discord.ui.Modal:
    """The form of this number, counted from 0."""
    evaluation, forms = progress.evaluation, questions_by_form(progress.evaluation)
    first = sum(map(len, forms[:number])) + 1
    noted = _question_with_note(call._, forms[number]) if evaluation.anonymous else None
    parts: list[discord.ui.Item[Any]] = []
    for position, question in enumerate(forms[number]):
        if is_long(question):
            text = call._.of(question.text)
            parts.append(explanation(f"{text}\n\n{anonymity_note(call._)}" if question is noted else text))
        counted = (first + position, len(evaluation.questions))
        label, hint = _label_and_hint(call._, question, counted, question is noted)
        answer = progress.answers.get(question.id, AnswerValue())
        parts.append(_field(call._, question, label, hint, answer))
    return form(call._.of(evaluation.title), f"evaluate:form:{evaluation.id}:{number}", *parts)


def _question_with_note(_: Phrases, questions: Sequence[EvaluationQuestion]) -> EvaluationQuestion:
    """The question with the note on what anonymous means: the first one with room for it."""
    return next((each for each in questions if is_long(each) or len(_.of(each.text)) <= LABEL), questions[0])


def _label_and_hint(
    _: Phrases, question: EvaluationQuestion, counted: tuple[int, int], with_note: bool
) -> tuple[str, str | None]:
    """The question as the label if it fits.

    Else its number, and the question as the hint or above the field. `with_note` adds that the evaluation is anonymous.
    """
    text, long = _.of(question.text), is_long(question)
    if len(text) <= LABEL and not long:
        return text, anonymity_note(_) if with_note else None
    number, of = counted
    if with_note:
        label = _("Question %(number)s of %(all)s, anonymous", number=number, all=of)
    else:
        label = _("Question %(number)s of %(all)s", number=number, all=of)
    return label, None if long else text


def _field(
    _: Phrases, question: EvaluationQuestion, label: str, hint: str | None, answer: AnswerValue
) -> discord.ui.Item[Any]:
    required = question.kind not in OPTIONAL_KINDS
    if question.kind is PromptKind.OPEN:
        return text_field(label, question.id, most=MAX_TEXT_LENGTH, value=answer.text, hint=hint, required=required)
    if question.kind is PromptKind.SCALE:
        chosen = str(answer.value) if answer.value else None
        return radio_field(label, question.id, _scale(_, question), chosen=chosen, hint=hint, required=required)
    options = [(_.of(option.text), option.id) for option in question.options]
    if question.kind is PromptKind.MULTIPLE:
        return menu_field(
            label, question.id, options, picked=answer.options, most=len(options), hint=hint, required=required
        )
    if len(options) <= MAX_RADIO_OPTIONS:
        chosen = next(iter(answer.options), None)
        return radio_field(label, question.id, options, chosen=chosen, hint=hint, required=required)
    return menu_field(label, question.id, options, picked=answer.options, hint=hint, required=required)


def _scale(_: Phrases, question: EvaluationQuestion) -> list[tuple[str, str]]:
    """A scale from 1 to 5. Both ends have labels."""
    ends = {1: question.scale.low, 5: question.scale.high} if question.scale else {}
    return [(f"{n} – {_.of(ends[n])}" if n in ends else str(n), str(n)) for n in SCALE_VALUES]
