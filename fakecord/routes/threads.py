"""Endpoints for threads. Their messages have the endpoints of channels.

https://discord.com/developers/docs/resources/channel#start-thread-from-message
https://discord.com/developers/docs/topics/threads#editing-deleting-threads
"""

from typing import Any

from fakecord import threads
from fakecord.errors import ApiError, Json, known, missing_permissions, unknown, wrong_channel_type
from fakecord.gateway.payloads import is_active_for
from fakecord.http.call import NO_CONTENT, Answer, Call
from fakecord.http.routing import Routes
from fakecord.model.channel import Channel, Message
from fakecord.model.channel_types import ANNOUNCEMENT, PRIVATE_THREAD, PUBLIC_THREAD, TEXT
from fakecord.model.effective_permissions import sending_in
from fakecord.model.thread import Thread
from fakecord.permissions import Permission
from fakecord.rules.form_errors import FormErrors
from fakecord.rules.modelled import fields, refuse_unmodelled

routes = Routes()

STARTED = fields("name", "auto_archive_duration", "rate_limit_per_user")
EDITED = STARTED | fields("archived", "locked", "invitable")
MEMBERS = "/channels/{channel_id}/thread-members"
DURATIONS_MIN = {60, 1440, 4320, 10080}


@routes.on("POST", "/channels/{channel_id}/messages/{message_id}/threads", body=STARTED)
def start_from_message(call: Call) -> Any:
    channel = call.channel()
    return _start(call, channel, call.message(channel))


@routes.on("POST", "/channels/{channel_id}/threads", body=STARTED | fields("type", "invitable"))
def start(call: Call) -> Any:
    """Private unless `type` says otherwise."""
    return _start(call, call.channel(), None)


def _start(call: Call, parent: Channel, message: Message | None) -> Any:
    if parent.type not in (TEXT, ANNOUNCEMENT):
        raise wrong_channel_type()
    private = message is None and call.form.get("type", PRIVATE_THREAD) != PUBLIC_THREAD
    call.need_in(parent, Permission.CREATE_PRIVATE_THREADS if private else Permission.CREATE_PUBLIC_THREADS)
    _check(call.form, new=True)
    if message and call.world.channel(message.id):
        raise ApiError(400, 160004, "A thread has already been created for this message")
    thread = threads.start(call.world, parent, call.world.bot, call.form["name"], message=message, private=private)
    _fill(thread, call.form)
    return Answer(201, thread.payload())


def edit_thread(call: Call, thread: Thread) -> Any:
    """Those who started it may change it. Locking and slowmode are for moderators, and so is all that is locked."""
    form = call.form
    refuse_unmodelled(form, {}, EDITED, ())
    _check(form, new=False)
    moderates = Permission.MANAGE_THREADS in call.permissions_in(thread)
    may = moderates or (thread.owner is call.world.bot and not thread.locked)
    if not moderates and form.keys() & {"locked", "rate_limit_per_user", "invitable"}:
        may = False
    if form.keys() == {"archived"} and form["archived"] is False and not thread.locked:
        may = may or call.world.bot.id in thread.joined
    if not may:
        raise missing_permissions()
    if form.get("archived") is not False:
        thread.need_open()
    _fill(thread, form)
    threads.change(call.world, thread, name=form.get("name"), archived=form.get("archived"), locked=form.get("locked"))
    return thread.payload()


def _check(form: Json, *, new: bool) -> None:
    errors = FormErrors()
    if new or "name" in form:
        errors.text("name", form.get("name"), 100)
    if form.get("auto_archive_duration") is not None:
        errors.choice("auto_archive_duration", form["auto_archive_duration"], DURATIONS_MIN)
    errors.optional_number("rate_limit_per_user", form.get("rate_limit_per_user"), 0, 21600)
    for key in ("archived", "locked", "invitable"):
        errors.flag(key, form.get(key))
    errors.refuse_if_any()


def _fill(thread: Thread, form: Json) -> None:
    for key, attribute in (
        ("auto_archive_duration", "archive_after_min"), ("rate_limit_per_user", "slowmode"), ("invitable", "invitable"),
    ):  # fmt: skip
        if form.get(key) is not None:
            setattr(thread, attribute, form[key])


def delete_thread(call: Call, thread: Thread) -> Any:
    call.need_in(thread, Permission.MANAGE_THREADS)
    payload = thread.payload()
    threads.delete(call.world, thread)
    return payload


@routes.on("GET", "/guilds/{guild_id}/threads/active")
def list_active(call: Call) -> Any:
    guild = call.guild()
    active = [t for t in guild.threads.values() if is_active_for(guild.me, t)]
    members = [t.member_payload(guild.me.id) for t in active if guild.me.id in t.joined]
    return {"threads": [t.payload() for t in active], "members": members, "has_more": False}


def _thread(call: Call) -> Thread:
    channel = call.channel()
    if not isinstance(channel, Thread):
        raise wrong_channel_type()
    return channel


@routes.on("GET", MEMBERS)
def list_members(call: Call) -> Any:
    thread = _thread(call)
    return [thread.member_payload(number) for number in thread.joined]


@routes.on("GET", f"{MEMBERS}/{{user_id}}")
def get_member(call: Call) -> Any:
    thread = _thread(call)
    if call.number("user_id") not in thread.joined:
        raise unknown("Member")
    return thread.member_payload(call.number("user_id"))


@routes.on("PUT", f"{MEMBERS}/@me")
def join(call: Call) -> Any:
    thread = _thread(call)
    thread.need_open()
    threads.join(call.world, thread, call.world.bot)
    return NO_CONTENT


@routes.on("PUT", f"{MEMBERS}/{{user_id}}")
def add_member(call: Call) -> Any:
    """Whoever can send messages in it can add others who see its channel."""
    thread = _thread(call)
    call.need_in(thread, sending_in(thread))
    thread.need_open()
    member = known("Member", call.world.guilds.of(thread).members.get(call.number("user_id")))
    threads.join(call.world, thread, member.user)
    return NO_CONTENT


@routes.on("DELETE", f"{MEMBERS}/@me")
def leave(call: Call) -> Any:
    thread = _thread(call)
    thread.need_open()
    threads.leave(call.world, thread, call.world.bot.id)
    return NO_CONTENT


@routes.on("DELETE", f"{MEMBERS}/{{user_id}}")
def remove_member(call: Call) -> Any:
    thread = _thread(call)
    if not (thread.type == PRIVATE_THREAD and thread.owner is call.world.bot):
        call.need_in(thread, Permission.MANAGE_THREADS)
    thread.need_open()
    threads.leave(call.world, thread, call.number("user_id"))
    return NO_CONTENT
