"""Endpoints for scheduled events.

https://discord.com/developers/docs/resources/guild-scheduled-event
Permissions since February 2026: https://discord.com/developers/docs/change-log
"""

from datetime import timedelta
from typing import Any

from fakecord.errors import ApiError, Json, known, missing_permissions, unknown
from fakecord.http.call import NO_CONTENT, Call
from fakecord.http.routing import Limit, Routes
from fakecord.model.channel import Channel
from fakecord.model.channel_types import STAGE, VOICE
from fakecord.model.effective_permissions import permissions_in, permissions_of
from fakecord.model.event import ACTIVE, CANCELED, COMPLETED, EXTERNAL, IN_STAGE, IN_VOICE, SCHEDULED, ScheduledEvent
from fakecord.model.guild import Guild
from fakecord.permissions import NONE, STAGE_MODERATOR, Permission
from fakecord.rules.form_errors import FormErrors
from fakecord.rules.modelled import fields

routes = Routes()

EVENTS = "/guilds/{guild_id}/scheduled-events"
ONE = f"{EVENTS}/{{guild_scheduled_event_id}}"
EVENT_LIMIT = Limit(10, 10.0)
EVENT = fields(
    "name", "description", "privacy_level", "entity_type", "scheduled_start_time", "scheduled_end_time", "channel_id",
    entity_metadata=fields("location"),
)  # fmt: skip
MAX_OPEN = 100
FARTHEST = timedelta(days=5 * 365 + 2)
STATUS_CHANGES = {(SCHEDULED, ACTIVE), (ACTIVE, COMPLETED), (SCHEDULED, CANCELED)}


@routes.on("GET", EVENTS, query=("with_user_count",))
def list_events(call: Call) -> Any:
    """Completed and cancelled events are not listed."""
    events = [e for e in call.guild().events.values() if e.is_open]
    return [e.payload(with_user_count=call.query_flag("with_user_count")) for e in events]


@routes.on("GET", ONE, query=("with_user_count",))
def get_event(call: Call) -> Any:
    return _event(call, call.guild()).payload(with_user_count=call.query_flag("with_user_count"))


@routes.on("GET", f"{ONE}/users")
def list_subscribers(call: Call) -> Any:
    event = _event(call, call.guild())
    return [{"guild_scheduled_event_id": str(event.id), "user": u.payload()} for u in event.subscribers]


@routes.on("POST", EVENTS, limit=EVENT_LIMIT, body=EVENT)
def create_event(call: Call) -> Any:
    guild = call.guild()
    form = call.form
    event = ScheduledEvent(0, guild, call.world.bot, "", call.world.clock.now(), 0)
    errors = FormErrors()
    for key in ("name", "scheduled_start_time", "entity_type", "privacy_level"):
        if form.get(key) is None:
            errors.required(key)
    errors.refuse_if_any()
    _fill(call, event, form)
    _need_for(call, guild, event.channel, Permission.CREATE_EVENTS)
    if sum(e.is_open for e in guild.events.values()) >= MAX_OPEN:
        raise ApiError(400, 30038, f"Maximum number of uncompleted guild scheduled events reached ({MAX_OPEN}).")
    event.id = call.world.ids.next()
    guild.events[event.id] = event
    call.world.events.publish("CREATE", event)
    call.world.events.schedule_next(event)
    return event.payload()


@routes.on("PATCH", ONE, limit=EVENT_LIMIT, body=EVENT | fields("status"))
def edit_event(call: Call) -> Any:
    guild = call.guild()
    event = _event(call, guild)
    _need_to_edit(call, guild, event)
    if not event.is_open:
        raise ApiError(400, 180000, "Cannot update a finished event")
    form = call.form
    changed = ScheduledEvent(**vars(event))
    _fill(call, changed, form)
    status = _new_status(event, form)
    _need_for(call, guild, changed.channel, NONE)
    for name, value in vars(changed).items():
        setattr(event, name, value)
    if status != event.status:
        call.world.events.set_status(event, status)
    else:
        call.world.events.publish("UPDATE", event)
        if form.keys() - {"name", "description"}:
            call.world.events.schedule_next(event)
    return event.payload()


@routes.on("DELETE", ONE, limit=EVENT_LIMIT)
def delete_event(call: Call) -> Any:
    guild = call.guild()
    event = _event(call, guild)
    _need_to_edit(call, guild, event)
    call.world.events.delete(event)
    return NO_CONTENT


def _event(call: Call, guild: Guild) -> ScheduledEvent:
    return known("Guild Scheduled Event", guild.events.get(call.number("guild_scheduled_event_id")))


def _need_for(call: Call, guild: Guild, channel: Channel | None, needed: Permission) -> None:
    """The bot must be a moderator of the event's stage, or able to connect to its voice channel."""
    if channel is None:
        call.need(guild, needed)
    elif channel.type == STAGE:
        call.need_in(channel, needed | STAGE_MODERATOR)
    else:
        call.need_in(channel, needed | Permission.CONNECT)


def _need_to_edit(call: Call, guild: Guild, event: ScheduledEvent) -> None:
    """The bot's own events need Create Events, those of others Manage Events."""
    granted = permissions_in(guild.me, event.channel) if event.channel else permissions_of(guild.me)
    own = event.creator is call.world.bot and Permission.CREATE_EVENTS in granted
    if not own and Permission.MANAGE_EVENTS not in granted:
        raise missing_permissions()


def _new_status(event: ScheduledEvent, form: Json) -> int:
    status = form.get("status", event.status)
    errors = FormErrors()
    if status != event.status and (event.status, status) not in STATUS_CHANGES:
        errors.add(
            "status", "GUILD_SCHEDULED_EVENT_INVALID_STATUS", f"Invalid status transition: {event.status} to {status}"
        )
    errors.refuse_if_any()
    return int(status)


def _fill(call: Call, event: ScheduledEvent, form: Json) -> None:
    """Apply the body to the event, and check the result."""
    errors = FormErrors()
    if "name" in form and errors.text("name", form["name"], 100):
        event.name = form["name"]
    if "description" in form and errors.optional_text("description", form["description"], 1000, 1):
        event.description = form["description"]
    if "privacy_level" in form:
        errors.choice("privacy_level", form["privacy_level"], {2})
    if "entity_type" in form and errors.choice("entity_type", form["entity_type"], {IN_STAGE, IN_VOICE, EXTERNAL}):
        event.entity_type = form["entity_type"]
    _fill_times(call, event, form, errors)
    _fill_location(call, event, form, errors)
    errors.refuse_if_any()


def _fill_times(call: Call, event: ScheduledEvent, form: Json, errors: FormErrors) -> None:
    """An event starts in the future, within five years, and ends after its start. An active one keeps its start."""
    now = call.world.clock.now()
    if form.get("scheduled_start_time") is not None:
        start = errors.instant("scheduled_start_time", form["scheduled_start_time"])
        if start and event.status == ACTIVE and start != event.start:
            errors.add(
                "scheduled_start_time",
                "GUILD_SCHEDULED_EVENT_START_IMMUTABLE",
                "Cannot change the start of an active event",
            )
        elif start and event.status != ACTIVE and not now < start <= now + FARTHEST:
            errors.add(
                "scheduled_start_time",
                "GUILD_SCHEDULED_EVENT_SCHEDULE_PAST",
                "Cannot schedule event in the past or more than 5 years ahead.",
            )
        event.start = start or event.start
    if "scheduled_end_time" in form:
        given = form["scheduled_end_time"]
        event.end = None if given is None else errors.instant("scheduled_end_time", given)
    if event.end and not errors.tree:
        if event.end <= event.start:
            errors.add(
                "scheduled_end_time",
                "GUILD_SCHEDULED_EVENT_END_BEFORE_START",
                "Cannot schedule event to end before start.",
            )
        elif "scheduled_end_time" in form and event.end <= now:
            errors.add(
                "scheduled_end_time", "GUILD_SCHEDULED_EVENT_SCHEDULE_PAST", "Cannot schedule event in the past."
            )


def _fill_location(call: Call, event: ScheduledEvent, form: Json, errors: FormErrors) -> None:
    """An event has a channel of the right type; an external one has a location and an end instead."""
    if "channel_id" in form:
        given = form["channel_id"]
        event.channel = call.world.guilds[event.guild.id].channels.get(int(given)) if str(given).isdecimal() else None
        if given is not None and event.channel is None:
            raise unknown("Channel")
    if event.entity_type == EXTERNAL:
        _fill_external(event, form, errors)
        return
    event.location = None
    if event.channel is None:
        errors.required("channel_id")
    elif event.channel.type != {IN_STAGE: STAGE, IN_VOICE: VOICE}.get(event.entity_type):
        errors.add("channel_id", "GUILD_SCHEDULED_EVENT_INVALID_CHANNEL", "The channel's type does not fit the event's")


def _fill_external(event: ScheduledEvent, form: Json, errors: FormErrors) -> None:
    if event.channel is not None:
        errors.add("channel_id", "GUILD_SCHEDULED_EVENT_EXTERNAL_CHANNEL", "An external event has no channel")
    if form.get("entity_metadata") is not None:
        event.location = errors.mapping("entity_metadata", form["entity_metadata"]).get("location")
    errors.text("entity_metadata.location", event.location, 100)
    if event.end is None:
        errors.required("scheduled_end_time")
