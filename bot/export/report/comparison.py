"""This edition beside the one before: people, groups, key messages, themes and the evaluation, where both have them."""

from collections.abc import Iterator

from bot.export.document import INTRO, Block, Grid, Heading, Paragraph
from bot.export.report.comparison_text import in_words
from bot.export.report.data import Data
from bot.export.report.edition_figures import Figures, asked_both_times, figures
from bot.export.report.report_locale import ReportLocale
from bot.i18n import group_word

Rows = list[tuple[str, ...]]


def comparison(data: Data, _: ReportLocale) -> Iterator[Block]:
    """In words, then in tables, the edition before on the left. Themes and marks stand all together, none alone."""
    if data.before is None or not (data.held and data.before.held):
        return
    now, before = figures(data), figures(data.before)
    editions = [_.dates(each.days[0].date, each.days[-1].date) for each in (data.before.workshop, data.workshop)]
    tables = (
        (_("In figures"), _("Indicator"), _counts(_, before, now)),
        (_("Themes of the key messages"), _("Theme"), _themes(data, _, before, now)),
        (_("Averages of the evaluation, from 1 to 5"), _("Question"), _averages(data, _, before, now)),
    )
    yield Heading(1, _("Compared with last time"))
    yield Paragraph(in_words(_, before, now), INTRO)
    for caption, header, rows in tables:
        if rows:
            yield Grid(caption, (header, *editions), tuple(rows), frozenset({1, 2}))


def _counts(_: ReportLocale, before: Figures, now: Figures) -> Rows:
    compared = (
        (_("People who took part"), before.people, now.people),
        (_("%(groups)s that took part", groups=group_word.many(_, _.workshop)), len(before.groups), len(now.groups)),
        (_("Key messages"), before.messages, now.messages),
        (_("Responses to the evaluation"), before.responses, now.responses),
    )
    return [(name, str(then), str(this)) for name, then, this in compared if then and this]


def _themes(data: Data, _: ReportLocale, before: Figures, now: Figures) -> Rows:
    """Themes that both files have, in the order of this one, if messages came both times."""
    assert data.before is not None
    if not (before.messages and now.messages):
        return []
    both = [theme.id for theme in data.workshop.themes if data.before.workshop.theme(theme.id)]
    return [(_.theme(id), str(before.themes[id]), str(now.themes[id])) for id in both]


def _averages(data: Data, _: ReportLocale, before: Figures, now: Figures) -> Rows:
    names = {question.id: _.of(question.text) for each in data.workshop.evaluations for question in each.questions}
    both = asked_both_times(before, now)
    rows: Rows = [(names[id], _.average(before.marks[id]), _.average(now.marks[id])) for id in both]
    if len(both) > 1:
        rows.append((_("All of these"), _.average(before.mean(both)), _.average(now.mean(both))))
    return rows
