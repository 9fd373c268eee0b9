"""Sessions are delayed, moved, extended and cancelled, and Discord or the bot fail at chosen moments.

This act adds its actions first. It sets `timeline.schedule` to the programme as it will be after all changes, so that
the other acts plan for the final times. When the rehearsal begins, the schedule is set back to the workshop file's.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from bot.core.schedule import Schedule, SessionState, cancelled, delayed, extended, moved
from bot.features.announcements.plan import plan
from bot.rehearsal.outage import bot_restart
from bot.rehearsal.play_context import PlayContext
from fakecord import Message
from fakecord.request_log import LoggedRequest

DELAY, EXTENSION, MOVE = timedelta(minutes=10), timedelta(minutes=20), timedelta(minutes=10)
JUST_BEFORE = timedelta(seconds=2)
EVENING = timedelta(minutes=2)
"""The announcement channel is deleted this long before the day's summary, and restored this long after it."""
RATE_LIMIT_TIME = 0.4
"""Real seconds during which Discord answers 429."""
FAST = 10.0
"""The clock's speed while the bot's next announcement is awaited."""


@dataclass(frozen=True)
class ChangedSessions:
    """The sessions to change. None if the workshop has too few.

    The organiser makes the changes during `first` and `second`, the first sessions of the first two days.
    """

    first: SessionState
    second: SessionState
    delayed: str | None
    cancelled: str | None
    moved: str | None


def add_actions(play: PlayContext) -> None:
    schedule = play.timeline.schedule
    chosen = _choose_sessions(schedule)
    if chosen.delayed:
        play.timeline.add(_within(chosen.first, 2), partial(_delay, play, chosen.delayed))
        schedule = delayed(schedule, chosen.delayed, DELAY, cascade=True)
    if chosen.cancelled:
        play.timeline.add(_within(chosen.first, 3), partial(_cancel, play, chosen.cancelled))
        schedule = cancelled(schedule, chosen.cancelled)
    play.timeline.add(_within(chosen.second, 5), partial(_extend, play, chosen.second.id))
    schedule = extended(schedule, chosen.second.id, EXTENSION)
    if chosen.moved:
        play.timeline.add(_within(chosen.second, 6), partial(_move, play, chosen.moved))
        schedule = moved(schedule, chosen.moved, schedule[chosen.moved].start + MOVE)
    play.timeline.schedule = schedule
    _add_disruptions(play, chosen, schedule)


def _choose_sessions(schedule: Schedule) -> ChangedSessions:
    days = [schedule.on_day(day) for day in schedule.workshop.days]
    one, two = days[0], days[min(1, len(days) - 1)]
    named = _sessions_that_open_something(schedule)
    dispensable = [state for state in one[2:] if state.id not in named and state is not two[-1]]
    return ChangedSessions(
        first=one[0],
        second=two[0],
        delayed=one[1].id if len(one) > 1 else None,
        cancelled=min(dispensable, key=lambda state: len(state.session.prompts)).id if dispensable else None,
        moved=two[-1].id if len(two) > 1 else None,
    )


def _sessions_that_open_something(schedule: Schedule) -> set[object]:
    """The sessions with which the key-message desk or an evaluation opens."""
    workshop = schedule.workshop
    return {workshop.desk and workshop.desk.opens, *(evaluation.opens for evaluation in workshop.evaluations)}


def _within(state: SessionState, tenths: int) -> datetime:
    """`tenths` tenths into the session."""
    return state.start + (state.end - state.start) * tenths / 10


async def _delay(play: PlayContext, session: str) -> None:
    minutes = int(DELAY.total_seconds() // 60)
    change = partial(delayed, session=session, by=DELAY, cascade=True)
    await _confirm(play, change, "schedule delay", minutes=minutes, session=session)


async def _cancel(play: PlayContext, session: str) -> None:
    await _confirm(play, partial(cancelled, session=session), "schedule cancel", session=session)


async def _move(play: PlayContext, session: str) -> None:
    start = play.timeline.schedule[session].start + MOVE
    words = f"{start.astimezone(play.workshop.zone):%Y-%m-%d %H:%M}"
    await _confirm(play, partial(moved, session=session, start=start), "schedule move", session=session, start=words)


async def _confirm(play: PlayContext, change: Callable[[Schedule], Schedule], command: str, **options: object) -> None:
    """The organiser uses `command`, sees a preview and confirms it; `change` is the expected effect."""
    shown = await play.run_command(play.cast.organiser, command, **options)
    if shown and shown.reply and await play.press(play.cast.organiser, shown.reply, 0):
        play.timeline.schedule = change(play.timeline.schedule)
        await play.timeline.wait_until_idle()  # the change is announced before the clock continues


async def _extend(play: PlayContext, session: str) -> None:
    minutes = int(EXTENSION.total_seconds() // 60)
    if await play.run_command(play.cast.facilitator, "session extend", minutes=minutes, session=session):
        play.timeline.schedule = extended(play.timeline.schedule, session, EXTENSION)


def _add_disruptions(play: PlayContext, chosen: ChangedSessions, schedule: Schedule) -> None:
    """A crash on the first day; a rate limit, a dropped gateway and a deleted channel on the second."""
    crash = schedule[chosen.delayed or chosen.first.id]
    if not play.no_restarts:
        play.timeline.add(crash.start - JUST_BEFORE, partial(_crash, play), FAST)
        play.disruptions.scheduled.append(crash.start)
    last = max(
        (schedule[state.id] for state in schedule.on_day(schedule.day_of(chosen.second.id))), key=lambda s: s.end
    )
    if last.id != crash.id:
        play.timeline.add(last.start - JUST_BEFORE, partial(_limit, play))
    play.timeline.add(_within(last, 1) + timedelta(seconds=31), partial(_drop_gateway, play))
    summary = last.end + play.workshop.summary_after
    play.timeline.add(max(last.end, summary - EVENING), partial(_delete_channel, play, last))
    play.timeline.add(summary + EVENING, partial(_restore_channel, play))


def _posting(play: PlayContext) -> str:
    """A regular expression for the path on which announcements are posted."""
    channel = play.announcement_channel(play.workshop.first_language)
    return rf"/channels/{channel.id}/messages$"


async def _crash(play: PlayContext) -> None:
    """Kill the bot after Discord took an announcement and before its response reached the bot."""
    hold = play.environment.server.faults.hold("POST", _posting(play), before=False)
    try:
        await hold.reached()
    except TimeoutError:
        play.expectations.faults.append("there was no announcement to crash in")
        return
    before = len(play.environment.server.log)
    async with bot_restart(play):
        hold.release()
    await play.environment.server.until(lambda: any(_reads_messages(r) for r in play.environment.server.log[before:]))
    await play.timeline.wait_until_idle()


def _reads_messages(request: LoggedRequest) -> bool:
    """After a restart the bot checks whether its announcement was posted."""
    return request.method == "GET" and request.path.endswith("/messages")


async def _limit(play: PlayContext) -> None:
    play.environment.server.faults.rate_limit(_posting(play), RATE_LIMIT_TIME)


async def _drop_gateway(play: PlayContext) -> None:
    await play.environment.server.faults.drop_gateway()
    await play.environment.server.ready()


async def _delete_channel(play: PlayContext, last: SessionState) -> None:
    """Delete the announcement channel after everything due after the day's last session was posted."""
    channel = play.announcement_channel(play.workshop.first_language)
    now, languages = play.environment.clock.now(), ("", play.workshop.first_language)
    due = [a for a in plan(play.timeline.schedule) if last.end <= a.due <= now and a.language in languages]

    def all_posted() -> Message | None:
        posted = [message for message in play.cast.organiser.sees(channel) if message.at >= last.end]
        return posted[-1] if len(posted) >= len(due) else None

    await play.wait_for_message(play.cast.organiser, f"that {last.id} is over", all_posted)
    play.environment.server.delete_channel(channel)


async def _restore_channel(play: PlayContext) -> None:
    """The organiser is told that the summary failed, creates the channel again, and sends the summary."""
    organiser = play.cast.organiser

    def find_alert() -> Message | None:
        channel = play.channel("organisers")
        found = play.find_message(organiser, channel, lambda custom_id: custom_id.startswith("announce:now:"))
        return found if found and found.at >= play.begins else None  # an earlier workshop may have had one too

    alert = await play.wait_for_message(organiser, "a word of the summary that failed", find_alert)
    await play.run_command(organiser, "workshop setup")
    if alert:
        await play.press(organiser, alert, 0)
        await play.wait_for_message(organiser, "the summary that was sent again", partial(_summary, play))


def _summary(play: PlayContext) -> Message | None:
    """The last message in the new channel, except the welcome message with its button to join."""
    seen = play.cast.organiser.sees(play.announcement_channel(play.workshop.first_language))
    return next((message for message in reversed(seen) if not message.buttons), None)
