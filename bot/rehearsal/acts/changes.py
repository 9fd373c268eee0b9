"""The days do not go as planned: sessions are delayed, moved, extended and cancelled, and there is trouble at Discord.

This act comes first: it leaves the programme as it will have become with the director, so that the other
acts find their sessions at the hours they will have. The play then begins with the file's.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from bot.core.schedule import Schedule, SessionState, cancelled, delayed, extended, moved
from bot.features.announcements.plan import plan
from bot.rehearsal.outage import outage
from bot.rehearsal.playbill import Play
from fakecord import Message
from fakecord.records import LoggedRequest

DELAY, EXTENSION, MOVE = timedelta(minutes=10), timedelta(minutes=20), timedelta(minutes=10)
JUST_BEFORE = timedelta(seconds=2)
EVENING = timedelta(minutes=2)
"""How long after a day's last session its channel is deleted, and after its summary was due that is mended."""
LIMITED = 0.4
"""Real seconds during which Discord answers 429."""
QUICKLY = 10.0
"""The clock's pace while something is waited for that comes by itself."""


@dataclass(frozen=True)
class Changes:
    """What is to be changed, by session; None where the workshop has no session for it."""

    first: SessionState
    """The first session of the first day, and of the second: in these everything is changed."""
    second: SessionState
    delayed: str | None
    cancelled: str | None
    moved: str | None


def cue(play: Play) -> None:
    written = play.director.schedule
    it = _chosen(written)
    if it.delayed:
        play.director.cue(_within(it.first, 2), partial(_delay, play, it.delayed))
        written = delayed(written, it.delayed, DELAY, cascade=True)
    if it.cancelled:
        play.director.cue(_within(it.first, 3), partial(_cancel, play, it.cancelled))
        written = cancelled(written, it.cancelled)
    play.director.cue(_within(it.second, 5), partial(_extend, play, it.second.id))
    written = extended(written, it.second.id, EXTENSION)
    if it.moved:
        play.director.cue(_within(it.second, 6), partial(_move, play, it.moved))
        written = moved(written, it.moved, written[it.moved].start + MOVE)
    play.director.schedule = written
    _cue_troubles(play, it, written)


def _chosen(schedule: Schedule) -> Changes:
    days = [schedule.on_day(day) for day in schedule.workshop.days]
    one, two = days[0], days[min(1, len(days) - 1)]
    named = _named(schedule)
    dispensable = [state for state in one[2:] if state.id not in named and state is not two[-1]]
    return Changes(
        first=one[0],
        second=two[0],
        delayed=one[1].id if len(one) > 1 else None,
        cancelled=min(dispensable, key=lambda state: len(state.session.prompts)).id if dispensable else None,
        moved=two[-1].id if len(two) > 1 else None,
    )


def _named(schedule: Schedule) -> set[object]:
    """The sessions with which the desk and the evaluations open."""
    workshop = schedule.workshop
    return {workshop.desk and workshop.desk.opens, *(evaluation.opens for evaluation in workshop.evaluations)}


def _within(state: SessionState, tenths: int) -> datetime:
    """So far into the session."""
    return state.start + (state.end - state.start) * tenths / 10


async def _delay(play: Play, session: str) -> None:
    minutes = int(DELAY.total_seconds() // 60)
    change = partial(delayed, session=session, by=DELAY, cascade=True)
    await _confirm(play, change, "schedule delay", minutes=minutes, session=session)


async def _cancel(play: Play, session: str) -> None:
    await _confirm(play, partial(cancelled, session=session), "schedule cancel", session=session)


async def _move(play: Play, session: str) -> None:
    start = play.director.schedule[session].start + MOVE
    words = f"{start.astimezone(play.workshop.zone):%Y-%m-%d %H:%M}"
    await _confirm(play, partial(moved, session=session, start=start), "schedule move", session=session, start=words)


async def _confirm(play: Play, change: Callable[[Schedule], Schedule], command: str, **options: object) -> None:
    """The organiser sees what it would do, and applies it."""
    shown = await play.does(play.cast.organiser, command, **options)
    if shown and shown.reply and await play.presses(play.cast.organiser, shown.reply, 0):
        play.director.schedule = change(play.director.schedule)


async def _extend(play: Play, session: str) -> None:
    minutes = int(EXTENSION.total_seconds() // 60)
    if await play.does(play.cast.facilitator, "session extend", minutes=minutes, session=session):
        play.director.schedule = extended(play.director.schedule, session, EXTENSION)


def _cue_troubles(play: Play, it: Changes, schedule: Schedule) -> None:
    """A crash on the first day; a rate limit, a dropped gateway and a deleted channel on the second."""
    crash = schedule[it.delayed or it.first.id]
    if not play.one_life:
        play.director.cue(crash.start - JUST_BEFORE, partial(_crash, play), QUICKLY)
        play.troubles.cued.append(crash.start)
    last = max((schedule[state.id] for state in schedule.on_day(schedule.day_of(it.second.id))), key=lambda s: s.end)
    if last.id != crash.id:
        play.director.cue(last.start - JUST_BEFORE, partial(_limit, play))
    play.director.cue(_within(last, 1) + timedelta(seconds=31), partial(_drop_gateway, play))
    summary = last.end + play.workshop.summary_after
    play.director.cue(max(last.end, summary - EVENING), partial(_delete_channel, play, last))
    play.director.cue(summary + EVENING, partial(_mend_channel, play))


def _posting(play: Play) -> str:
    channel = play.announcement_channels(play.workshop.first_language)[0]
    return rf"/channels/{channel.id}/messages$"


async def _crash(play: Play) -> None:
    """As a power cut would, when Discord has an announcement and the bot does not know it yet."""
    hold = play.stage.server.faults.hold("POST", _posting(play), before=False)
    try:
        await hold.reached()
    except TimeoutError:
        play.book.faults.append("there was no announcement to crash in")
        return
    before = len(play.stage.server.log)
    async with outage(play):
        hold.release()
    await play.stage.server.until(lambda: any(_looks_back(r) for r in play.stage.server.log[before:]))
    await play.director.quiet()


def _looks_back(request: LoggedRequest) -> bool:
    """The bot looks for what it may have said: it is at work again."""
    return request.method == "GET" and request.path.endswith("/messages")


async def _limit(play: Play) -> None:
    play.stage.server.faults.rate_limit(_posting(play), LIMITED)


async def _drop_gateway(play: Play) -> None:
    await play.stage.server.faults.drop_gateway()
    await play.stage.server.ready()


async def _delete_channel(play: Play, last: SessionState) -> None:
    """By mistake, once all was said there that is due when the day's last session is over."""
    channel = play.announcement_channels(play.workshop.first_language)[0]
    now, languages = play.stage.clock.now(), ("", play.workshop.first_language)
    due = [it for it in plan(play.director.schedule) if last.end <= it.due <= now and it.language in languages]

    def all_said() -> Message | None:
        said = [message for message in play.cast.organiser.sees(channel) if message.at >= last.end]
        return said[-1] if len(said) >= len(due) else None

    await play.awaits(play.cast.organiser, f"that {last.id} is over", all_said)
    channel.delete()


async def _mend_channel(play: Play) -> None:
    """The organiser reads that the evening's summary failed, has the channel made again, and posts it."""
    organiser = play.cast.organiser
    report = await play.awaits(organiser, "a word of the summary that failed", lambda: _report(play))
    await play.does(organiser, "workshop setup")
    if report:
        await play.presses(organiser, report, 0)


def _report(play: Play) -> Message | None:
    for message in reversed(play.cast.organiser.sees(play.channel("organisers"))):
        if any(str(button.get("custom_id")).startswith("announce:now:") for button in message.buttons):
            return message
    return None
