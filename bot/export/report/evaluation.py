"""The evaluations: their ratings, and the written answers."""

from collections.abc import Iterator

from bot.core.programme import Evaluation, EvaluationQuestion
from bot.export.document import INTRO, Block, Grid, Heading, Paragraph
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
            elif scales := scale_questions(each, evaluated):
                yield _scales(_, scales)


def every_reply(data: Data, _: ReportLocale) -> Iterator[Block]:
    """The written answers, question by question."""
    for each in data.workshop.evaluations:
        evaluated = data.evaluations.get(each.id)
        if not evaluated or evaluated.is_withheld:
            continue
        told = [(it, evaluated.questions[it.id]) for it in each.questions if it.id in evaluated.questions]
        if any(tally.written for _question, tally in told):
            yield Heading(2, _("Every written reply: %(evaluation)s", evaluation=_.of(each.title)))
        for question, tally in told:
            if tally.written:
                yield Heading(3, _.of(question.text))
                yield from written(_, tally)


def _manner(_: ReportLocale, evaluation: Evaluation, evaluated: Evaluated) -> str:
    responses = _.n("%(count)s response", "%(count)s responses", evaluated.responses)
    if evaluation.anonymous:
        return _("Received: %(responses)s, anonymous.", responses=responses)
    return _("Received: %(responses)s.", responses=responses)


def scale_questions(evaluation: Evaluation, evaluated: Evaluated) -> list[tuple[EvaluationQuestion, Tally]]:
    """The scale questions that have answers, in order."""
    found = ((question, evaluated.questions.get(question.id)) for question in evaluation.questions)
    return [(question, tally) for question, tally in found if tally and tally.values]


def _scales(_: ReportLocale, scales: list[tuple[EvaluationQuestion, Tally]]) -> Grid:
    return Grid(
        _("Answers by point of the scale, from 1 to 5"),
        (_("Question"), *map(str, POINTS), _("Answers"), _("Average")),
        tuple(_row(_, question, tally) for question, tally in scales),
        frozenset(range(1, 8)),
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
