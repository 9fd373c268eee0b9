"""How the workshop was received."""

from __future__ import annotations

from collections.abc import Iterator

from bot.core.answers import MIN_GROUP
from bot.core.programme import Evaluation, EvaluationQuestion, PromptKind
from bot.export.document import INTRO, Bars, Block, Figure, Grid, Heading, Paragraph, Series
from bot.export.report.answers import point_labels, withheld, written
from bot.export.report.data import Data, Evaluated
from bot.export.report.tally import POINTS, Tally
from bot.export.report.voice import Voice


def evaluation(data: Data, voice: Voice) -> Iterator[Block]:
    for each in data.workshop.evaluations:
        if evaluated := data.evaluations.get(each.id):
            yield Heading(1, voice.of(each.title))
            yield Paragraph(_manner(voice, each, evaluated), INTRO)
            yield from _results(voice, each, evaluated)


def _manner(voice: Voice, evaluation: Evaluation, evaluated: Evaluated) -> str:
    _ = voice.phrases
    responses = _.n("%(count)s response", "%(count)s responses", evaluated.responses)
    if evaluation.anonymous:
        return _("Received: %(responses)s, anonymous.", responses=responses)
    return _("Received: %(responses)s.", responses=responses)


def _results(voice: Voice, evaluation: Evaluation, evaluated: Evaluated) -> Iterator[Block]:
    if is_withheld(evaluation, evaluated):
        yield withheld(voice)
    elif scales := scale_questions(evaluation, evaluated):
        yield _scales(voice, evaluation, scales)
    for question in evaluation.questions:
        tally = evaluated.questions.get(question.id)
        if question.kind == PromptKind.OPEN and tally and tally.written:
            yield Heading(2, voice.of(question.text))
            yield from written(voice, tally)


def is_withheld(evaluation: Evaluation, evaluated: Evaluated) -> bool:
    """Anonymous, and filled in by so few that its figures would say who."""
    return evaluation.anonymous and evaluated.responses < MIN_GROUP


def scale_questions(evaluation: Evaluation, evaluated: Evaluated) -> list[tuple[EvaluationQuestion, Tally]]:
    """Those that have answers, in the order they were asked."""
    found = ((question, evaluated.questions.get(question.id)) for question in evaluation.questions)
    return [(question, tally) for question, tally in found if tally and tally.values]


def _scales(voice: Voice, evaluation: Evaluation, scales: list[tuple[EvaluationQuestion, Tally]]) -> Figure:
    _ = voice.phrases
    title = voice.of(evaluation.title)
    names = tuple(voice.of(question.text) for question, _tally in scales)
    series = tuple(Series(str(point), tuple(tally.values[point] for _question, tally in scales)) for point in POINTS)
    return Figure(
        Bars(title, _("Answers"), names, series),
        _(
            "Bar chart: for each question, how many answers each point received, from 1 to 5."
            " The table that follows has its figures."
        ),
        Grid(
            _("Answers by point of the scale: %(prompt)s", prompt=title),
            (_("Question"), *map(str, POINTS), _("Answers"), _("Average")),
            tuple(_row(voice, question, tally) for question, tally in scales),
            frozenset(range(1, 8)),
        ),
    )


def _row(voice: Voice, question: EvaluationQuestion, tally: Tally) -> tuple[str, ...]:
    counts = [tally.values[point] for point in POINTS]
    return (_named(voice, question), *map(str, counts), str(sum(counts)), voice.average(tally.mean))


def _named(voice: Voice, question: EvaluationQuestion) -> str:
    """The question, and what its ends mean."""
    text = voice.of(question.text)
    if question.scale is None:
        return text
    points = point_labels(voice.of(question.scale.low), voice.of(question.scale.high))
    return f"{text}\n{points[0]} – {points[-1]}"
