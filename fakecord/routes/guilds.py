"""Endpoints for the guild and its members.

https://discord.com/developers/docs/resources/guild
"""

from datetime import datetime, timedelta
from typing import Any

from fakecord.errors import ApiError, Json, known, malformed, missing_access, missing_permissions, unknown
from fakecord.http.call import NO_CONTENT, Call
from fakecord.http.routing import Limit, Routes
from fakecord.model.effective_permissions import permissions_in, permissions_of
from fakecord.model.guild import Guild
from fakecord.model.members import Member, Role
from fakecord.model.voice import VoiceState
from fakecord.permissions import Permission
from fakecord.rules.form_errors import FormErrors
from fakecord.rules.modelled import fields

routes = Routes()

LONGEST_TIME_OUT = timedelta(days=28)
TEN_IN_TEN = Limit(10, 10.0)
EDITED = fields("nick", "roles", "mute", "deaf", "channel_id", "communication_disabled_until")
MEMBER = "/guilds/{guild_id}/members/{user_id}"


@routes.on("GET", "/guilds/{guild_id}", query=("with_counts",))
def get_guild(call: Call) -> Any:
    guild = call.guild()
    payload = guild.payload()
    if call.query_flag("with_counts"):
        payload |= {"approximate_member_count": len(guild.members), "approximate_presence_count": 1}
    return payload


@routes.on("GET", "/guilds/{guild_id}/members", query=("limit", "after"))
def list_members(call: Call) -> Any:
    """Only for bots with the Server Members intent."""
    guild = call.guild()
    if "members" not in call.world.portal.privileged_intents:
        raise missing_access()
    after = call.query_number("after", 0, 0, 1 << 64)
    members = sorted((m for m in guild.members.values() if m.id > after), key=lambda m: m.id)
    return [m.payload() for m in members[: call.query_number("limit", 1, 1, 1000)]]


@routes.on("GET", "/guilds/{guild_id}/members/search", query=("query", "limit"))
def search_members(call: Call) -> Any:
    guild = call.guild()
    query = call.query.get("query", "").lower()
    if not query:
        raise malformed("query", "BASE_TYPE_REQUIRED", "This field is required")
    found = [m for m in guild.members.values() if m.is_called(query)]
    return [m.payload() for m in found[: call.query_number("limit", 1, 1, 1000)]]


@routes.on("GET", MEMBER)
def get_member(call: Call) -> Any:
    return call.member(call.guild()).payload()


@routes.on("PATCH", "/guilds/{guild_id}/members/@me", body=fields("nick"))
def edit_me(call: Call) -> Any:
    guild = call.guild()
    if "nick" in call.form:
        call.need(guild, Permission.CHANGE_NICKNAME)
        _rename(guild.me, call.form["nick"])
    return guild.me.payload()


@routes.on("PATCH", MEMBER, limit=TEN_IN_TEN, body=EDITED)
def edit_member(call: Call) -> Any:
    """Nickname, roles, voice and time-out each need their own permission."""
    guild = call.guild()
    member = call.member(guild)
    form = call.form
    roles = _new_roles(call, guild, member, form)
    if "nick" in form:
        call.need(guild, Permission.MANAGE_NICKNAMES)
        _need_above_member(guild, member)
        _rename(member, form["nick"])
    _change_voice(call, guild, member, form)
    _time_out(call, guild, member, form)
    guild.set_roles(member, member.roles if roles is None else roles)
    return member.payload()


def _rename(member: Member, nick: Any) -> None:
    errors = FormErrors()
    errors.optional_text("nick", nick, 32)
    errors.refuse_if_any()
    member.nick = nick or None
    member.guild.member_changed(member)


def _need_above_member(guild: Guild, member: Member) -> None:
    above = member.top_position >= guild.me.top_position and member is not guild.me
    if above or member.user is guild.owner:
        raise missing_permissions()


def _new_roles(call: Call, guild: Guild, member: Member, form: Json) -> Any:
    """The new roles. The bot's highest role must be above each role that is given or taken."""
    if form.get("roles") is None:
        return None
    call.need(guild, Permission.MANAGE_ROLES)
    wanted = [known("Role", guild.roles.get(int(r))) for r in form["roles"]]
    roles = [r for r in wanted if r is not guild.everyone]
    for role in {*roles} ^ {*member.roles}:
        call.need_above(guild, role)
        _refuse_managed(role)
    return roles


def _time_out(call: Call, guild: Guild, member: Member, form: Json) -> None:
    """For four weeks at most. Administrators and the owner cannot be timed out."""
    if "communication_disabled_until" not in form:
        return
    call.need(guild, Permission.MODERATE_MEMBERS)
    _need_above_member(guild, member)
    if Permission.ADMINISTRATOR in permissions_of(member):
        raise missing_permissions()
    given, now = form["communication_disabled_until"], call.world.clock.now()
    until = None if given is None else datetime.fromisoformat(given)
    if until and until > now + LONGEST_TIME_OUT:
        raise malformed("communication_disabled_until", "DATE_TIME_TOO_FAR", "At most 28 days in the future.")
    member.timed_out_until = until


def _change_voice(call: Call, guild: Guild, member: Member, form: Json) -> None:
    """Mute, deafen, move or disconnect a member, who must be in voice."""
    for key, needed in (("mute", Permission.MUTE_MEMBERS), ("deaf", Permission.DEAFEN_MEMBERS)):
        if form.get(key) is not None:
            call.need(guild, needed)
            state = _need_connected(call, member)
            setattr(member, key, bool(form[key]))
            call.world.voice.publish(state)
    if "channel_id" not in form:
        return
    call.need(guild, Permission.MOVE_MEMBERS)
    _need_connected(call, member)
    if form["channel_id"] is None:
        call.world.voice.leave(member)
        return
    channel = guild.channels.get(int(form["channel_id"]))
    if channel is None or not channel.is_voice:
        raise unknown("Channel")
    if Permission.CONNECT not in permissions_in(guild.me, channel):
        raise missing_permissions()
    call.world.voice.join(member, channel)


def _need_connected(call: Call, member: Member) -> VoiceState:
    state = call.world.voice.of(member)
    if state is None:
        raise ApiError(400, 40032, "Target user is not connected to voice.")
    return state


@routes.on("DELETE", MEMBER)
def kick(call: Call) -> Any:
    guild = call.guild()
    member = call.member(guild)
    call.need(guild, Permission.KICK_MEMBERS)
    _need_above_member(guild, member)
    call.world.remove_member(member)
    return NO_CONTENT


@routes.on("PUT", f"{MEMBER}/roles/{{role_id}}", limit=TEN_IN_TEN)
def give_role(call: Call) -> Any:
    return _change_role(call, give=True)


@routes.on("DELETE", f"{MEMBER}/roles/{{role_id}}", limit=TEN_IN_TEN)
def take_role(call: Call) -> Any:
    return _change_role(call, give=False)


def _change_role(call: Call, *, give: bool) -> Any:
    """The bot's highest role must be above this one, which must not be managed by an integration."""
    guild = call.guild()
    member, role = call.member(guild), call.role(guild)
    call.need(guild, Permission.MANAGE_ROLES)
    call.need_above(guild, role)
    _refuse_managed(role)
    if role is guild.everyone:
        raise ApiError(400, 50028, "Invalid Role")
    (guild.give if give else guild.take)(member, role)
    return NO_CONTENT


def _refuse_managed(role: Role) -> None:
    if role.managed_by is not None:
        raise missing_permissions()
