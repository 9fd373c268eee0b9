"""The answers to each prompt, with their distribution."""

from collections.abc import Iterator

from bot.core.answers import MIN_GROUP
from bot.core.programme import AnsweredBy, PromptKind
from bot.export.document import INTRO, Bars, Block, Figure, Grid, Heading, Paragraph, Quotation, QuotedText, Series
from bot.export.report.data import Data, Prompt
from bot.export.report.report_locale import ReportLocale
from bot.export.report.tally import POINTS, Tally
from bot.i18n import group_word
from bot.i18n.catalogue import mark

KINDS = {
    # Translators: an open question, answered in one’s own words
    PromptKind.OPEN: mark("Open"),
    PromptKind.CHOICE: mark("Single choice"),
    PromptKind.MULTIPLE: mark("Several choices"),
    PromptKind.SCALE: mark("Scale from 1 to 5"),
    PromptKind.ROUND: mark("Round of the table"),
}
BY = {
    AnsweredBy.PARTICIPANT: mark("one answer per participant"),
    AnsweredBy.ADMINISTRATION: mark("one answer per group"),
}


def answers(data: Data, _: ReportLocale) -> Iterator[Block]:
    """Every prompt that was asked, session by session."""
    if not data.prompts:
        return
    yield Heading(1, _("Answers to the prompts"))
    session = None
    for prompt in data.prompts:
        if prompt.record["session_id"] != session:
            session = prompt.record["session_id"]
            yield Heading(2, _session(data, _, str(session)))
        yield Heading(3, _.of(prompt.asked.definition["text"]))
        yield Paragraph(_manner(_, prompt), INTRO)
        yield from _result(_, prompt)


def _session(data: Data, _: ReportLocale, id: str) -> str:
    record = data.sessions.get(id)
    return str(record[f"title_{_.language}"]) if record else id


def _manner(_: ReportLocale, prompt: Prompt) -> str:
    """The kind of prompt and the answers: `Single choice; one answer a participant. Received: 41 answers from …`"""
    kind, by = _(KINDS[PromptKind(prompt.asked.kind)]), _(BY[AnsweredBy(prompt.record["by"])])
    manner = [kind, by] if prompt.asked.kind != PromptKind.ROUND else [kind]
    if prompt.asked.anonymous:
        manner.append(_("anonymous"))
    return _("%(manner)s. Received: %(came)s.", manner=_.listed(manner), came=received(_, prompt))


def received(_: ReportLocale, prompt: Prompt) -> str:
    """`41 answers from 17 administrations`; only `41 answers` for an anonymous prompt."""
    answers = answers_in_words(_, prompt.asked.answers)
    if prompt.asked.anonymous:
        return answers
    administrations = administrations_in_words(_, len(prompt.tally.administrations))
    return _("%(answers)s from %(administrations)s", answers=answers, administrations=administrations)


def answers_in_words(_: ReportLocale, count: int) -> str:
    return _.n("%(count)s answer", "%(count)s answers", count)


def administrations_in_words(_: ReportLocale, count: int) -> str:
    return group_word.counted(_, _.workshop, count)


def _result(_: ReportLocale, prompt: Prompt) -> Iterator[Block]:
    if not prompt.asked.answers:
        return
    if prompt.asked.is_withheld:
        yield withheld(_, still_open=prompt.asked.closed_at is None)
        return
    text = _.of(prompt.asked.definition["text"])
    match PromptKind(prompt.asked.kind):
        case PromptKind.CHOICE | PromptKind.MULTIPLE:
            yield _by_option(_, prompt, text)
        case PromptKind.SCALE:
            yield scale_figure(_, text, prompt.tally, *ends(_, prompt))
        case PromptKind.OPEN | PromptKind.ROUND:
            yield from written(_, prompt.tally)


def withheld(_: ReportLocale, *, still_open: bool) -> Paragraph:
    """Why only the number of anonymous answers is shown."""
    if still_open:
        return Paragraph(_("Anonymous answers are shown once no more answers can be given."))
    return Paragraph(
        _(
            "If there are fewer than %(few)s answers, they are not shown one by one, so that nobody can be recognised.",
            few=MIN_GROUP,
        )
    )


def option_labels(_: ReportLocale, prompt: Prompt) -> dict[str, str]:
    return {option["id"]: _.of(option["text"]) for option in prompt.asked.definition["options"]}


def ends(_: ReportLocale, prompt: Prompt) -> tuple[str, str]:
    """What 1 and 5 mean."""
    scale = prompt.asked.definition["scale"] or {"low": {}, "high": {}}
    return _.of(scale["low"]), _.of(scale["high"])


def _by_option(_: ReportLocale, prompt: Prompt, text: str) -> Figure:
    labels, tally = option_labels(_, prompt), prompt.tally
    counts = tuple(tally.options[id] for id in labels)
    return Figure(
        Bars(text, _("Answers"), tuple(labels.values()), (Series(_("Answers"), counts),)),
        _("Bar chart: how many answers each option received. The table that follows has its figures."),
        Grid(
            _("Answers by option: %(prompt)s", prompt=text),
            (_("Option"), _("Answers"), _("Share of answers")),
            tuple(
                (label, str(count), _.formats.percent(count / tally.answers))
                for label, count in zip(labels.values(), counts, strict=True)
            ),
            frozenset({1, 2}),
        ),
    )


def scale_figure(_: ReportLocale, text: str, tally: Tally, low: str, high: str) -> Figure:
    """The distribution of a scale; the bars of its ends show their meaning."""
    labels = point_labels(low, high)
    counts = tuple(tally.values[point] for point in POINTS)
    whole = sum(counts)
    rows = [(label, str(count), _.formats.percent(count / whole)) for label, count in zip(labels, counts, strict=True)]
    return Figure(
        Bars(text, _("Answers"), labels, (Series(_("Answers"), counts),)),
        _("Bar chart: how many answers each point of the scale received. The table that follows has its figures."),
        Grid(
            _("Answers by point of the scale: %(prompt)s", prompt=text),
            # Translators: a point of a scale from 1 to 5
            (_("Point"), _("Answers"), _("Share of answers")),
            (*rows, (_("Average"), _.average(tally.mean), "")),
            frozenset({1, 2}),
        ),
    )


def point_labels(low: str, high: str) -> tuple[str, ...]:
    meaning = {1: low, 5: high}
    return tuple(f"{point} ({meaning[point]})" if meaning.get(point) else str(point) for point in POINTS)


def written(_: ReportLocale, tally: Tally) -> Iterator[Block]:
    """The written answers, grouped by administration where that is known."""
    under: dict[str, list[QuotedText]] = {}
    for answer in tally.written:
        name = _.administration(answer.administration) if answer.administration else ""
        under.setdefault(name, []).append(answer.said)
    for name in _.formats.sorted(under, str):
        yield Quotation(tuple(under[name]), name)
    if tally.texts > len(tally.written):
        yield Paragraph(
            _.n(
                "%(count)s more answer is in the exported table.",
                "%(count)s more answers are in the exported table.",
                tally.texts - len(tally.written),
            )
        )
