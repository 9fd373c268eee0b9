"""Endpoints for roles.

https://discord.com/developers/docs/resources/guild#create-guild-role
https://discord.com/developers/docs/topics/permissions#permission-hierarchy
"""

import asyncio
from typing import Any

from fakecord.errors import ApiError, Json, known, missing_permissions
from fakecord.http.call import NO_CONTENT, Call
from fakecord.http.routing import Limit, Routes
from fakecord.model.effective_permissions import permissions_of
from fakecord.model.guild import Guild
from fakecord.model.members import Role
from fakecord.permissions import NONE, Permission, parse_permissions
from fakecord.rules.form_errors import FormErrors
from fakecord.rules.modelled import ONLY_NULL, fields

routes = Routes()

ROLES = "/guilds/{guild_id}/roles"
ONE = f"{ROLES}/{{role_id}}"
ROLE = fields(
    "name", "color", "hoist", "mentionable", "permissions",
    colors=fields("primary_color", secondary_color=ONLY_NULL, tertiary_color=ONLY_NULL),
)  # fmt: skip
MAX_ROLES = 250
EVENT_AFTER_S = 0.5
"""Real seconds between the answer to Create Guild Role and its event. At Discord they may arrive in either order. A bot
must not rely on the event (discord.py's `Guild.create_role` does not put the role into its cache)."""


@routes.on("GET", ROLES)
def list_roles(call: Call) -> Any:
    return [r.payload() for r in call.guild().roles.values()]


@routes.on("GET", ONE)
def get_role(call: Call) -> Any:
    return call.role(call.guild()).payload()


@routes.on("POST", ROLES, limit=Limit(30, 10.0), body=ROLE)
def create_role(call: Call) -> Any:
    guild = call.guild()
    form = {} if call.body is None else call.form
    call.need(guild, Permission.MANAGE_ROLES)
    permissions = _check(call, guild, form, guild.everyone.permissions)
    if len(guild.roles) >= MAX_ROLES:
        raise ApiError(400, 30005, f"Maximum number of server roles reached ({MAX_ROLES})")
    role = Role(call.world.ids.next(), guild, form.get("name") or "new role", permissions, 0)
    _fill(role, form)
    guild.add_role(role, tell=False)
    asyncio.get_running_loop().call_later(EVENT_AFTER_S, _tell, guild, role)
    return role.payload()


def _tell(guild: Guild, role: Role) -> None:
    if role.id in guild.roles:
        guild.role_created(role)


@routes.on("PATCH", ONE, limit=Limit(30, 10.0), body=ROLE)
def edit_role(call: Call) -> Any:
    guild = call.guild()
    role = call.role(guild)
    call.need(guild, Permission.MANAGE_ROLES)
    call.need_above(guild, role)
    role.permissions = _check(call, guild, call.form, role.permissions)
    if call.form.get("name"):
        role.name = call.form["name"]
    _fill(role, call.form)
    guild.role_changed(role)
    return role.payload()


def _check(call: Call, guild: Guild, form: Json, default: Permission) -> Permission:
    """Check the body and return the permissions. The bot can grant only those it has."""
    errors = FormErrors()
    errors.optional_text("name", form.get("name"), 100)
    errors.optional_number("color", form.get("color"), 0, 0xFFFFFF)
    errors.flag("hoist", form.get("hoist"))
    errors.flag("mentionable", form.get("mentionable"))
    permissions = default if form.get("permissions") is None else parse_permissions(form["permissions"])
    if permissions is None:
        errors.add("permissions", "PERMISSIONS_TYPE", "Not a set of permissions.")
    errors.refuse_if_any()
    added = (permissions or NONE) & ~default
    call.world.permissions_used |= added
    if form.get("permissions") is not None and added & ~permissions_of(guild.me):
        raise missing_permissions()
    return permissions or NONE


def _fill(role: Role, form: Json) -> None:
    role.color = _primary(form, role.color) if form.get("color") is None else form["color"]
    role.hoist = role.hoist if form.get("hoist") is None else form["hoist"]
    role.mentionable = role.mentionable if form.get("mentionable") is None else form["mentionable"]


def _primary(form: Json, default: int) -> int:
    colors = form.get("colors")
    return int(colors.get("primary_color") or 0) if isinstance(colors, dict) else default


@routes.on("PATCH", ROLES, body=fields("id", "position"))
def move_roles(call: Call) -> Any:
    """The bot moves only roles below its own, and only to positions below its own."""
    guild = call.guild()
    call.need(guild, Permission.MANAGE_ROLES)
    moves = [(known("Role", guild.roles.get(int(m.get("id", 0)))), m.get("position")) for m in call.body]
    for role, position in moves:
        call.need_above(guild, role)
        if position is not None and position >= guild.me.top_position:
            raise missing_permissions()
    for role, position in moves:
        if position is not None:
            guild.move_role(role, position)
    return list_roles(call)


@routes.on("DELETE", ONE)
def delete_role(call: Call) -> Any:
    guild = call.guild()
    role = call.role(guild)
    call.need(guild, Permission.MANAGE_ROLES)
    call.need_above(guild, role)
    if role.managed_by is not None or role is guild.everyone:
        raise ApiError(400, 50028, "Invalid Role")
    guild.remove_role(role)
    return NO_CONTENT
