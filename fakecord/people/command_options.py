"""The options of a command, checked and filled in as Discord's client does before it sends them.

https://discord.com/developers/docs/interactions/application-commands#application-command-object-application-command-option-type
"""

from collections.abc import Callable, Mapping
from typing import Any

from fakecord.errors import Json, NotAllowed, NotPossible
from fakecord.model.channel import Channel
from fakecord.model.command_permissions import Overwrites, decision
from fakecord.model.effective_permissions import permissions_in
from fakecord.model.members import Member
from fakecord.model.thread import Thread
from fakecord.people.resolved_data import ResolvedData
from fakecord.permissions import Permission, parse_permissions
from fakecord.rules.commands import (
    ATTACHMENT,
    BOOLEAN,
    CHANNEL,
    INTEGER,
    LARGEST_INTEGER,
    MAX_STRING,
    MENTIONABLE,
    NUMBER,
    ROLE,
    STRING,
    USER,
)


def check_can_use(command: Json, member: Member | None, channel: Channel, overwrites: Overwrites) -> None:
    """Whether the client's menu shows the command here; `NotAllowed` if not."""
    if member is None:
        if not command.get("dm_permission"):
            raise NotAllowed(f"/{command['name']} is not available in direct messages")
        return
    contexts = command.get("contexts")
    if contexts is not None and 0 not in contexts:
        raise NotAllowed(f"/{command['name']} is not available in servers")
    granted = permissions_in(member, channel)
    if Permission.VIEW_CHANNEL | Permission.USE_APPLICATION_COMMANDS not in granted:
        raise NotAllowed(f"{member.user.name} cannot use commands in #{channel.name}")
    if isinstance(channel, Thread) and channel.archived:
        raise NotAllowed(f"{channel.name} is archived: no commands can be used there")
    if Permission.ADMINISTRATOR in granted:
        return
    wanted = parse_permissions(command.get("default_member_permissions"))
    decided = decision(overwrites, member, channel)
    by_default = wanted is None or (bool(wanted) and wanted in granted)
    if not (by_default if decided is None else decided):
        raise NotAllowed(f"/{command['name']} is hidden from {member.user.name}")


def fill_options(
    node: Json, given: Mapping[str, Any], resolved: ResolvedData, *, partial: str | None = None
) -> list[Json]:
    """The options as they are sent; `NotPossible` if the client would not send them.

    `partial` is the option that is being typed. Then required options may be missing.
    """
    declared = {o["name"]: o for o in node.get("options") or []}
    unknown = given.keys() - declared.keys()
    if unknown:
        raise NotPossible(f"/{node['name']} has no option {sorted(unknown)}, only {sorted(declared)}")
    missing = [n for n, o in declared.items() if o.get("required") and given.get(n) is None]
    if missing and partial is None:
        raise NotPossible(f"/{node['name']} needs {missing}")
    sent = []
    for name, option in declared.items():
        if given.get(name) is None:
            continue
        typed = name == partial
        value = given[name] if typed else _value(option, given[name], resolved)
        sent.append({"name": name, "type": option["type"], "value": value} | ({"focused": True} if typed else {}))
    return sent


def nest_options(path: list[Json], options: list[Json]) -> list[Json]:
    """Put the options inside their sub-command, and that inside its group."""
    for node in reversed(path):
        options = [{"name": node["name"], "type": node["type"], "options": options}]
    return options


def _value(option: Json, value: Any, resolved: ResolvedData) -> Any:
    kind = option["type"]
    send: dict[int, Callable[[Any], Any]] = {
        STRING: lambda v: _string(option, v),
        INTEGER: lambda v: _number(option, v),
        NUMBER: lambda v: _number(option, v),
        BOOLEAN: lambda v: _boolean(option, v),
        USER: resolved.user,
        CHANNEL: lambda v: resolved.channel(v, option.get("channel_types")),
        ROLE: resolved.role,
        MENTIONABLE: resolved.mentionable,
        ATTACHMENT: resolved.attachment,
    }
    if option.get("choices"):
        return _choice(option, value)
    return send[kind](value)


def _choice(option: Json, value: Any) -> Any:
    """The value of the choice with this value or this name."""
    for key in ("value", "name"):
        for choice in option["choices"]:
            if choice[key] == value and type(choice[key]) is type(value):
                return choice["value"]
    raise NotPossible(f"{option['name']} has no choice {value!r}, only {[c['value'] for c in option['choices']]}")


def _string(option: Json, value: Any) -> str:
    if not isinstance(value, str):
        raise NotPossible(f"{option['name']} is a text, not {value!r}")
    text = " ".join(value.split("\n"))
    minimum, maximum = option.get("min_length") or 0, option.get("max_length") or MAX_STRING
    if not minimum <= len(text) <= maximum or not text:
        raise NotPossible(f"{option['name']} takes {minimum} to {maximum} characters, not {len(text)}")
    return text


def _number(option: Json, value: Any) -> Any:
    whole = option["type"] == INTEGER
    if isinstance(value, bool) or not isinstance(value, int if whole else (int, float)):
        raise NotPossible(f"{option['name']} is a number, not {value!r}")
    minimum, maximum = option.get("min_value"), option.get("max_value")
    low = -LARGEST_INTEGER if minimum is None else minimum
    high = LARGEST_INTEGER if maximum is None else maximum
    if not low <= value <= high:
        raise NotPossible(f"{option['name']} takes {low} to {high}, not {value}")
    return value


def _boolean(option: Json, value: Any) -> bool:
    if not isinstance(value, bool):
        raise NotPossible(f"{option['name']} is true or false, not {value!r}")
    return value
