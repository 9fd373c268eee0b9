"""The evaluations."""

from collections.abc import Iterator

from bot.core.programme import Evaluation, EvaluationQuestion, PromptKind
from bot.export.document import INTRO, Bars, Block, Figure, Grid, Heading, Paragraph, Series
from bot.export.report.answers import point_labels, withheld, written
from bot.export.report.data import Data, Evaluated
from bot.export.report.report_locale import ReportLocale
from bot.export.report.tally import POINTS, Tally


def evaluation(data: Data, _: ReportLocale) -> Iterator[Block]:
    for each in data.workshop.evaluations:
        if evaluated := data.evaluations.get(each.id):
            yield Heading(1, _.of(each.title))
            yield Paragraph(_manner(_, each, evaluated), INTRO)
            if evaluated.is_withheld:
                yield withheld(_, still_open=data.now < each.closes)
            else:
                yield from _results(_, each, evaluated)


def _manner(_: ReportLocale, evaluation: Evaluation, evaluated: Evaluated) -> str:
    responses = _.n("%(count)s response", "%(count)s responses", evaluated.responses)
    if evaluation.anonymous:
        return _("Received: %(responses)s, anonymous.", responses=responses)
    return _("Received: %(responses)s.", responses=responses)


def _results(_: ReportLocale, evaluation: Evaluation, evaluated: Evaluated) -> Iterator[Block]:
    if scales := scale_questions(evaluation, evaluated):
        yield _scales(_, evaluation, scales)
    for question in evaluation.questions:
        tally = evaluated.questions.get(question.id)
        if question.kind == PromptKind.OPEN and tally and tally.written:
            yield Heading(2, _.of(question.text))
            yield from written(_, tally)


def scale_questions(evaluation: Evaluation, evaluated: Evaluated) -> list[tuple[EvaluationQuestion, Tally]]:
    """The scale questions that have answers, in order."""
    found = ((question, evaluated.questions.get(question.id)) for question in evaluation.questions)
    return [(question, tally) for question, tally in found if tally and tally.values]


def _scales(_: ReportLocale, evaluation: Evaluation, scales: list[tuple[EvaluationQuestion, Tally]]) -> Figure:
    title = _.of(evaluation.title)
    names = tuple(_.of(question.text) for question, _tally in scales)
    series = tuple(Series(str(point), tuple(tally.values[point] for _question, tally in scales)) for point in POINTS)
    return Figure(
        Bars(title, _("Answers"), names, series),
        _(
            "Bar chart: for each question, how many answers each point received, from 1 to 5."
            " The table that follows has its figures."
        ),
        Grid(
            _("Answers by point of the scale: %(prompt)s", prompt=title),
            # Translators: heading of a column
            (_("Question"), *map(str, POINTS), _("Answers"), _("Average")),
            tuple(_row(_, question, tally) for question, tally in scales),
            frozenset(range(1, 8)),
        ),
    )


def _row(_: ReportLocale, question: EvaluationQuestion, tally: Tally) -> tuple[str, ...]:
    counts = [tally.values[point] for point in POINTS]
    return (_named(_, question), *map(str, counts), str(sum(counts)), _.average(tally.mean))


def _named(_: ReportLocale, question: EvaluationQuestion) -> str:
    """The question, with the meaning of the ends of its scale."""
    text = _.of(question.text)
    if question.scale is None:
        return text
    points = point_labels(_.of(question.scale.low), _.of(question.scale.high))
    return f"{text}\n{points[0]} – {points[-1]}"
