"""The answers for human readers: the question, the labels of the options, the text."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any

from bot.core.answers import CHOICE_KINDS
from bot.core.programme import EvaluationQuestion, PromptKind
from bot.core.text import Text
from bot.export.sheets.names import Names
from bot.export.store import AskedPrompt, ExportStore
from bot.export.table import Column, Row, Table, instants, text
from bot.export.tables.evaluations import evaluations
from bot.export.tables.questions import asked, given
from bot.i18n.catalogue import Phrases

Labels = Mapping[str, Text]
"""Option id, or point of a scale, to its label."""


def answers_in_words(store: ExportStore, names: Names, _: Phrases) -> Table:
    columns = (
        Column("asked_in", heading=_("Session or evaluation") if store.workshop.evaluations else _("Session")),
        Column("question", heading=_("Question")),
        *text("name", "administration"),
        Column("picked", heading=_("Picked")),
        *text("text"),
        *instants("answered_at"),
    )

    def rows() -> Iterator[Row]:
        yield from _to_prompts(store, names, _)
        yield from _to_evaluations(store, names, _)

    return Table("answers_in_words", columns, rows)


def _to_prompts(store: ExportStore, names: Names, _: Phrases) -> Iterator[Row]:
    for prompt in asked(store):
        session, question = names.sessions.get(prompt.session, prompt.session), _.of(prompt.definition["text"])
        say = _picked(_labels_of(prompt), _)
        for it in given(store, prompt):
            group = names.administrations.get(it.administration, it.administration) if it.administration else None
            picked = say(it.option_ids, it.value)
            yield session, question, it.name, group, picked, it.text, it.answered_at


def _to_evaluations(store: ExportStore, names: Names, _: Phrases) -> Iterator[Row]:
    """Question by question, without the response's number, so that nobody can link the answers of one person."""
    workshop = store.workshop
    asked_in = {each.id: {question.id: question for question in each.questions} for each in workshop.evaluations}
    order = {(id, question): place for id, asked in asked_in.items() for place, question in enumerate(asked)}
    found = sorted(evaluations(store).read(), key=lambda row: order.get((str(row[0]), str(row[1])), len(order)))
    for evaluation, id, kind, _response, value, written, _language in found:
        question = asked_in.get(str(evaluation), {}).get(str(id))
        title = names.evaluations.get(str(evaluation), str(evaluation))
        is_choice = kind in CHOICE_KINDS
        picked = _picked(_labels_of_form(question), _)(str(written) if is_choice else None, value)
        words = None if is_choice else written
        yield title, _.of(question.text) if question else id, None, None, picked, words, None


def _labels_of(prompt: AskedPrompt) -> Labels:
    definition: Mapping[str, Any] = prompt.definition
    if prompt.kind == PromptKind.SCALE:
        ends = definition.get("scale") or {}
        return {"1": ends["low"], "5": ends["high"]} if ends else {}
    return {option["id"]: option["text"] for option in definition.get("options") or ()}


def _labels_of_form(question: EvaluationQuestion | None) -> Labels:
    if question is None:
        return {}
    if question.scale:
        return {"1": question.scale.low, "5": question.scale.high}
    return {option.id: option.text for option in question.options}


def _picked(labels: Labels, _: Phrases) -> Callable[[Any, Any], str | None]:
    """Returns a function that names what was picked.

    The labels of options, or the point of a scale with the meaning of its end.
    """

    @cache
    def say(option_ids: str | None, value: int | None) -> str | None:
        if value is not None:
            label = labels.get(str(value))
            return f"{value} ({_.of(label)})" if label else str(value)
        if not option_ids:
            return None
        return "\n".join(_.of(labels[id]) if id in labels else id for id in option_ids.split(";"))

    return say
