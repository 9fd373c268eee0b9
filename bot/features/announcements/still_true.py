"""Whether an announcement is still true when it is sent.

After an outage it may not be: its session has already begun, or the desk has closed.
"""

from datetime import date

from bot.core.announcement_kind import AnnouncementKind as Kind
from bot.core.opening_times import desk_closes
from bot.core.schedule import SessionStatus
from bot.features.announcements import store
from bot.features.announcements.change_notice import ChangeNotice
from bot.features.announcements.model import Announcement
from bot.features.announcements.planning import is_in_plan
from bot.workshop.context import WorkshopContext


async def is_still_true(context: WorkshopContext, key: str) -> bool:
    """Whether the announcement `key` is planned and still true. True if there is none with that key."""
    record = await context.read(store.find, context.id, key)
    return record is None or (is_in_plan(context, record.announcement) and is_true(context, record.announcement))


def is_true(context: WorkshopContext, it: Announcement) -> bool:
    """Whether it is true now. A closing, a late summary, and an organiser's notice are always true."""
    match it.kind:
        case Kind.REMINDER:
            state = context.schedule[it.subject]
            return state.is_ahead and state.start > context.now()
        case Kind.OPENING:
            return context.schedule[it.subject].status is not SessionStatus.ENDED
        case Kind.AGENDA:
            return any(state.end > context.now() for state in context.schedule.on_date(_day(it)) if state.is_held)
        case Kind.SUMMARY:
            return _next_day_is_ahead(context, _day(it))
        case Kind.DESK_OPEN | Kind.DESK_REMINDER:
            closes = desk_closes(context.schedule)
            return closes is not None and context.now() < closes
        case Kind.EVALUATION_OPEN | Kind.EVALUATION_REMINDER:
            return any(each.id == it.subject and context.now() < each.closes for each in context.workshop.evaluations)
        case Kind.CHANGE:
            notice = ChangeNotice.from_json(it.payload or "")
            return bool(notice.without_later_changes(context.schedule).changed())
        case _:
            return True


def _day(it: Announcement) -> date:
    return date.fromisoformat(it.subject)


def _next_day_is_ahead(context: WorkshopContext, day: date) -> bool:
    """Whether the next day is still ahead: a summary says what comes next."""
    later = [context.schedule.on_date(each) for each in context.schedule.dates() if each > day]
    return not later or min(state.start for state in later[0]) > context.now()
