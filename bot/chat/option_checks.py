"""Checks the options of a command against what the command declares.

Discord's own clients send nothing else, but others can. discord.py checks neither choices nor the range of numbers.
"""

from collections.abc import Mapping
from typing import Any

import discord
from discord import app_commands

from bot.core.errors import CommandChanged, NotAnOption, OutOfRange, TextEmpty, TextTooLong

Kind = discord.AppCommandOptionType
NESTED = (Kind.subcommand.value, Kind.subcommand_group.value)
SENT_AS: dict[int, type[Any]] = {Kind.string.value: str, Kind.integer.value: int, Kind.boolean.value: bool}
"""The type of value that Discord sends for each kind of option; for the others it is `str`, an id."""
RESOLVED = {Kind.user.value: "users", Kind.attachment.value: "attachments"}
"""Kinds of option that are ids, and the part of `resolved` that describes them."""


def check_options(interaction: discord.Interaction) -> None:
    """Raises `CommandChanged`, `NotAnOption`, `OutOfRange`, `TextEmpty`, `TextTooLong`."""
    command = interaction.command
    data: dict[str, Any] = {**(interaction.data or {})}
    if not isinstance(command, app_commands.Command):
        raise CommandChanged
    sent = _innermost(data)
    declared = {parameter.display_name: parameter for parameter in command.parameters}
    required = {name for name, parameter in declared.items() if parameter.required}
    if sent.keys() - declared.keys() or required - sent.keys():
        raise CommandChanged
    for name, option in sent.items():
        _check(declared[name], option, data.get("resolved", {}))


def _innermost(data: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """The options of the command itself, by name; groups are nested around them."""
    options = data.get("options", [])
    while options and options[0]["type"] in NESTED:
        options = options[0].get("options", [])
    return {option["name"]: option for option in options}


def _check(parameter: app_commands.Parameter, option: Mapping[str, Any], resolved: Mapping[str, Any]) -> None:
    kind: int = option["type"]
    value: Any = option["value"]
    if kind != parameter.type.value or type(value) is not SENT_AS.get(kind, str):
        raise CommandChanged
    if kind in RESOLVED and value not in resolved.get(RESOLVED[kind], {}):
        raise CommandChanged
    if parameter.choices and value not in {choice.value for choice in parameter.choices}:
        raise NotAnOption
    least, most = parameter.min_value, parameter.max_value
    if kind == Kind.string.value:
        _check_length(value, least or 1, most)
    elif kind == Kind.integer.value and least is not None and most is not None and not least <= value <= most:
        raise OutOfRange(int(least), int(most))


def _check_length(text: str, least: float, most: float | None) -> None:
    if len(text) < least:
        raise TextEmpty
    if most and len(text) > most:
        raise TextTooLong(int(most), text)
