"""The answers to each prompt: their distribution, and the written answers."""

from collections.abc import Iterator

from bot.core.answers import MIN_GROUP
from bot.core.programme import AnsweredBy, PromptKind
from bot.export.document import INTRO, Block, Grid, Heading, Paragraph, Quotation, QuotedText
from bot.export.report.data import Data, Prompt
from bot.export.report.report_locale import ReportLocale
from bot.export.report.tally import POINTS, Tally
from bot.export.vocabulary import KINDS
from bot.i18n.catalogue import mark

BY = {
    AnsweredBy.PARTICIPANT: mark("one answer per participant"),
    AnsweredBy.ADMINISTRATION: mark("one answer per group"),
}


def answers(data: Data, _: ReportLocale) -> Iterator[Block]:
    """Every prompt that was asked, session by session. The written answers are in the annex."""
    if not data.prompts:
        return
    yield Heading(1, _("Answers to the prompts"))
    session = None
    for prompt in data.prompts:
        if prompt.record["session_id"] != session:
            session = prompt.record["session_id"]
            yield Heading(2, _session(data, _, str(session)))
        yield Heading(3, _.of(prompt.asked.definition["text"]))
        yield from _result(_, prompt)


def every_answer(data: Data, _: ReportLocale) -> Iterator[Block]:
    """The written answers, prompt by prompt."""
    told = [prompt for prompt in data.prompts if prompt.tally.texts and not prompt.asked.is_withheld]
    if told:
        yield Heading(2, _("Every written answer"))
    for prompt in told:
        yield Heading(3, _.of(prompt.asked.definition["text"]))
        yield from written(_, prompt.tally)


def _session(data: Data, _: ReportLocale, id: str) -> str:
    record = data.sessions.get(id)
    return str(record[f"title_{_.language}"]) if record else id


def _manner(_: ReportLocale, prompt: Prompt) -> str:
    """The kind of prompt and the answers: `Single choice; one answer a participant. Received: 41 answers from …`"""
    kind, by = _(KINDS[prompt.asked.kind]), _(BY[AnsweredBy(prompt.record["by"])])
    manner = [kind, by] if prompt.asked.kind != PromptKind.ROUND else [kind]
    if prompt.asked.anonymous:
        manner.append(_("anonymous"))
    return _("%(manner)s. Received: %(came)s.", manner=_.listed(manner), came=received(_, prompt))


def received(_: ReportLocale, prompt: Prompt) -> str:
    """`41 answers from 17 administrations`; only `41 answers` for an anonymous prompt."""
    answers = answers_in_words(_, prompt.asked.answers)
    if prompt.asked.anonymous:
        return answers
    administrations = _.administrations(len(prompt.tally.administrations))
    return _("%(answers)s from %(administrations)s", answers=answers, administrations=administrations)


def answers_in_words(_: ReportLocale, count: int) -> str:
    return _.n("%(count)s answer", "%(count)s answers", count)


def _result(_: ReportLocale, prompt: Prompt) -> Iterator[Block]:
    """How it was asked, then the figures. For written answers, a reference to the annex."""
    manner = _manner(_, prompt)
    if not prompt.asked.answers:
        yield Paragraph(manner)
    elif prompt.asked.is_withheld:
        yield Paragraph(manner, INTRO)
        yield withheld(_, still_open=prompt.asked.closed_at is None)
    elif prompt.tally.texts:
        yield Paragraph(" ".join([manner, _("They are in the annex.")]))
    else:
        yield Paragraph(manner, INTRO)
        yield _scale(_, prompt) if prompt.asked.kind == PromptKind.SCALE else _options(_, prompt)


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
    """The meaning of 1 and 5."""
    scale = prompt.asked.definition["scale"] or {"low": {}, "high": {}}
    return _.of(scale["low"]), _.of(scale["high"])


def _options(_: ReportLocale, prompt: Prompt) -> Grid:
    labels, tally = option_labels(_, prompt), prompt.tally
    return Grid(
        _("Answers by option: %(prompt)s", prompt=_.of(prompt.asked.definition["text"])),
        (_("Option"), _("Answers"), _("Share of answers")),
        tuple(
            (label, str(tally.options[id]), _.formats.percent(tally.options[id] / tally.answers))
            for id, label in labels.items()
        ),
        frozenset({1, 2}),
        is_captioned=False,
    )


def _scale(_: ReportLocale, prompt: Prompt) -> Grid:
    """The distribution of a scale; its ends show their meaning."""
    tally, whole = prompt.tally, prompt.tally.values.total()
    rows = [
        (label, str(tally.values[point]), _.formats.percent(tally.values[point] / whole))
        for point, label in zip(POINTS, point_labels(*ends(_, prompt)), strict=True)
    ]
    return Grid(
        _("Answers by point of the scale: %(prompt)s", prompt=_.of(prompt.asked.definition["text"])),
        (_("Point"), _("Answers"), _("Share of answers")),
        (*rows, (_("Average"), _.average(tally.mean), "")),
        frozenset({1, 2}),
        is_captioned=False,
    )


def point_labels(low: str, high: str) -> tuple[str, ...]:
    meaning = {1: low, 5: high}
    return tuple(f"{point} ({meaning[point]})" if meaning.get(point) else str(point) for point in POINTS)


def written(_: ReportLocale, tally: Tally) -> Iterator[Block]:
    """The written answers, grouped by administration if it is known."""
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
