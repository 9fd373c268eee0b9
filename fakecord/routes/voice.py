"""Stage instances and voice states over HTTP.

https://discord.com/developers/docs/resources/stage-instance
https://discord.com/developers/docs/resources/voice
"""

from __future__ import annotations

from typing import Any

from fakecord.errors import ApiError, malformed, missing_permissions, unknown
from fakecord.http.call import NO_CONTENT, Call
from fakecord.http.routing import Routes
from fakecord.model.channel import STAGE, Channel
from fakecord.model.event import StageInstance
from fakecord.model.guild import Guild, Member
from fakecord.model.voice import VoiceState
from fakecord.permissions import STAGE_MODERATOR, Permission, permissions_in
from fakecord.rules.form_errors import FormErrors

routes = Routes()

STATES = "/guilds/{guild_id}/voice-states"


@routes.on("POST", "/stage-instances")
def open_stage(call: Call) -> Any:
    """By who moderates the stage; one at a time in a channel."""
    form = call.form
    number = str(form.get("channel_id"))
    channel = call.world.channels.get(int(number)) if number.isdecimal() else None
    if channel is None:
        raise unknown("Channel")
    if channel.type != STAGE:
        raise ApiError(400, 50024, "Cannot execute action on this channel type")
    call.need_in(channel, STAGE_MODERATOR)
    _check_topic(form.get("topic"))
    if form.get("privacy_level", 2) != 2:
        raise malformed("privacy_level", "BASE_TYPE_CHOICES", "Value must be one of {2}.")
    if channel.id in channel.home.stages:
        raise ApiError(400, 150006, "The Stage is already open")
    if form.get("send_start_notification") and Permission.MENTION_EVERYONE not in call.may(channel):
        raise missing_permissions()
    event_id = form.get("guild_scheduled_event_id")
    event = channel.home.events.get(int(event_id)) if event_id else None
    stage = StageInstance(call.world.ids.next(), channel, form["topic"], event)
    call.world.calendar.open_stage(stage)
    return stage.payload()


@routes.on("GET", "/stage-instances/{channel_id}")
def get_stage(call: Call) -> Any:
    return _stage(call.channel()).payload()


@routes.on("PATCH", "/stage-instances/{channel_id}")
def edit_stage(call: Call) -> Any:
    channel = call.channel()
    stage = _stage(channel)
    call.need_in(channel, STAGE_MODERATOR)
    if "topic" in call.form:
        _check_topic(call.form["topic"])
        stage.topic = call.form["topic"]
    call.world.publish("STAGE_INSTANCE_UPDATE", stage.payload(), guild=channel.guild)
    return stage.payload()


@routes.on("DELETE", "/stage-instances/{channel_id}")
def close_stage(call: Call) -> Any:
    channel = call.channel()
    stage = _stage(channel)
    call.need_in(channel, STAGE_MODERATOR)
    call.world.calendar.close_stage(stage)
    return NO_CONTENT


def _stage(channel: Channel) -> StageInstance:
    stage = channel.guild.stages.get(channel.id) if channel.guild else None
    if stage is None:
        raise unknown("Stage Instance")
    return stage


def _check_topic(topic: object) -> None:
    faults = FormErrors()
    faults.text("topic", topic, 120)
    faults.refuse_if_any()


@routes.on("GET", f"{STATES}/@me")
def my_state(call: Call) -> Any:
    return _state(call.guild().me).payload()


@routes.on("GET", f"{STATES}/{{user_id}}")
def state_of(call: Call) -> Any:
    return _state(call.member(call.guild())).payload()


@routes.on("PATCH", f"{STATES}/@me")
def change_mine(call: Call) -> Any:
    guild = call.guild()
    return _change(call, guild, guild.me)


@routes.on("PATCH", f"{STATES}/{{user_id}}")
def change_hers(call: Call) -> Any:
    guild = call.guild()
    return _change(call, guild, call.member(guild))


def _state(member: Member) -> VoiceState:
    if member.voice is None:
        raise unknown("Voice State")
    return member.voice


def _change(call: Call, guild: Guild, member: Member) -> Any:
    """In the stage where she is; another's, or one's own unmuting, needs Mute Members."""
    state = _state(member)
    if state.channel is None or state.channel.type != STAGE:
        raise ApiError(400, 50024, "Cannot execute action on this channel type")
    asked = call.form.get("channel_id")
    if asked is not None and str(asked) != str(state.channel.id):
        raise malformed("channel_id", "VOICE_STATE_WRONG_CHANNEL", "The user is not in that channel")
    may = permissions_in(guild.me, state.channel)
    suppress = call.form.get("suppress")
    if member is not guild.me or suppress is False:
        call.world.exercised |= Permission.MUTE_MEMBERS
    if (member is not guild.me or suppress is False) and Permission.MUTE_MEMBERS not in may:
        raise missing_permissions()
    if suppress is not None:
        state.suppress = bool(suppress)
    if "request_to_speak_timestamp" in call.form:
        state.request_to_speak_at = call.form["request_to_speak_timestamp"]
    call.world.voice.tell(state)
    call.world.calendar.speakers_changed(state.channel)
    return NO_CONTENT
