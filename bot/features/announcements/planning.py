"""Updates the planned announcements, in the transaction that changes the programme."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.core.announcement_kind import AnnouncementKind
from bot.core.schedule import Difference, Schedule
from bot.features.announcements import announced_times_store, store
from bot.features.announcements.change_notice import ChangeNotice
from bot.features.announcements.model import ON_DEMAND, Announcement, AnnouncementRecord, Status, key_of
from bot.features.announcements.plan import plan
from bot.outbox.grace import LATE_AFTER
from bot.storage.transaction import Transaction
from bot.workshop import session_store
from bot.workshop.context import WorkshopContext

NOTICE_AFTER_LAST_CHANGE = timedelta(seconds=10)
NOTICE_AFTER_FIRST_CHANGE = timedelta(seconds=60)
"""How long after the last of several changes a change notice is due, and the longest time after the first one."""


def replan(context: WorkshopContext, tx: Transaction, schedule: Schedule) -> None:
    """Plan the announcements of `schedule`. One that is already past when it is first planned is not sent."""
    now, known = context.now(), store.by_key(tx, context.id)
    planned = {announcement.key: announcement for announcement in plan(schedule)}
    # A session that someone opened a moment ago is not past: its announcements may be planned only now.
    fresh = [a for a in planned.values() if a.due >= now - LATE_AFTER and _may_be_added(known.get(a.key))]
    waiting = [record for record in known.values() if record.status is Status.DUE and not record.is_on_demand]
    moved = {record.key: _new_due(planned[record.key], record.due, now) for record in waiting if record.key in planned}
    store.add(tx, context.id, fresh)
    store.reschedule(tx, context.id, [(key, at) for key, at in moved.items() if at != known[key].due])
    store.settle_unsent(tx, context.id, [it.key for it in waiting if it.key not in planned], Status.CANCELLED)
    announced_times_store.save(tx, context.id, schedule)


def plan_at_start(context: WorkshopContext, tx: Transaction) -> Schedule:
    """Plan the announcements at the start of the bot, and return the programme.

    Times may have changed while the bot was off: the file was edited, or the rules of the time zone changed. If people
    were told other times, they get a change notice, and new reminders.
    """
    changed = list(_changed_since_announced(context, tx)) if _is_set_up(context) else []
    schedule = context.schedule.having(*(difference.after for difference in changed))
    session_store.save(tx, context.workshop, [difference.after for difference in changed])
    replan(context, tx, schedule)
    if changed:
        plan_change_notice(context, tx, changed, at_once=False)
    return schedule


def _is_set_up(context: WorkshopContext) -> bool:
    """Whether people know the programme: setup has created the Discord events."""
    return any(purpose.startswith("event:") for purpose in context.bindings)


def _changed_since_announced(context: WorkshopContext, tx: Transaction) -> Iterator[Difference]:
    announced, zone = announced_times_store.announced_times(tx, context.id), context.workshop.zone
    for state in context.schedule.in_order():
        before = announced.get(state.id)
        if before is None or not state.is_ahead or (before.start, before.end) == (state.start, state.end):
            continue
        if max(before.start, state.start) > context.now():
            was = replace(state, start=before.start.astimezone(UTC), end=before.end.astimezone(UTC))
            same = before.start.replace(tzinfo=None) == state.start.astimezone(zone).replace(tzinfo=None)
            yield Difference(was, replace(was.moved_to(state.start), end=state.end), keeps_local_time=same)


def _may_be_added(known: AnnouncementRecord | None) -> bool:
    """Whether it may be planned again. If the plan dropped it, yes. If a person cancelled it (it has a reason), no."""
    return known is None or (known.status is Status.CANCELLED and known.fault is None)


def _new_due(planned: Announcement, before: datetime, now: datetime) -> datetime:
    """When it is due: at its planned time. If that is past, it is due now, or at its earlier due time."""
    return planned.due if planned.due >= now else min(before, now)


def is_in_plan(context: WorkshopContext, announcement: Announcement) -> bool:
    """Whether the current plan contains it. A reminder of a time that was changed is not in the plan."""
    return announcement.kind in ON_DEMAND or any(it.key == announcement.key for it in plan(context.schedule))


def plan_change_notice(
    context: WorkshopContext, tx: Transaction, differences: Iterable[Difference], *, at_once: bool
) -> None:
    """Announce `differences`: in the change notice that is still due, else in a new one."""
    records = store.change_notices(tx, context.id)
    waiting = _still_due(records)
    keys = [record.key for record in waiting]
    earlier = _notice(waiting[0]) if waiting else ChangeNotice(context.now(), {}, {})
    notice = earlier.joined_by(differences)
    latest = min(context.now() + NOTICE_AFTER_LAST_CHANGE, notice.first_at + NOTICE_AFTER_FIRST_CHANGE)
    due = context.now() if at_once else latest
    if not notice.changed():
        store.settle_unsent(tx, context.id, keys, Status.CANCELLED)
    elif waiting:
        store.rewrite(tx, context.id, keys, notice.to_json(), due)
    else:
        number = int(records[-1].announcement.subject) + 1 if records else 1
        store.add(tx, context.id, _change_announcements(context, number, due, notice))


def _still_due(records: list[AnnouncementRecord]) -> list[AnnouncementRecord]:
    """The last change notice in all languages, if none of them is claimed or settled."""
    last = [it for it in records if it.announcement.subject == records[-1].announcement.subject]
    return last if all(record.status is Status.DUE for record in last) else []


def _notice(record: AnnouncementRecord) -> ChangeNotice:
    assert record.announcement.payload is not None
    return ChangeNotice.from_json(record.announcement.payload)


def _change_announcements(
    context: WorkshopContext, number: int, due: datetime, notice: ChangeNotice
) -> list[Announcement]:
    kind, payload = AnnouncementKind.CHANGE, notice.to_json()
    return [
        Announcement(
            key_of("programme", kind, language, revision=number), kind, str(number), language, due, payload=payload
        )
        for language in context.workshop.channels.announcement_languages()
    ]
