"""Scheduled events over HTTP.

https://discord.com/developers/docs/resources/guild-scheduled-event
Permissions since February 2026: https://discord.com/developers/docs/change-log
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from fakecord.errors import ApiError, Json, unknown
from fakecord.http.call import NO_CONTENT, Call
from fakecord.http.routing import Limit, Routes
from fakecord.model.channel import STAGE, VOICE, Channel
from fakecord.model.event import ACTIVE, CANCELED, COMPLETED, EXTERNAL, IN_STAGE, IN_VOICE, SCHEDULED, ScheduledEvent
from fakecord.model.guild import Guild
from fakecord.permissions import STAGE_MODERATOR, Permission, permissions_in, permissions_of
from fakecord.rules.form_errors import FormErrors

routes = Routes()

EVENTS = "/guilds/{guild_id}/scheduled-events"
ONE = f"{EVENTS}/{{guild_scheduled_event_id}}"
SOME = Limit(10, 10.0)
MOST_OPEN = 100
FARTHEST = timedelta(days=5 * 365 + 2)
MOVES = {(SCHEDULED, ACTIVE), (ACTIVE, COMPLETED), (SCHEDULED, CANCELED)}


@routes.on("GET", EVENTS)
def list_events(call: Call) -> Any:
    """Those that are over are not listed."""
    events = [e for e in call.guild().events.values() if e.status in (SCHEDULED, ACTIVE)]
    return [e.payload(with_user_count=call.query_flag("with_user_count")) for e in events]


@routes.on("GET", ONE)
def get_event(call: Call) -> Any:
    return _event(call, call.guild()).payload(with_user_count=call.query_flag("with_user_count"))


@routes.on("GET", f"{ONE}/users")
def list_subscribers(call: Call) -> Any:
    event = _event(call, call.guild())
    return [{"guild_scheduled_event_id": str(event.id), "user": u.payload()} for u in event.subscribers]


@routes.on("POST", EVENTS, limit=SOME)
def create_event(call: Call) -> Any:
    guild = call.guild()
    form = call.form
    event = ScheduledEvent(0, guild, call.world.bot, "", call.world.clock.now(), 0)
    faults = FormErrors()
    for key in ("name", "scheduled_start_time", "entity_type", "privacy_level"):
        if form.get(key) is None:
            faults.required(key)
    faults.refuse_if_any()
    _fill(call, event, form)
    _need_for(call, guild, event.channel, Permission.CREATE_EVENTS)
    if sum(e.status in (SCHEDULED, ACTIVE) for e in guild.events.values()) >= MOST_OPEN:
        raise ApiError(400, 30038, f"Maximum number of uncompleted guild scheduled events reached ({MOST_OPEN}).")
    event.id = call.world.ids.next()
    guild.events[event.id] = event
    call.world.calendar.tell("CREATE", event)
    call.world.calendar.reckon(event)
    return event.payload()


@routes.on("PATCH", ONE, limit=SOME)
def edit_event(call: Call) -> Any:
    guild = call.guild()
    event = _event(call, guild)
    _need_to_change(call, guild, event)
    if event.status in (COMPLETED, CANCELED):
        raise ApiError(400, 180000, "Cannot update a finished event")
    form = call.form
    changed = ScheduledEvent(**vars(event))
    _fill(call, changed, form)
    status = _status_asked(event, form)
    _need_for(call, guild, changed.channel, Permission(0))
    for name, value in vars(changed).items():
        setattr(event, name, value)
    if status != event.status:
        call.world.calendar.move(event, status)
    else:
        call.world.calendar.tell("UPDATE", event)
        if form.keys() - {"name", "description"}:
            call.world.calendar.reckon(event)
    return event.payload()


@routes.on("DELETE", ONE, limit=SOME)
def delete_event(call: Call) -> Any:
    guild = call.guild()
    event = _event(call, guild)
    _need_to_change(call, guild, event)
    call.world.calendar.forget(event)
    return NO_CONTENT


def _event(call: Call, guild: Guild) -> ScheduledEvent:
    event = guild.events.get(call.number("guild_scheduled_event_id"))
    if event is None:
        raise unknown("Guild Scheduled Event")
    return event


def _need_for(call: Call, guild: Guild, channel: Channel | None, needed: Permission) -> None:
    """In a stage one moderates, or a voice channel one can enter."""
    if channel is None:
        call.need(guild, needed)
    elif channel.type == STAGE:
        call.need_in(channel, needed | STAGE_MODERATOR)
    else:
        call.need_in(channel, needed | Permission.CONNECT)


def _need_to_change(call: Call, guild: Guild, event: ScheduledEvent) -> None:
    """One's own with Create Events, anybody's with Manage Events."""
    may = permissions_in(guild.me, event.channel) if event.channel else permissions_of(guild.me)
    own = event.creator is call.world.bot and Permission.CREATE_EVENTS in may
    if not own and Permission.MANAGE_EVENTS not in may:
        raise ApiError(403, 50013, "Missing Permissions")


def _status_asked(event: ScheduledEvent, form: Json) -> int:
    status = form.get("status", event.status)
    faults = FormErrors()
    if status != event.status and (event.status, status) not in MOVES:
        faults.add(
            "status", "GUILD_SCHEDULED_EVENT_INVALID_STATUS", f"Invalid status transition: {event.status} to {status}"
        )
    faults.refuse_if_any()
    return int(status)


def _fill(call: Call, event: ScheduledEvent, form: Json) -> None:
    """Put the form's fields in, and check the event as a whole."""
    faults = FormErrors()
    if "name" in form and faults.text("name", form["name"], 100):
        event.name = form["name"]
    if "description" in form and faults.optional_text("description", form["description"], 1000, 1):
        event.description = form["description"]
    if "privacy_level" in form:
        faults.choice("privacy_level", form["privacy_level"], {2})
    if "entity_type" in form and faults.choice("entity_type", form["entity_type"], {IN_STAGE, IN_VOICE, EXTERNAL}):
        event.entity_type = form["entity_type"]
    _fill_times(call, event, form, faults)
    _fill_place(event, form, faults)
    faults.refuse_if_any()


def _fill_times(call: Call, event: ScheduledEvent, form: Json, faults: FormErrors) -> None:
    """It starts in the future, within five years, and ends after that; what is on has begun for good."""
    now = call.world.clock.now()
    if form.get("scheduled_start_time") is not None:
        start = _moment(form["scheduled_start_time"], "scheduled_start_time", faults)
        if start and event.status == ACTIVE and start != event.start:
            faults.add(
                "scheduled_start_time",
                "GUILD_SCHEDULED_EVENT_START_IMMUTABLE",
                "Cannot change the start of an active event",
            )
        elif start and event.status != ACTIVE and not now < start <= now + FARTHEST:
            faults.add(
                "scheduled_start_time",
                "GUILD_SCHEDULED_EVENT_SCHEDULE_PAST",
                "Cannot schedule event in the past or more than 5 years ahead.",
            )
        event.start = start or event.start
    if "scheduled_end_time" in form:
        given = form["scheduled_end_time"]
        event.end = None if given is None else _moment(given, "scheduled_end_time", faults)
    if event.end and not faults.tree:
        if event.end <= event.start:
            faults.add(
                "scheduled_end_time",
                "GUILD_SCHEDULED_EVENT_END_BEFORE_START",
                "Cannot schedule event to end before start.",
            )
        elif "scheduled_end_time" in form and event.end <= now:
            faults.add(
                "scheduled_end_time", "GUILD_SCHEDULED_EVENT_SCHEDULE_PAST", "Cannot schedule event in the past."
            )


def _moment(value: object, path: str, faults: FormErrors) -> datetime | None:
    try:
        moment = datetime.fromisoformat(str(value))
    except ValueError:
        faults.add(path, "DATE_TIME_TYPE_PARSE", f"Could not parse {value}. Should be ISO8601.")
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def _fill_place(event: ScheduledEvent, form: Json, faults: FormErrors) -> None:
    """A channel of the right type, or elsewhere, with a location and an end."""
    if "channel_id" in form:
        given = form["channel_id"]
        event.channel = event.guild.channels.get(int(given)) if str(given).isdecimal() else None
        if given is not None and event.channel is None:
            raise unknown("Channel")
    if event.entity_type == EXTERNAL:
        _fill_external(event, form, faults)
        return
    event.location = None
    if event.channel is None:
        faults.required("channel_id")
    elif event.channel.type != {IN_STAGE: STAGE, IN_VOICE: VOICE}.get(event.entity_type):
        faults.add("channel_id", "GUILD_SCHEDULED_EVENT_INVALID_CHANNEL", "The channel's type does not fit the event's")


def _fill_external(event: ScheduledEvent, form: Json, faults: FormErrors) -> None:
    if event.channel is not None:
        faults.add("channel_id", "GUILD_SCHEDULED_EVENT_EXTERNAL_CHANNEL", "An external event has no channel")
    if form.get("entity_metadata") is not None:
        event.location = faults.mapping("entity_metadata", form["entity_metadata"]).get("location")
    faults.text("entity_metadata.location", event.location, 100)
    if event.end is None:
        faults.required("scheduled_end_time")
