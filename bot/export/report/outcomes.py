"""The results in the draft article: answers, key messages and evaluations."""

from collections.abc import Iterator
from dataclasses import replace

from bot.core.programme import EvaluationQuestion
from bot.export.document import INTRO, Block, Items, Paragraph
from bot.export.report.answers import administrations_in_words, answers_in_words, ends, option_labels, received
from bot.export.report.attendance_data import Record
from bot.export.report.data import Data, Prompt
from bot.export.report.evaluation import scale_questions
from bot.export.report.key_messages import by_theme, statement
from bot.export.report.report_locale import ReportLocale
from bot.export.report.tally import Tally
from bot.features.key_messages.model import PUBLISHABLE


def shared(data: Data, _: ReportLocale) -> Iterator[Block]:
    """The number of prompts and answers, the options picked most, and the prompts answered in writing."""
    answered = [prompt for prompt in _prepared_first(data) if prompt.asked.answers]
    if not answered:
        return
    given = answers_in_words(_, sum(prompt.asked.answers for prompt in answered))
    yield Paragraph(
        _.n(
            "The room was asked %(count)s question, and gave %(answers)s.",
            "The room was asked %(count)s questions, and gave %(answers)s.",
            len(data.prompts),
            answers=given,
        ),
        INTRO,
    )
    if picked := [it for it in answered if it.tally.favourites or it.tally.values]:
        yield Items(tuple(_outcome(_, prompt) for prompt in picked))
    if told := [it for it in answered if it.tally.texts]:
        yield Paragraph(_("These questions were answered in writing; what was said is given further on:"), INTRO)
        yield Items(tuple(_in_writing(_, prompt) for prompt in told))


def _prepared_first(data: Data) -> list[Prompt]:
    """Prompts of the programme first, then those written during a session."""
    prepared = {question.id for session in data.workshop.sessions for question in session.prompts}
    return sorted(data.prompts, key=lambda prompt: prompt.record["prompt_id"] not in prepared)


def _outcome(_: ReportLocale, prompt: Prompt) -> str:
    text, tally = _.quoted(_.of(prompt.asked.definition["text"])), prompt.tally
    answers = answers_in_words(_, tally.answers)
    if tally.favourites:
        labels = [label for id, label in option_labels(_, prompt).items() if id in tally.favourites]
        return _.n(
            "To %(prompt)s, the most frequent answer was %(options)s (%(picks)s of %(answers)s).",
            "To %(prompt)s, the most frequent answers were %(options)s (each %(picks)s of %(answers)s).",
            len(tally.favourites),
            prompt=text,
            options=_.quotes(labels),
            picks=tally.options[tally.favourites[0]],
            answers=answers,
        )
    low, high = ends(_, prompt)
    return _(
        "To %(prompt)s, the answers average %(mean)s, from 1 (%(low)s) to 5 (%(high)s); %(answers)s.",
        prompt=text,
        mean=_.average(tally.mean),
        low=low,
        high=high,
        answers=answers,
    )


def _in_writing(_: ReportLocale, prompt: Prompt) -> str:
    text = _.quoted(_.of(prompt.asked.definition["text"]))
    return _("%(prompt)s: %(received)s.", prompt=text, received=received(_, prompt))


def messages(data: Data, _: ReportLocale) -> Iterator[Block]:
    if not data.key_messages:
        return
    authors = administrations_in_words(_, len({message["administration"] for message in data.key_messages}))
    sentences = [
        _.n(
            "%(count)s key message came from %(groups)s.",
            "%(count)s key messages came from %(groups)s.",
            len(data.key_messages),
            groups=authors,
        )
    ]
    themes = [f"{_.theme(theme)} ({len(messages)})" for theme, messages in by_theme(data) if theme]
    if themes:
        yield Paragraph(" ".join([*sentences, _("By theme: %(themes)s.", themes=_.listed(themes))]))
    else:
        yield Paragraph(sentences[0])
    yield from _most_supported(data, _)


def _most_supported(data: Data, _: ReportLocale) -> Iterator[Block]:
    """The unanimous messages; if there are none, the ones endorsed most."""
    public = [message for message in data.key_messages if _is_public(data, message)]
    chosen = [message for message in public if data.is_unanimous(message)]
    if chosen:
        represented = administrations_in_words(_, len(data.represented))
        yield Paragraph(
            _.n(
                "%(count)s message is unanimous (represented: %(groups)s):",
                "%(count)s messages are unanimous (represented: %(groups)s):",
                len(chosen),
                groups=represented,
            ),
            INTRO,
        )
    elif chosen := _most_endorsed(public):
        yield Paragraph(
            _.n(
                "%(count)s message was endorsed most, with %(endorsements)s:",
                "%(count)s messages were endorsed most, with %(endorsements)s each:",
                len(chosen),
                endorsements=_.n("%(count)s endorsement", "%(count)s endorsements", chosen[0]["endorsements"]),
            ),
            INTRO,
        )
    for message in chosen:
        yield replace(statement(data, _, message), note="")  # the paragraph above has said it


def _is_public(data: Data, message: Record) -> bool:
    """Whether the article may quote it: the organisers cleared it, and it was not only published by override."""
    return message["status"] in PUBLISHABLE and message["message_id"] not in data.overridden


def _most_endorsed(messages: list[Record]) -> list[Record]:
    most = max((message["endorsements"] for message in messages), default=0)
    return [message for message in messages if most and message["endorsements"] == most]


def reception(data: Data, _: ReportLocale) -> Iterator[Block]:
    """The number of responses to each evaluation, and the questions rated highest and lowest."""
    for evaluation in data.workshop.evaluations:
        evaluated = data.evaluations.get(evaluation.id)
        if not evaluated:
            continue
        yield Paragraph(
            _.n(
                "%(count)s person filled in %(evaluation)s.",
                "%(count)s people filled in %(evaluation)s.",
                evaluated.responses,
                evaluation=_.quoted(_.of(evaluation.title)),
            ),
            INTRO,
        )
        scales = scale_questions(evaluation, evaluated)
        if len(scales) == 1:
            yield Items((_average(_, *scales[0]),))
        elif scales:
            yield Items(tuple(_extremes(_, scales)))


def _average(_: ReportLocale, question: EvaluationQuestion, tally: Tally) -> str:
    return _(
        "%(question)s: %(mean)s on average, from 1 (%(low)s) to 5 (%(high)s).",
        question=_asked(_, question),
        mean=_.average(tally.mean),
        low=_.of(question.scale.low) if question.scale else "",
        high=_.of(question.scale.high) if question.scale else "",
    )


def _extremes(_: ReportLocale, scales: list[tuple[EvaluationQuestion, Tally]]) -> Iterator[str]:
    """The questions with the highest and the lowest average, compared as they are shown: with one decimal."""
    means = {_asked(_, question): round(tally.mean, 1) for question, tally in scales}
    highest, lowest = max(means.values()), min(means.values())
    yield _(
        "Highest of %(count)s averages, from 1 to 5: %(mean)s, for %(questions)s.",
        count=len(scales),
        mean=_.average(highest),
        questions=_.formats.joined([text for text, mean in means.items() if mean == highest]),
    )
    if lowest < highest:
        yield _(
            "Lowest: %(mean)s, for %(questions)s.",
            mean=_.average(lowest),
            questions=_.formats.joined([text for text, mean in means.items() if mean == lowest]),
        )


def _asked(_: ReportLocale, question: EvaluationQuestion) -> str:
    """The question in quotes, without its full stop."""
    return _.quoted(_.of(question.text).removesuffix("."))
