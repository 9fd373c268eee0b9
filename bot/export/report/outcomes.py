"""What came of the workshop, in the draft article: answers, key messages, and how it was received."""

from __future__ import annotations

from collections.abc import Iterator

from bot.domain.key_messages import PUBLISHABLE
from bot.domain.programme import EvaluationQuestion
from bot.export.document import INTRO, Block, Items, Paragraph
from bot.export.report.answers import answers_in_words, ends, option_labels
from bot.export.report.attended import Record
from bot.export.report.data import Data, Prompt
from bot.export.report.evaluation import is_withheld, scale_questions
from bot.export.report.key_messages import by_theme, statement
from bot.export.report.tally import Tally
from bot.export.report.voice import Voice


def shared(data: Data, voice: Voice) -> Iterator[Block]:
    """How much was asked and answered, and what was picked; written answers are further on, in full."""
    answered = [prompt for prompt in data.prompts if prompt.tally.answers]
    if not answered:
        return
    yield Paragraph(
        voice.phrases.n(
            "%(count)s prompt was put to the room, which gave %(answers)s.",
            "%(count)s prompts were put to the room, which gave %(answers)s.",
            len(data.prompts),
            answers=answers_in_words(voice, sum(prompt.tally.answers for prompt in answered)),
        )
    )
    if picked := [it for it in answered if not it.is_withheld and (it.tally.favourites or it.tally.values)]:
        yield Items(tuple(_outcome(voice, prompt) for prompt in picked))


def _outcome(voice: Voice, prompt: Prompt) -> str:
    _ = voice.phrases
    text, tally = _unstopped(voice.of(prompt.asked.definition["text"])), prompt.tally
    answers = answers_in_words(voice, tally.answers)
    if tally.favourites:
        labels = option_labels(voice, prompt)
        return _(
            "%(prompt)s — Picked most often: %(options)s (%(count)s of %(answers)s).",
            prompt=text,
            options=voice.quotes([labels.get(id, id) for id in tally.favourites]),
            count=tally.options[tally.favourites[0]],
            answers=answers,
        )
    low, high = ends(voice, prompt)
    return _(
        "%(prompt)s — %(mean)s on average, from 1 (%(low)s) to 5 (%(high)s), over %(answers)s.",
        prompt=text,
        mean=voice.average(tally.mean),
        low=low,
        high=high,
        answers=answers,
    )


def messages(data: Data, voice: Voice) -> Iterator[Block]:
    _ = voice.phrases
    if not data.key_messages:
        return
    authors = {message["administration"] for message in data.key_messages}
    count = len(data.key_messages)
    sentences = [
        _.n(
            "%(count)s administration submitted %(messages)s.",
            "%(count)s administrations submitted %(messages)s.",
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
                "%(count)s message is supported by every administration represented:",
                "%(count)s messages are supported by every administration represented:",
                len(chosen),
            )
        )
    elif chosen := _most_endorsed(public):
        yield Paragraph(
            _.n(
                "%(count)s message was endorsed most, with %(endorsements)s:",
                "%(count)s messages were endorsed most, with %(endorsements)s each:",
                len(chosen),
                endorsements=_.n("%(count)s endorsement", "%(count)s endorsements", chosen[0]["endorsements"]),
            )
        )
    for message in chosen:
        yield statement(data, voice, message)


def _is_public(data: Data, message: Record) -> bool:
    """A message is quoted once the organisers have cleared it; an override puts it in the channel, no further."""
    return message["status"] in PUBLISHABLE and message["message_id"] not in data.overridden


def _most_endorsed(messages: list[Record]) -> list[Record]:
    most = max((message["endorsements"] for message in messages), default=0)
    return [message for message in messages if most and message["endorsements"] == most]


def reception(data: Data, voice: Voice) -> Iterator[Block]:
    _ = voice.phrases
    for evaluation in data.workshop.evaluations:
        evaluated = data.evaluations.get(evaluation.id)
        if not evaluated:
            continue
        yield Paragraph(
            _.n(
                "%(count)s person answered %(evaluation)s.",
                "%(count)s people answered %(evaluation)s.",
                evaluated.responses,
                evaluation=voice.quoted(voice.of(evaluation.title)),
            )
        )
        scales = [] if is_withheld(evaluation, evaluated) else scale_questions(evaluation, evaluated)
        if len(scales) > 1:
            yield Paragraph(_("The highest and the lowest of %(count)s averages:", count=len(scales)), INTRO)
        if scales:
            yield Items(tuple(_average(voice, question, tally) for question, tally in _extremes(scales)))


def _extremes(scales: list[tuple[EvaluationQuestion, Tally]]) -> list[tuple[EvaluationQuestion, Tally]]:
    """Those with the highest average, then those with the lowest: by what the report shows, one decimal."""
    means = [round(tally.mean, 1) for _question, tally in scales]
    highest = [each for each, mean in zip(scales, means, strict=True) if mean == max(means)]
    lowest = [each for each, mean in zip(scales, means, strict=True) if mean == min(means) < max(means)]
    return [*highest, *lowest]


def _average(voice: Voice, question: EvaluationQuestion, tally: Tally) -> str:
    _ = voice.phrases
    return _(
        "%(question)s — %(mean)s on average, from 1 (%(low)s) to 5 (%(high)s).",
        question=_unstopped(voice.of(question.text)),
        mean=voice.average(tally.mean),
        low=voice.of(question.scale.low) if question.scale else "",
        high=voice.of(question.scale.high) if question.scale else "",
    )


def _unstopped(words: str) -> str:
    """`words` as the beginning of a sentence that goes on."""
    return words.removesuffix(".")
