"""Endpoints for channels and permission overwrites.

https://discord.com/developers/docs/resources/channel
https://discord.com/developers/docs/resources/guild#create-guild-channel
"""

from typing import Any

from fakecord.errors import ApiError, Json, known, wrong_channel_type
from fakecord.http.call import NO_CONTENT, Answer, Call
from fakecord.http.routing import Limit, Routes
from fakecord.model.channel import Channel
from fakecord.model.channel_types import ANNOUNCEMENT, CATEGORY, DM, STAGE, TYPES, VOICE, Overwrite, stored_name
from fakecord.model.effective_permissions import permissions_in, permissions_of
from fakecord.model.guild import Guild
from fakecord.model.thread import Thread
from fakecord.permissions import Permission
from fakecord.routes import threads
from fakecord.routes.threads import delete_thread, edit_thread
from fakecord.rules.form_errors import FormErrors
from fakecord.rules.modelled import fields, refuse_unmodelled
from fakecord.rules.overwrites import check_overwrite, check_overwrites, need_bits

routes = Routes()

CHANNELS = "/guilds/{guild_id}/channels"
ONE = "/channels/{channel_id}"
OVERWRITE = fields("id", "type", "allow", "deny")
EDITED = fields(
    "name", "topic", "parent_id", "nsfw", "rate_limit_per_user", "user_limit", "bitrate", "position",
    permission_overwrites=OVERWRITE,
)  # fmt: skip
MAX_CHANNELS, MAX_IN_CATEGORY = 500, 50


@routes.on("GET", CHANNELS)
def list_channels(call: Call) -> Any:
    return [c.payload() for c in call.guild().channels.values()]


@routes.on("GET", ONE)
def get_channel(call: Call) -> Any:
    return call.channel().payload()


@routes.on("POST", CHANNELS, limit=Limit(30, 10.0), body=EDITED | fields("type"))
def create_channel(call: Call) -> Any:
    guild = call.guild()
    form = call.form
    call.need(guild, Permission.MANAGE_CHANNELS)
    errors = FormErrors()
    errors.text("name", form.get("name"), 100)
    kind = form.get("type") or 0
    errors.choice("type", kind, set(TYPES.values()) - {DM})
    _check(guild, form, errors)
    overwrites = check_overwrites(guild, form.get("permission_overwrites"), permissions_of(guild.me), errors)
    errors.refuse_if_any()
    if kind in (STAGE, ANNOUNCEMENT) and not guild.community:
        raise wrong_channel_type()
    if len(guild.channels) >= MAX_CHANNELS:
        raise ApiError(400, 30013, f"Maximum number of server channels reached ({MAX_CHANNELS})")
    name = stored_name(form["name"], kind)
    channel = Channel(call.world.ids.next(), kind, name, guild, len(guild.channels))
    _fill(channel, form, overwrites)
    return Answer(201, guild.add_channel(channel).payload())


@routes.on("PATCH", ONE, body=EDITED | threads.EDITED)
def edit_channel(call: Call) -> Any:
    channel = call.channel()
    if isinstance(channel, Thread):
        return edit_thread(call, channel)
    refuse_unmodelled(call.form, {}, EDITED, ())
    if channel.guild is None:
        raise ApiError(403, 50003, "Cannot execute action on a DM channel")
    call.need_in(channel, Permission.MANAGE_CHANNELS)
    form = call.form
    errors = FormErrors()
    if "name" in form:
        errors.text("name", form["name"], 100)
    guild = call.world.guilds.of(channel)
    _check(guild, form, errors)
    overwrites = None
    if form.get("permission_overwrites") is not None:
        call.need_in(channel, Permission.MANAGE_ROLES)
        overwrites = check_overwrites(
            guild, form["permission_overwrites"], call.permissions_in(channel), errors, channel.overwrites
        )
    errors.refuse_if_any()
    if "name" in form:
        channel.name = stored_name(form["name"], channel.type)
    _fill(channel, form, overwrites)
    channel.changed()
    return channel.payload()


def _check(guild: Guild, form: Json, errors: FormErrors) -> None:
    errors.optional_text("topic", form.get("topic"), 1024)
    errors.optional_number("rate_limit_per_user", form.get("rate_limit_per_user"), 0, 21600)
    maximum = 99 if form.get("type") == VOICE else 10000
    errors.optional_number("user_limit", form.get("user_limit"), 0, maximum)
    errors.optional_number("bitrate", form.get("bitrate"), 8000, 384000)
    errors.optional_number("position", form.get("position"), 0, 1 << 31)
    parent_id = form.get("parent_id")
    if parent_id is None:
        return
    parent = guild.channels.get(int(parent_id)) if str(parent_id).isdecimal() else None
    if parent is None or parent.type != CATEGORY:
        errors.add("parent_id", "CHANNEL_PARENT_INVALID", "Category does not exist")
    elif sum(c.parent_id == parent.id for c in guild.channels.values()) >= MAX_IN_CATEGORY:
        errors.add(
            "parent_id",
            "CHANNEL_PARENT_MAX_CHANNELS",
            f"Maximum number of channels in category reached ({MAX_IN_CATEGORY})",
        )


def _fill(channel: Channel, form: Json, overwrites: dict[int, Overwrite] | None) -> None:
    if "topic" in form:
        channel.topic = form["topic"]
    if "parent_id" in form:
        channel.parent_id = int(form["parent_id"]) if form["parent_id"] else None
    for key, attribute in (
        ("nsfw", "nsfw"), ("rate_limit_per_user", "slowmode"), ("user_limit", "user_limit"), ("bitrate", "bitrate"),
        ("position", "position"),
    ):  # fmt: skip
        if form.get(key) is not None:
            setattr(channel, attribute, form[key])
    if overwrites is not None:
        channel.overwrites = overwrites


@routes.on("PATCH", CHANNELS, body=fields("id", "position", "parent_id"))
def move_channels(call: Call) -> Any:
    guild = call.guild()
    call.need(guild, Permission.MANAGE_CHANNELS)
    for move in call.body:
        channel = known("Channel", guild.channels.get(int(move["id"])))
        _fill(channel, {k: v for k, v in move.items() if k in ("position", "parent_id")}, None)
        channel.changed()
    return NO_CONTENT


@routes.on("DELETE", ONE)
def delete_channel(call: Call) -> Any:
    """Deleting a direct channel closes it. A channel of a guild needs Manage Channels."""
    channel = call.channel()
    if isinstance(channel, Thread):
        return delete_thread(call, channel)
    if channel.guild:
        call.need_in(channel, Permission.MANAGE_CHANNELS)
        call.world.delete_channel(channel)
    return channel.payload()


@routes.on("PUT", f"{ONE}/permissions/{{overwrite_id}}", body=OVERWRITE)
def put_overwrite(call: Call) -> Any:
    channel = call.channel()
    guild = call.world.guilds.of(channel)
    call.need_in(channel, Permission.MANAGE_ROLES)
    target = call.number("overwrite_id")
    errors = FormErrors()
    overwrite = check_overwrite(guild, call.form | {"id": str(target)}, "overwrite", errors)
    errors.refuse_if_any()
    if overwrite:
        need_bits(guild, overwrite, channel.overwrites.get(target), permissions_in(guild.me, channel))
        channel.overwrites[target] = overwrite
        channel.changed()
    return NO_CONTENT


@routes.on("DELETE", f"{ONE}/permissions/{{overwrite_id}}")
def delete_overwrite(call: Call) -> Any:
    channel = call.channel()
    call.need_in(channel, Permission.MANAGE_ROLES)
    known("Overwrite", channel.overwrites.pop(call.number("overwrite_id"), None))
    channel.changed()
    return NO_CONTENT
