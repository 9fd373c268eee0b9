"""What the room answered to each prompt, with its distribution."""

from __future__ import annotations

from collections.abc import Iterator

from bot.core.answers import MIN_GROUP
from bot.core.programme import AnsweredBy, PromptKind
from bot.export.document import INTRO, Bars, Block, Figure, Grid, Heading, Paragraph, Quotation, Said, Series
from bot.export.report.data import Data, Prompt
from bot.export.report.tally import POINTS, Tally
from bot.export.report.voice import Voice
from bot.i18n.catalogue import mark

KINDS = {
    PromptKind.OPEN: mark("Open"),
    PromptKind.CHOICE: mark("Single choice"),
    PromptKind.MULTIPLE: mark("Several choices"),
    PromptKind.SCALE: mark("Scale from 1 to 5"),
    PromptKind.ROUND: mark("Round of the table"),
}
BY = {
    AnsweredBy.PARTICIPANT: mark("one answer a participant"),
    AnsweredBy.ADMINISTRATION: mark("one answer an administration"),
}


def answers(data: Data, voice: Voice) -> Iterator[Block]:
    """Session by session, each prompt that was put."""
    _ = voice.phrases
    if not data.prompts:
        return
    yield Heading(1, _("Answers to the prompts"))
    session = None
    for prompt in data.prompts:
        if prompt.record["session_id"] != session:
            session = prompt.record["session_id"]
            yield Heading(2, _session(data, voice, str(session)))
        yield Heading(3, voice.of(prompt.asked.definition["text"]))
        yield Paragraph(_manner(voice, prompt), INTRO)
        yield from _result(voice, prompt)


def _session(data: Data, voice: Voice, id: str) -> str:
    record = data.sessions.get(id)
    return str(record[f"title_{voice.language}"]) if record else id


def _manner(voice: Voice, prompt: Prompt) -> str:
    """How it was put, and what came: `Single choice; one answer a participant. Received: 41 answers from …`"""
    _ = voice.phrases
    kind, by = _(KINDS[PromptKind(prompt.asked.kind)]), _(BY[AnsweredBy(prompt.record["by"])])
    manner = [kind, by] if prompt.asked.kind != PromptKind.ROUND else [kind]
    if prompt.asked.anonymous:
        manner.append(_("anonymous"))
    return _("%(manner)s. Received: %(came)s.", manner=voice.listed(manner), came=received(voice, prompt))


def received(voice: Voice, prompt: Prompt) -> str:
    """`41 answers from 17 administrations`; an anonymous prompt says only how many."""
    _ = voice.phrases
    answers = answers_in_words(voice, prompt.tally.answers)
    if prompt.asked.anonymous:
        return answers
    administrations = administrations_in_words(voice, len(prompt.tally.administrations))
    return _("%(answers)s from %(administrations)s", answers=answers, administrations=administrations)


def answers_in_words(voice: Voice, count: int) -> str:
    return voice.phrases.n("%(count)s answer", "%(count)s answers", count)


def administrations_in_words(voice: Voice, count: int) -> str:
    return voice.phrases.n("%(count)s administration", "%(count)s administrations", count)


def _result(voice: Voice, prompt: Prompt) -> Iterator[Block]:
    if not prompt.tally.answers:
        return
    if prompt.is_withheld:
        yield withheld(voice)
        return
    text = voice.of(prompt.asked.definition["text"])
    match PromptKind(prompt.asked.kind):
        case PromptKind.CHOICE | PromptKind.MULTIPLE:
            yield _by_option(voice, prompt, text)
        case PromptKind.SCALE:
            yield scale_figure(voice, text, prompt.tally, *ends(voice, prompt))
        case PromptKind.OPEN | PromptKind.ROUND:
            yield from written(voice, prompt.tally)


def withheld(voice: Voice) -> Paragraph:
    _ = voice.phrases
    return Paragraph(
        _("Fewer than %(few)s answers are not shown one by one, so that nobody can be recognised.", few=MIN_GROUP)
    )


def option_labels(voice: Voice, prompt: Prompt) -> dict[str, str]:
    return {option["id"]: voice.of(option["text"]) for option in prompt.asked.definition["options"]}


def ends(voice: Voice, prompt: Prompt) -> tuple[str, str]:
    """What 1 and 5 mean."""
    scale = prompt.asked.definition["scale"] or {"low": {}, "high": {}}
    return voice.of(scale["low"]), voice.of(scale["high"])


def _by_option(voice: Voice, prompt: Prompt, text: str) -> Figure:
    _ = voice.phrases
    labels, tally = option_labels(voice, prompt), prompt.tally
    counts = tuple(tally.options[id] for id in labels)
    return Figure(
        Bars(text, _("Answers"), tuple(labels.values()), (Series(_("Answers"), counts),)),
        _("Bar chart: how many answers each option received. The table that follows has its figures."),
        Grid(
            _("Answers by option: %(prompt)s", prompt=text),
            (_("Option"), _("Answers"), _("Share of answers")),
            tuple(
                (label, str(count), voice.formats.percent(count / tally.answers))
                for label, count in zip(labels.values(), counts, strict=True)
            ),
            frozenset({1, 2}),
        ),
    )


def scale_figure(voice: Voice, text: str, tally: Tally, low: str, high: str) -> Figure:
    """A scale's distribution, the meaning of its ends on its bars."""
    _ = voice.phrases
    labels = point_labels(low, high)
    counts = tuple(tally.values[point] for point in POINTS)
    whole = sum(counts)
    rows = [
        (label, str(count), voice.formats.percent(count / whole)) for label, count in zip(labels, counts, strict=True)
    ]
    return Figure(
        Bars(text, _("Answers"), labels, (Series(_("Answers"), counts),)),
        _("Bar chart: how many answers each point of the scale received. The table that follows has its figures."),
        Grid(
            _("Answers by point of the scale: %(prompt)s", prompt=text),
            (_("Point"), _("Answers"), _("Share of answers")),
            (*rows, (_("Average"), voice.average(tally.mean), "")),
            frozenset({1, 2}),
        ),
    )


def point_labels(low: str, high: str) -> tuple[str, ...]:
    meaning = {1: low, 5: high}
    return tuple(f"{point} ({meaning[point]})" if meaning.get(point) else str(point) for point in POINTS)


def written(voice: Voice, tally: Tally) -> Iterator[Block]:
    """Answers in their authors' words and language; by administration, where it is known."""
    under: dict[str, list[Said]] = {}
    for answer in tally.written:
        name = voice.administration(answer.administration) if answer.administration else ""
        under.setdefault(name, []).append(answer.said)
    for name in voice.formats.sorted(under, str):
        yield Quotation(tuple(under[name]), name)
    if tally.texts > len(tally.written):
        yield Paragraph(
            voice.phrases.n(
                "%(count)s more answer is in the exported table.",
                "%(count)s more answers are in the exported table.",
                tally.texts - len(tally.written),
            )
        )
