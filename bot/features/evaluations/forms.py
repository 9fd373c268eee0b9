"""An evaluation's forms: radio groups for scales, text for open questions, pre-set to what was answered."""

from __future__ import annotations

from typing import Any

import discord

from bot.chat.call import Call
from bot.chat.forms import LABEL, explanation, form, menu_field, radio_field, text_field
from bot.core.answers import SCALE_VALUES, AnswerValue
from bot.core.programme import EvaluationQuestion, PromptKind
from bot.features.evaluations.model import MOST_TEXT, OPTIONAL, pages, stands_above
from bot.features.evaluations.service import Progress
from bot.features.evaluations.text import anonymous
from bot.i18n.catalogue import Phrases

RADIO = 10
"""A radio group takes no more options; more go into a menu."""


def evaluation_form(call: Call, it: Progress, number: int) -> discord.ui.Modal:
    """One of the forms, by its number from 0."""
    evaluation, asked = it.evaluation, pages(it.evaluation)
    before = sum(len(page) for page in asked[:number])
    parts: list[discord.ui.Item[Any]] = []
    for place, question in enumerate(asked[number]):
        if stands_above(question):
            parts.append(explanation(call._.of(question.text)))
        counted = (before + place + 1, len(evaluation.questions))
        says_anonymous = evaluation.anonymous and place == 0
        label, hint = _label_and_hint(call._, question, counted, says_anonymous)
        parts.append(_field(call._, question, label, hint, it.answers.get(question.id, AnswerValue())))
    return form(call._.of(evaluation.title), f"evaluate:form:{evaluation.id}:{number}", *parts)


def _label_and_hint(
    _: Phrases, question: EvaluationQuestion, counted: tuple[int, int], says_anonymous: bool
) -> tuple[str, str | None]:
    """The question itself where it fits a label, else its number, and the question beside or above the field."""
    text = _.of(question.text)
    if len(text) <= LABEL and not stands_above(question):
        return text, anonymous(_) if says_anonymous else None
    number, of = counted
    if says_anonymous:
        label = _("Question %(number)s of %(all)s, anonymous", number=number, all=of)
    else:
        label = _("Question %(number)s of %(all)s", number=number, all=of)
    return label, None if stands_above(question) else text


def _field(
    _: Phrases, question: EvaluationQuestion, label: str, hint: str | None, said: AnswerValue
) -> discord.ui.Item[Any]:
    required = question.kind not in OPTIONAL
    if question.kind is PromptKind.OPEN:
        return text_field(label, question.id, most=MOST_TEXT, value=said.text, hint=hint, required=required)
    if question.kind is PromptKind.SCALE:
        chosen = str(said.value) if said.value else None
        return radio_field(label, question.id, _scale(_, question), chosen=chosen, hint=hint, required=required)
    options = [(_.of(option.text), option.id) for option in question.options]
    if question.kind is PromptKind.MULTIPLE:
        return menu_field(
            label, question.id, options, picked=said.options, most=len(options), hint=hint, required=required
        )
    if len(options) <= RADIO:
        picked = next(iter(said.options), None)
        return radio_field(label, question.id, options, chosen=picked, hint=hint, required=required)
    return menu_field(label, question.id, options, picked=said.options, hint=hint, required=required)


def _scale(_: Phrases, question: EvaluationQuestion) -> list[tuple[str, str]]:
    """1 to 5, both ends labelled."""
    ends = {1: question.scale.low, 5: question.scale.high} if question.scale else {}
    return [(f"{n} – {_.of(ends[n])}" if n in ends else str(n), str(n)) for n in SCALE_VALUES]
