"""The evaluations."""

from __future__ import annotations

from collections.abc import Iterator

from bot.core.answers import MIN_GROUP
from bot.core.programme import Evaluation, EvaluationQuestion, PromptKind
from bot.export.document import INTRO, Bars, Block, Figure, Grid, Heading, Paragraph, Series
from bot.export.report.answers import point_labels, withheld, written
from bot.export.report.data import Data, Evaluated
from bot.export.report.report_locale import ReportLocale
from bot.export.report.tally import POINTS, Tally


def evaluation(data: Data, locale: ReportLocale) -> Iterator[Block]:
    for each in data.workshop.evaluations:
        if evaluated := data.evaluations.get(each.id):
            yield Heading(1, locale.of(each.title))
            yield Paragraph(_manner(locale, each, evaluated), INTRO)
            yield from _results(locale, each, evaluated)


def _manner(locale: ReportLocale, evaluation: Evaluation, evaluated: Evaluated) -> str:
    _ = locale.phrases
    responses = _.n("%(count)s response", "%(count)s responses", evaluated.responses)
    if evaluation.anonymous:
        return _("Received: %(responses)s, anonymous.", responses=responses)
    return _("Received: %(responses)s.", responses=responses)


def _results(locale: ReportLocale, evaluation: Evaluation, evaluated: Evaluated) -> Iterator[Block]:
    if is_withheld(evaluation, evaluated):
        yield withheld(locale)
    elif scales := scale_questions(evaluation, evaluated):
        yield _scales(locale, evaluation, scales)
    for question in evaluation.questions:
        tally = evaluated.questions.get(question.id)
        if question.kind == PromptKind.OPEN and tally and tally.written:
            yield Heading(2, locale.of(question.text))
            yield from written(locale, tally)


def is_withheld(evaluation: Evaluation, evaluated: Evaluated) -> bool:
    """Whether it is anonymous, and has too few responses to be shown."""
    return evaluation.anonymous and evaluated.responses < MIN_GROUP


def scale_questions(evaluation: Evaluation, evaluated: Evaluated) -> list[tuple[EvaluationQuestion, Tally]]:
    """The scale questions that have answers, in order."""
    found = ((question, evaluated.questions.get(question.id)) for question in evaluation.questions)
    return [(question, tally) for question, tally in found if tally and tally.values]


def _scales(locale: ReportLocale, evaluation: Evaluation, scales: list[tuple[EvaluationQuestion, Tally]]) -> Figure:
    _ = locale.phrases
    title = locale.of(evaluation.title)
    names = tuple(locale.of(question.text) for question, _tally in scales)
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
            tuple(_row(locale, question, tally) for question, tally in scales),
            frozenset(range(1, 8)),
        ),
    )


def _row(locale: ReportLocale, question: EvaluationQuestion, tally: Tally) -> tuple[str, ...]:
    counts = [tally.values[point] for point in POINTS]
    return (_named(locale, question), *map(str, counts), str(sum(counts)), locale.average(tally.mean))


def _named(locale: ReportLocale, question: EvaluationQuestion) -> str:
    """The question, with the meaning of the ends of its scale."""
    text = locale.of(question.text)
    if question.scale is None:
        return text
    points = point_labels(locale.of(question.scale.low), locale.of(question.scale.high))
    return f"{text}\n{points[0]} – {points[-1]}"
