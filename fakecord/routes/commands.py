"""Endpoints to register commands, globally or in one guild.

https://discord.com/developers/docs/interactions/application-commands#endpoints
"""

from typing import Any

from fakecord.errors import ApiError, Json, known, missing_access
from fakecord.http.call import NO_CONTENT, Answer, Call
from fakecord.http.routing import Limit, Routes
from fakecord.rules.commands import MAX_COMMANDS, check_command, check_commands
from fakecord.rules.form_errors import FormErrors
from fakecord.rules.modelled import Shape, fields

routes = Routes()

ALL = ("/applications/{application_id}/commands", "/applications/{application_id}/guilds/{guild_id}/commands")
ONE = [f"{path}/{{command_id}}" for path in ALL]
NAMED = fields("type", "name", "name_localizations", "description", "description_localizations")
OPTION: dict[str, Shape | None] = NAMED | fields(
    "required", "min_value", "max_value", "min_length", "max_length", "autocomplete", "channel_types",
    choices=fields("name", "name_localizations", "value"),
)  # fmt: skip
OPTION["options"] = OPTION
COMMAND = NAMED | fields(
    "default_member_permissions", "dm_permission", "nsfw", "contexts", "integration_types", options=OPTION
)
REGISTER_LIMIT = Limit(20, 20.0)


def _scope(call: Call) -> int | None:
    if call.number("application_id") != call.world.bot.id:
        raise ApiError(403, 20012, "You are not authorized to perform this action on this application")
    if "guild_id" not in call.params:
        return None
    guild = call.world.guilds.get(call.number("guild_id"))
    if guild is None or not guild.has_bot:
        raise missing_access()
    return guild.id


def _one(call: Call, scope: int | None) -> Json:
    return known("application command", call.world.commands.find(scope, call.number("command_id")))


@routes.on("GET", *ALL)
def list_commands(call: Call) -> Any:
    return call.world.commands.of(_scope(call))


@routes.on("PUT", *ALL, limit=REGISTER_LIMIT, body=COMMAND)
def replace_commands(call: Call) -> Any:
    scope = _scope(call)
    return call.world.commands.replace(scope, check_commands(call.body))


@routes.on("POST", *ALL, limit=REGISTER_LIMIT, body=COMMAND)
def create_command(call: Call) -> Any:
    """A command of the same name and type is replaced."""
    scope = _scope(call)
    command = call.form
    _check(command)
    kind = command.get("type", 1)
    existing = call.world.commands.of(scope)
    same = [c for c in existing if (c["name"], c["type"]) == (command["name"], kind)]
    if not same and sum(c["type"] == kind for c in existing) >= MAX_COMMANDS[kind]:
        raise ApiError(400, 30032, f"Maximum number of application commands reached ({MAX_COMMANDS[kind]}).")
    stored = call.world.commands.put(scope, command, int(same[0]["id"]) if same else None)
    return Answer(200 if same else 201, stored)


@routes.on("GET", *ONE)
def get_command(call: Call) -> Any:
    return _one(call, _scope(call))


@routes.on("PATCH", *ONE, limit=REGISTER_LIMIT, body=COMMAND)
def edit_command(call: Call) -> Any:
    scope = _scope(call)
    command = _one(call, scope) | call.form
    _check(command)
    return call.world.commands.put(scope, command, int(command["id"]))


@routes.on("DELETE", *ONE, limit=REGISTER_LIMIT)
def delete_command(call: Call) -> Any:
    scope = _scope(call)
    call.world.commands.remove(scope, int(_one(call, scope)["id"]))
    return NO_CONTENT


@routes.on("GET", f"{ALL[1]}/permissions")
def list_permissions(call: Call) -> Any:
    return call.world.commands.all_permissions(_scope(call) or 0)


@routes.on("GET", f"{ONE[1]}/permissions")
def get_permissions(call: Call) -> Any:
    """Only of commands for which something was set. The application's id stands for all commands."""
    found = call.world.commands.permissions_payload(_scope(call) or 0, call.number("command_id"))
    return known("application command permissions", found)


@routes.on("PUT", f"{ONE[1]}/permissions", body=fields("permissions"))
def edit_permissions(call: Call) -> Any:
    """A bot's token does not suffice: an administrator's Bearer token is needed."""
    raise ApiError(403, 20001, "Bots cannot use this endpoint")


def _check(command: Json) -> None:
    errors = FormErrors()
    check_command(command, "", errors)
    errors.refuse_if_any()
