"""What came of the workshop, in the draft article: answers, key messages, and how it was received."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.core.programme import EvaluationQuestion
from bot.export.document import INTRO, Block, Items, Paragraph
from bot.export.report.answers import administrations_in_words, answers_in_words, ends, option_labels, received
from bot.export.report.attended import Record
from bot.export.report.data import Data, Prompt
from bot.export.report.evaluation import is_withheld, scale_questions
from bot.export.report.key_messages import by_theme, statement
from bot.export.report.tally import Tally
from bot.export.report.voice import Voice
from bot.features.key_messages.model import PUBLISHABLE


def shared(data: Data, voice: Voice) -> Iterator[Block]:
    """How much was asked and answered, what was picked, and what was answered in writing, which is further on."""
    _ = voice.phrases
    answered = [prompt for prompt in _prepared_first(data) if prompt.tally.answers]
    if not answered:
        return
    yield Paragraph(
        _.n(
            "The room was asked %(count)s question, and gave %(answers)s.",
            "The room was asked %(count)s questions, and gave %(answers)s.",
            len(data.prompts),
            answers=answers_in_words(voice, sum(prompt.tally.answers for prompt in answered)),
        ),
        INTRO,
    )
    if picked := [it for it in answered if not it.is_withheld and (it.tally.favourites or it.tally.values)]:
        yield Items(tuple(_outcome(voice, prompt) for prompt in picked))
    if told := [it for it in answered if it.tally.texts]:
        yield Paragraph(_("These questions were answered in writing; what was said is given further on:"), INTRO)
        yield Items(tuple(_in_writing(voice, prompt) for prompt in told))


def _prepared_first(data: Data) -> list[Prompt]:
    """By the programme; then what was asked on the spur of the moment, such as whether all can hear."""
    prepared = {question.id for session in data.workshop.sessions for question in session.prompts}
    return sorted(data.prompts, key=lambda prompt: prompt.record["prompt_id"] not in prepared)


def _outcome(voice: Voice, prompt: Prompt) -> str:
    _ = voice.phrases
    text, tally = voice.quoted(voice.of(prompt.asked.definition["text"])), prompt.tally
    answers = answers_in_words(voice, tally.answers)
    if tally.favourites:
        labels = [label for id, label in option_labels(voice, prompt).items() if id in tally.favourites]
        return _.n(
            "To %(prompt)s, the most frequent answer was %(options)s (%(picks)s of %(answers)s).",
            "To %(prompt)s, the most frequent answers were %(options)s (each %(picks)s of %(answers)s).",
            len(tally.favourites),
            prompt=text,
            options=voice.quotes(labels),
            picks=tally.options[tally.favourites[0]],
            answers=answers,
        )
    low, high = ends(voice, prompt)
    return _(
        "To %(prompt)s, the answers average %(mean)s, from 1 (%(low)s) to 5 (%(high)s); %(answers)s.",
        prompt=text,
        mean=voice.average(tally.mean),
        low=low,
        high=high,
        answers=answers,
    )


def _in_writing(voice: Voice, prompt: Prompt) -> str:
    _ = voice.phrases
    text = voice.quoted(voice.of(prompt.asked.definition["text"]))
    return _("%(prompt)s: %(received)s.", prompt=text, received=received(voice, prompt))


def messages(data: Data, voice: Voice) -> Iterator[Block]:
    _ = voice.phrases
    if not data.key_messages:
        return
    authors = {message["administration"] for message in data.key_messages}
    count = len(data.key_messages)
    sentences = [
        _.n(
            "%(count)s administration contributed %(messages)s.",
            "%(count)s administrations contributed %(messages)s.",
            len(authors),
            messages=_.n("%(count)s key message", "%(count)s key messages", count),
        )
    ]
    themes = [f"{voice.theme(theme)} ({len(messages)})" for theme, messages in by_theme(data) if theme]
    if themes:
        yield Paragraph(" ".join([*sentences, _("By theme: %(themes)s.", themes=voice.listed(themes))]))
    else:
        yield Paragraph(sentences[0])
    yield from _most_supported(data, voice)


def _most_supported(data: Data, voice: Voice) -> Iterator[Block]:
    """What was unanimous; where nothing was, what most administrations endorsed."""
    _ = voice.phrases
    public = [message for message in data.key_messages if _is_public(data, message)]
    chosen = [message for message in public if data.is_unanimous(message)]
    if chosen:
        yield Paragraph(
            _.n(
                "%(count)s message is unanimous among the %(administrations)s represented:",
                "%(count)s messages are unanimous among the %(administrations)s represented:",
                len(chosen),
                administrations=administrations_in_words(voice, len(data.represented)),
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
        yield replace(statement(data, voice, message), note="")  # where it stands has just been said


def _is_public(data: Data, message: Record) -> bool:
    """A message is quoted once the organisers have cleared it; an override puts it in the channel, no further."""
    return message["status"] in PUBLISHABLE and message["message_id"] not in data.overridden


def _most_endorsed(messages: list[Record]) -> list[Record]:
    most = max((message["endorsements"] for message in messages), default=0)
    return [message for message in messages if most and message["endorsements"] == most]


def reception(data: Data, voice: Voice) -> Iterator[Block]:
    """How many filled in each evaluation, and what they rated highest and lowest."""
    _ = voice.phrases
    for evaluation in data.workshop.evaluations:
        evaluated = data.evaluations.get(evaluation.id)
        if not evaluated:
            continue
        yield Paragraph(
            _.n(
                "%(count)s person filled in %(evaluation)s.",
                "%(count)s people filled in %(evaluation)s.",
                evaluated.responses,
                evaluation=voice.quoted(voice.of(evaluation.title)),
            ),
            INTRO,
        )
        scales = [] if is_withheld(evaluation, evaluated) else scale_questions(evaluation, evaluated)
        if len(scales) == 1:
            yield Items((_average(voice, *scales[0]),))
        elif scales:
            yield Items(tuple(_extremes(voice, scales)))


def _average(voice: Voice, question: EvaluationQuestion, tally: Tally) -> str:
    _ = voice.phrases
    return _(
        "%(question)s: %(mean)s on average, from 1 (%(low)s) to 5 (%(high)s).",
        question=_asked(voice, question),
        mean=voice.average(tally.mean),
        low=voice.of(question.scale.low) if question.scale else "",
        high=voice.of(question.scale.high) if question.scale else "",
    )


def _extremes(voice: Voice, scales: list[tuple[EvaluationQuestion, Tally]]) -> Iterator[str]:
    """The questions with the highest and the lowest average, by what the report shows: one decimal."""
    _ = voice.phrases
    means = {_asked(voice, question): round(tally.mean, 1) for question, tally in scales}
    highest, lowest = max(means.values()), min(means.values())
    yield _(
        "Highest of %(count)s averages, from 1 to 5: %(mean)s, for %(questions)s.",
        count=len(scales),
        mean=voice.average(highest),
        questions=voice.formats.joined([text for text, mean in means.items() if mean == highest]),
    )
    if lowest < highest:
        yield _(
            "Lowest: %(mean)s, for %(questions)s.",
            mean=voice.average(lowest),
            questions=voice.formats.joined([text for text, mean in means.items() if mean == lowest]),
        )


def _asked(voice: Voice, question: EvaluationQuestion) -> str:
    """The question within a sentence; what it has people agree to is often one itself, with its full stop."""
    return voice.quoted(voice.of(question.text).removesuffix("."))
