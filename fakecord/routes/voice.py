"""Endpoints for stage instances and voice states.

https://discord.com/developers/docs/resources/stage-instance
https://discord.com/developers/docs/resources/voice
"""

from typing import Any

from fakecord.errors import ApiError, known, malformed, missing_permissions, wrong_channel_type
from fakecord.http.call import NO_CONTENT, Call
from fakecord.http.routing import Routes
from fakecord.model.channel import Channel
from fakecord.model.channel_types import STAGE
from fakecord.model.effective_permissions import permissions_in
from fakecord.model.event import StageInstance
from fakecord.model.guild import Guild
from fakecord.model.members import Member
from fakecord.model.voice import VoiceState
from fakecord.permissions import STAGE_MODERATOR, Permission
from fakecord.rules.form_errors import FormErrors
from fakecord.rules.modelled import fields

routes = Routes()

STAGE_INSTANCE = fields("channel_id", "topic", "privacy_level", "send_start_notification", "guild_scheduled_event_id")
STATES = ("/guilds/{guild_id}/voice-states/@me", "/guilds/{guild_id}/voice-states/{user_id}")


@routes.on("POST", "/stage-instances", body=STAGE_INSTANCE)
def open_stage(call: Call) -> Any:
    """The bot must moderate the stage. A channel has one stage instance at most."""
    form = call.form
    number = str(form.get("channel_id"))
    channel = known("Channel", call.world.channel(int(number)) if number.isdecimal() else None)
    if channel.type != STAGE:
        raise wrong_channel_type()
    call.need_in(channel, STAGE_MODERATOR)
    _check_topic(form.get("topic"))
    if form.get("privacy_level", 2) != 2:
        raise malformed("privacy_level", "BASE_TYPE_CHOICES", "Value must be one of {2}.")
    guild = call.world.guilds.of(channel)
    if channel.id in guild.stages:
        raise ApiError(400, 150006, "The Stage is already open")
    if form.get("send_start_notification") and Permission.MENTION_EVERYONE not in call.permissions_in(channel):
        raise missing_permissions()
    event_id = form.get("guild_scheduled_event_id")
    event = guild.events.get(int(event_id)) if event_id else None
    stage = StageInstance(call.world.ids.next(), guild, channel, form["topic"], event)
    call.world.events.open_stage(stage)
    return stage.payload()


@routes.on("GET", "/stage-instances/{channel_id}")
def get_stage(call: Call) -> Any:
    return _stage(call, call.channel()).payload()


@routes.on("PATCH", "/stage-instances/{channel_id}", body=fields("topic"))
def edit_stage(call: Call) -> Any:
    channel = call.channel()
    stage = _stage(call, channel)
    call.need_in(channel, STAGE_MODERATOR)
    if "topic" in call.form:
        _check_topic(call.form["topic"])
        stage.topic = call.form["topic"]
    call.world.gateway.publish("STAGE_INSTANCE_UPDATE", stage.payload(), stage.guild)
    return stage.payload()


@routes.on("DELETE", "/stage-instances/{channel_id}")
def close_stage(call: Call) -> Any:
    channel = call.channel()
    stage = _stage(call, channel)
    call.need_in(channel, STAGE_MODERATOR)
    call.world.events.close_stage(stage)
    return NO_CONTENT


def _stage(call: Call, channel: Channel) -> StageInstance:
    return known("Stage Instance", call.world.guilds.of(channel).stages.get(channel.id) if channel.guild else None)


def _check_topic(topic: object) -> None:
    errors = FormErrors()
    errors.text("topic", topic, 120)
    errors.refuse_if_any()


@routes.on("GET", *STATES)
def get_state(call: Call) -> Any:
    return _state(call, _member(call, call.guild())).payload()


def _member(call: Call, guild: Guild) -> Member:
    """The bot itself for `@me`."""
    return call.member(guild) if "user_id" in call.params else guild.me


def _state(call: Call, member: Member) -> VoiceState:
    return known("Voice State", call.world.voice.of(member))


@routes.on("PATCH", *STATES, body=fields("channel_id", "suppress", "request_to_speak_timestamp"))
def change_state(call: Call) -> Any:
    """Change the state of a member in a stage. For others, and to unmute itself, the bot needs Mute Members."""
    guild = call.guild()
    member = _member(call, guild)
    state = _state(call, member)
    if state.channel is None or state.channel.type != STAGE:
        raise wrong_channel_type()
    asked = call.form.get("channel_id")
    if asked is not None and str(asked) != str(state.channel.id):
        raise malformed("channel_id", "VOICE_STATE_WRONG_CHANNEL", "The user is not in that channel")
    suppress = call.form.get("suppress")
    if member is not guild.me or suppress is False:
        call.world.permissions_used |= Permission.MUTE_MEMBERS
        if Permission.MUTE_MEMBERS not in permissions_in(guild.me, state.channel):
            raise missing_permissions()
    if suppress is not None:
        state.suppress = bool(suppress)
    if "request_to_speak_timestamp" in call.form:
        state.request_to_speak_at = call.form["request_to_speak_timestamp"]
    call.world.voice.publish(state)
    call.world.events.speakers_changed(state.channel)
    return NO_CONTENT
