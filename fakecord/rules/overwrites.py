"""The rules for permission overwrites.

https://discord.com/developers/docs/resources/channel#edit-channel-permissions
"""

from typing import Any

from fakecord.errors import Json, missing_permissions, unknown
from fakecord.model.channel_types import Overwrite
from fakecord.model.effective_permissions import permissions_of
from fakecord.model.guild import Guild
from fakecord.permissions import NONE, Permission, parse_permissions
from fakecord.rules.form_errors import FormErrors


def check_overwrites(
    guild: Guild, value: Any, granted: Permission, errors: FormErrors, before: dict[int, Overwrite] | None = None
) -> dict[int, Overwrite]:
    """Overwrites need Manage Roles. The bot can change only the bits it has; Manage Roles only as administrator."""
    found: dict[int, Overwrite] = {}
    for here, each in errors.mappings("permission_overwrites", [] if value is None else value, 1000):
        overwrite = check_overwrite(guild, each, here, errors)
        if overwrite:
            found[overwrite.target] = overwrite
            need_bits(guild, overwrite, (before or {}).get(overwrite.target), granted)
    return found


def check_overwrite(guild: Guild, given: Json, path: str, errors: FormErrors) -> Overwrite | None:
    """One overwrite; None if it is invalid."""
    target = errors.snowflake(f"{path}.id", given.get("id"))
    kind = given.get("type", 0 if target in guild.roles else 1)
    kind = int(kind) if str(kind).isdecimal() else kind
    fine = errors.choice(f"{path}.type", kind, {0, 1})
    bits: list[Permission] = []
    for key in ("allow", "deny"):
        permissions = NONE if given.get(key) is None else parse_permissions(given[key])
        if permissions is None:
            errors.add(f"{path}.{key}", "PERMISSIONS_TYPE", "Not a set of permissions.")
            return None
        bits.append(permissions)
    if kind == 0 and target is not None and target not in guild.roles:
        raise unknown("Role")
    return Overwrite(target, kind, bits[0], bits[1]) if target is not None and fine else None


def need_bits(guild: Guild, overwrite: Overwrite, before: Overwrite | None, granted: Permission) -> None:
    """Raise unless the bot may change these bits. `granted` are its permissions in the channel."""
    mine = permissions_of(guild.me)
    if Permission.ADMINISTRATOR in mine:
        return
    changed = overwrite.allow ^ (before.allow if before else NONE)
    changed |= overwrite.deny ^ (before.deny if before else NONE)
    if Permission.MANAGE_ROLES not in granted | mine and changed:
        raise missing_permissions()
    if changed & ~(granted | mine) or Permission.MANAGE_ROLES in changed:
        raise missing_permissions()
