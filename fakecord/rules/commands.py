"""The rules for application commands.

https://discord.com/developers/docs/interactions/application-commands
"""

from typing import Any

from fakecord.errors import Json
from fakecord.permissions import parse_permissions
from fakecord.rules.command_names import check_named, check_option_names, check_siblings, localisations
from fakecord.rules.form_errors import FormErrors

SUB_COMMAND, GROUP, STRING, INTEGER, BOOLEAN, USER, CHANNEL, ROLE, MENTIONABLE, NUMBER, ATTACHMENT = range(1, 12)
WITH_CHOICES = (STRING, INTEGER, NUMBER)
CHAT_INPUT, USER_COMMAND, MESSAGE_COMMAND = 1, 2, 3
MAX_OPTIONS, MAX_CHARACTERS, MAX_STRING = 25, 8000, 6000
MAX_COMMANDS = {CHAT_INPUT: 100, USER_COMMAND: 15, MESSAGE_COMMAND: 15}
LARGEST_INTEGER = 2**53 - 1


def check_commands(body: Any) -> list[Json]:
    """Check all commands of a scope, and return them."""
    errors = FormErrors()
    commands = [errors.mapping(str(n), c) for n, c in enumerate(errors.items("body", body, 130))]
    for number, command in enumerate(commands):
        check_command(command, f"{number}.", errors)
    for kind, maximum in MAX_COMMANDS.items():
        of_kind = [c for c in commands if c.get("type", CHAT_INPUT) == kind]
        if len(of_kind) > maximum:
            errors.add(
                "body", "APPLICATION_COMMANDS_MAX", f"Maximum number of application commands reached ({maximum})"
            )
        check_siblings(of_kind, "", errors, "APPLICATION_COMMANDS_DUPLICATE_NAME")
    errors.refuse_if_any()
    return commands


def check_command(command: Json, path: str, errors: FormErrors) -> None:
    kind = command.get("type", CHAT_INPUT)
    if not errors.choice(f"{path}type", kind, {CHAT_INPUT, USER_COMMAND, MESSAGE_COMMAND}):
        return
    permissions = command.get("default_member_permissions")
    if permissions is not None and parse_permissions(permissions) is None:
        errors.add(f"{path}default_member_permissions", "PERMISSIONS_TYPE", "Not a set of permissions.")
    if kind != CHAT_INPUT:
        errors.text(f"{path}name", command.get("name"), 32)
        return
    check_named(command, path, errors)
    _check_options(command.get("options"), f"{path}options", errors, depth=0)
    if not errors.tree and _size(command) > MAX_CHARACTERS:
        errors.add(
            path.rstrip(".") or "body",
            "APPLICATION_COMMAND_TOO_LARGE",
            f"Command exceeds maximum size ({MAX_CHARACTERS})",
        )


def _check_options(value: Any, path: str, errors: FormErrors, depth: int) -> None:
    """Either sub-commands (in groups, one level deep) or parameters. Required parameters come first."""
    if value is None:
        return
    found = errors.mappings(path, value, MAX_OPTIONS)
    options = [option for _, option in found]
    nested = [o for o in options if o.get("type") in (SUB_COMMAND, GROUP)]
    if nested and len(nested) != len(options):
        errors.add(
            path,
            "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID",
            "Sub-command and sub-command group option types are mutually exclusive to all other types",
        )
    for here, option in found:
        _check_option(option, f"{here}.", errors, depth)
    check_option_names(options, f"{path}.", errors)
    required = [bool(o.get("required")) for o in options]
    if required != sorted(required, reverse=True):
        errors.add(
            path,
            "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
            "Required options must be placed before non-required options",
        )


def _check_option(option: Json, path: str, errors: FormErrors, depth: int) -> None:
    kind = option.get("type")
    allowed = set(range(3, 12)) | ({SUB_COMMAND, GROUP} if depth == 0 else {SUB_COMMAND} if depth == 1 else set())
    if not errors.choice(f"{path}type", kind, allowed):
        return
    check_named(option, path, errors)
    if kind in (SUB_COMMAND, GROUP):
        _check_options(option.get("options"), f"{path}options", errors, depth=1 if kind == GROUP else 2)
        return
    if option.get("options"):
        errors.add(f"{path}options", "APPLICATION_COMMAND_OPTIONS_NOT_ALLOWED", "Parameters have no options")
    errors.flag(f"{path}required", option.get("required"))
    _check_limits(option, path, errors)
    _check_choices(option, path, errors)


def _check_limits(option: Json, path: str, errors: FormErrors) -> None:
    kind = option["type"]
    if kind == STRING:
        fine = errors.optional_number(f"{path}min_length", option.get("min_length"), 0, MAX_STRING)
        fine &= errors.optional_number(f"{path}max_length", option.get("max_length"), 1, MAX_STRING)
        low, high = option.get("min_length"), option.get("max_length")
    elif kind in (INTEGER, NUMBER):
        low, high = option.get("min_value"), option.get("max_value")
        fine = all(v is None or _is_of(kind, v) for v in (low, high))
        if not fine:
            errors.add(f"{path}min_value", "NUMBER_TYPE_COERCE", "Limits must be of the option's type.")
    else:
        return
    if fine and low is not None and high is not None and low > high:
        errors.add(
            f"{path}min_value", "APPLICATION_COMMAND_OPTION_MIN_GREATER_THAN_MAX", "The minimum exceeds the maximum"
        )


def _check_choices(option: Json, path: str, errors: FormErrors) -> None:
    given = option.get("choices")
    if given and option["type"] not in WITH_CHOICES:
        errors.add(f"{path}choices", "APPLICATION_COMMAND_OPTIONS_CHOICES_NOT_ALLOWED", "This type has no choices")
        return
    if option.get("autocomplete") and (given or option["type"] not in WITH_CHOICES):
        errors.add(f"{path}autocomplete", "APPLICATION_COMMAND_AUTOCOMPLETE_INVALID", "Autocomplete excludes choices")
    if given is not None:
        choices = check_choices(given, f"{path}choices", errors, option["type"])
        check_siblings(choices, f"{path}choices.", errors, "APPLICATION_COMMAND_OPTIONS_CHOICES_NAME_ALREADY_EXISTS")


def check_choices(value: Any, path: str, errors: FormErrors, kind: int) -> list[Json]:
    """Choices of an option, and suggestions of an autocomplete: 25 at most, 1 to 100 characters each."""
    choices = errors.mappings(path, value, MAX_OPTIONS)
    for here, choice in choices:
        errors.text(f"{here}.name", choice.get("name"), 100)
        for locale, name in localisations(choice, "name", f"{here}.", errors).items():
            errors.text(f"{here}.name_localizations.{locale}", name, 100)
        if kind == STRING:
            errors.text(f"{here}.value", choice.get("value"), 100)
        elif not _is_of(kind, choice.get("value")):
            errors.add(f"{here}.value", "NUMBER_TYPE_COERCE", f'Value "{choice.get("value")}" is not of the option.')
    return [choice for _, choice in choices]


def _is_of(kind: int, value: object) -> bool:
    if isinstance(value, bool):
        return False
    if isinstance(value, int):
        return abs(value) <= LARGEST_INTEGER
    return kind == NUMBER and isinstance(value, float)


def _size(item: Json) -> int:
    """The number of characters of names, descriptions and values. The longest localisation of each counts."""
    texts = sum(_longest(item, key) for key in ("name", "description"))
    values = sum(len(str(c["value"])) + _longest(c, "name") for c in item.get("choices") or [])
    return texts + values + sum(map(_size, item.get("options") or []))


def _longest(item: Json, key: str) -> int:
    localised = item.get(f"{key}_localizations") or {}
    return max(len(item.get(key) or ""), *(len(text or "") for text in localised.values()), 0)
