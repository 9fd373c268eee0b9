"""The next event in words: announcements, the start and end of sessions, openings and closings."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import chain

from bot.core.announcement_kind import AnnouncementKind as Kind
from bot.core.programme import Evaluation
from bot.core.schedule import Schedule
from bot.features.announcements.model import Announcement
from bot.features.announcements.plan import plan
from bot.i18n.catalogue import Phrases
from bot.rehearsal.tryout.labels import label
from fakecord.page.host import Next

PRIORITIES = (
    Kind.OPENING, Kind.DESK_OPEN, Kind.EVALUATION_OPEN, Kind.DESK_CLOSE, Kind.CLOSING, Kind.AGENDA, Kind.SUMMARY,
    Kind.DESK_REMINDER, Kind.EVALUATION_REMINDER, Kind.REMINDER, Kind.CHANGE, Kind.NOTICE,
)  # fmt: skip
"""If several events happen at one instant, the first in this order is named first."""


def next_moment(schedule: Schedule, now: datetime, on_demand: Iterable[Announcement] = ()) -> Next | None:
    """The first event after `now`. None when everything is over.

    `on_demand` are announcements outside of the plan, caused by somebody's action.
    """
    ahead = [each for each in _moments(schedule, on_demand) if each[0] > now]
    if not ahead:
        return None
    at = min(each[0] for each in ahead)
    together = [it for due, _rank, it in sorted(ahead, key=lambda each: each[:2]) if due == at]
    return Next(at, label(lambda _: ", ".join(dict.fromkeys(_said(_, schedule, it) for it in together))))


def _said(_: Phrases, schedule: Schedule, it: Announcement | Evaluation) -> str:
    if isinstance(it, Evaluation):
        return _("“%(title)s” closes", title=_.of(it.title))
    return _in_words(_, it.kind, _title(_, schedule, it))


def _moments(
    schedule: Schedule, on_demand: Iterable[Announcement]
) -> Iterator[tuple[datetime, int, Announcement | Evaluation]]:
    """The time, the rank (lower is more important), and the announcement, or the evaluation that closes."""
    for announcement in chain(plan(schedule), on_demand):
        yield announcement.due, PRIORITIES.index(announcement.kind), announcement
    for evaluation in schedule.workshop.evaluations:
        yield evaluation.closes, len(PRIORITIES), evaluation


def _title(_: Phrases, schedule: Schedule, announcement: Announcement) -> str:
    """The title of the session or of the evaluation that it is about."""
    titles = {evaluation.id: evaluation.title for evaluation in schedule.workshop.evaluations}
    if announcement.session:
        return _.of(schedule[announcement.session].session.title)
    return _.of(titles[announcement.subject]) if announcement.subject in titles else ""


def _in_words(_: Phrases, kind: Kind, title: str) -> str:
    match kind:
        case Kind.OPENING:
            return _("the opening of “%(title)s”", title=title)
        case Kind.CLOSING:
            return _("the end of “%(title)s”", title=title)
        case Kind.REMINDER:
            return _("a reminder of “%(title)s”", title=title)
        case Kind.AGENDA:
            return _("the day’s agenda")
        case Kind.SUMMARY:
            return _("the day’s summary")
        case Kind.DESK_OPEN:
            return _("the key-message desk opens")
        case Kind.DESK_REMINDER:
            return _("the key-message desk closes soon")
        case Kind.DESK_CLOSE:
            return _("the key-message desk closes")
        case Kind.EVALUATION_OPEN:
            return _("“%(title)s” opens", title=title)
        case Kind.CHANGE:
            return _("the notice of what changed in the programme")
        case Kind.NOTICE:
            return _("the organisers’ announcement")
        case _:
            return _("a reminder to fill in “%(title)s”", title=title)
