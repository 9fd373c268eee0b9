"""Compares this edition with the previous one.

People, groups, key messages, themes and the evaluation, if both have them.
"""

from collections.abc import Iterator

from bot.export.document import INTRO, Block, Grid, Heading, Paragraph
from bot.export.report.comparison_text import in_words
from bot.export.report.data import Data
from bot.export.report.edition_figures import Figures, asked_both_times, figures
from bot.export.report.report_locale import ReportLocale
from bot.i18n import group_word

Rows = list[tuple[str, ...]]


def comparison(data: Data, _: ReportLocale) -> Iterator[Block]:
    """The comparison in sentences, then in a table with the previous edition on the left.

    Themes and ratings are shown together, none alone.
    """
    if data.before is None or not (data.held and data.before.held):
        return
    now, before, title = figures(data), figures(data.before), _("Compared with last time")
    editions = [_.dates(each.days[0].date, each.days[-1].date) for each in (data.before.workshop, data.workshop)]
    rows = [
        *_counts(_, (_("People who took part"), before.people, now.people), _groups(_, before, now)),
        *_counts(_, (_("Key messages"), before.messages, now.messages)),
        *_themes(data, _, before, now),
        *_counts(_, (_("Responses to the evaluation"), before.responses, now.responses)),
        *_averages(data, _, before, now),
    ]
    yield Heading(1, title)
    yield Paragraph(in_words(_, before, now), INTRO)
    yield Grid(title, (_("Indicator"), *editions), tuple(rows), frozenset({1, 2}), is_captioned=False)


def _groups(_: ReportLocale, before: Figures, now: Figures) -> tuple[str, int, int]:
    label = _("%(groups)s that took part", groups=group_word.many(_, _.workshop))
    return label, len(before.groups), len(now.groups)


def _counts(_: ReportLocale, *compared: tuple[str, int, int]) -> Rows:
    return [(label, str(then), str(this)) for label, then, this in compared if then and this]


def _themes(data: Data, _: ReportLocale, before: Figures, now: Figures) -> Rows:
    """Themes that both files have, in the order of this one, if messages came both times."""
    assert data.before is not None
    if not (before.messages and now.messages):
        return []
    both = [theme.id for theme in data.workshop.themes if data.before.workshop.theme(theme.id)]
    return [
        (_("Key messages on: %(theme)s", theme=_.theme(id)), str(before.themes[id]), str(now.themes[id]))
        for id in both
        if before.themes[id] or now.themes[id]
    ]


def _averages(data: Data, _: ReportLocale, before: Figures, now: Figures) -> Rows:
    """The averages of each question that was asked both times, then of all of them."""
    names = {question.id: _.of(question.text) for each in data.workshop.evaluations for question in each.questions}
    both = asked_both_times(before, now)
    rows: Rows = [
        (
            _("Average, from 1 to 5: %(question)s", question=names[id]),
            _.average(before.marks[id]),
            _.average(now.marks[id]),
        )
        for id in both
    ]
    if len(both) > 1:
        rows.append((_("Average of these questions"), _.average(before.mean(both)), _.average(now.mean(both))))
    return rows
