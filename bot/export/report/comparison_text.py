"""The changes since the previous edition, in sentences. Data that either edition lacks are left out."""

from collections.abc import Iterator

from bot.export.report.edition_figures import Figures, asked_both_times
from bot.export.report.report_locale import ReportLocale

NAMED = 5
"""Themes of both editions are named in a sentence if they are at most this many; the table has all."""


def in_words(_: ReportLocale, before: Figures, now: Figures) -> str:
    sentences = (_people(_, before, now), _messages(_, before, now), _evaluation(_, before, now))
    return " ".join(sentence for part in sentences for sentence in part)


def _people(_: ReportLocale, before: Figures, now: Figures) -> Iterator[str]:
    if not (before.people and now.people):
        return
    values = {"people": _people_of(_, now), "before": _people_of(_, before)}
    if values["people"] == values["before"]:
        yield _.n("%(people)s took part, as last time.", "%(people)s took part, as last time.", now.people, **values)
    else:
        yield _.n(
            "%(people)s took part, compared with %(before)s last time.",
            "%(people)s took part, compared with %(before)s last time.",
            now.people,
            **values,
        )
    if both := len(before.groups & now.groups):
        groups = _.administrations(both)
        # Translators: the groups that took part in this edition and in the one before
        yield _.n("%(groups)s took part both times.", "%(groups)s took part both times.", both, groups=groups)


def _people_of(_: ReportLocale, edition: Figures) -> str:
    people = _.n("%(count)s person", "%(count)s people", edition.people)
    return _("%(people)s from %(groups)s", people=people, groups=_.administrations(len(edition.groups)))


def _messages(_: ReportLocale, before: Figures, now: Figures) -> Iterator[str]:
    if not (before.messages and now.messages):
        return
    if before.messages == now.messages:
        yield _.n(
            "%(count)s key message was put forward, as last time.",
            "%(count)s key messages were put forward, as last time.",
            now.messages,
        )
    else:
        yield _.n(
            "%(count)s key message was put forward, compared with %(before)s last time.",
            "%(count)s key messages were put forward, compared with %(before)s last time.",
            now.messages,
            before=before.messages,
        )
    themes = [theme.id for theme in _.workshop.themes if before.themes[theme.id] and now.themes[theme.id]]
    if 0 < len(themes) <= NAMED:
        named = _.quotes([_.theme(theme) for theme in themes])
        yield _.n(
            "Theme raised both times: %(themes)s.", "Themes raised both times: %(themes)s.", len(themes), themes=named
        )


def _evaluation(_: ReportLocale, before: Figures, now: Figures) -> Iterator[str]:
    if not (before.responses and now.responses):
        return
    if before.responses == now.responses:
        yield _.n(
            "The evaluation received %(count)s response, as last time.",
            "The evaluation received %(count)s responses, as last time.",
            now.responses,
        )
    else:
        yield _.n(
            "The evaluation received %(count)s response, compared with %(before)s last time.",
            "The evaluation received %(count)s responses, compared with %(before)s last time.",
            now.responses,
            before=before.responses,
        )
    if questions := asked_both_times(before, now):
        then, this = _.average(before.mean(questions)), _.average(now.mean(questions))
        if then == this:
            yield _("On average, what was asked both times was rated %(mean)s out of 5, as last time.", mean=this)
        else:
            yield _(
                "On average, what was asked both times was rated %(mean)s out of 5, compared with %(before)s last "
                "time.",
                mean=this,
                before=then,
            )
