"""`allowed_mentions`: which mentions in a message may notify people.

https://discord.com/developers/docs/resources/message#allowed-mentions-object
"""

from dataclasses import dataclass, field
from typing import Any

from fakecord.rules.form_errors import FormErrors

PARSED = {"users", "roles", "everyone"}
MAX_IDS = 100


@dataclass(frozen=True)
class AllowedMentions:
    """What may notify. A message without `allowed_mentions` lets everything notify."""

    parse: frozenset[str] = frozenset(PARSED)
    users: frozenset[int] = field(default_factory=frozenset)
    roles: frozenset[int] = field(default_factory=frozenset)
    replied_user: bool = True


def check_allowed_mentions(value: Any, path: str, errors: FormErrors, *, interaction: bool) -> AllowedMentions:
    """Without `allowed_mentions` everything notifies; in an answer to an interaction, only users do.

    A type cannot be both parsed and listed; a list holds 100 ids at most, none twice.

    https://discord.com/developers/docs/resources/message#allowed-mentions-object
    """
    if value is None:
        return AllowedMentions(frozenset({"users"})) if interaction else AllowedMentions()
    given = errors.mapping(path, value)
    parse = [] if given.get("parse") is None else errors.items(f"{path}.parse", given["parse"], 3)
    for number, kind in enumerate(parse):
        errors.choice(f"{path}.parse.{number}", kind, PARSED)
    _refuse_repeated(parse, f"{path}.parse", errors)
    ids: dict[str, frozenset[int]] = {}
    for kind in ("users", "roles"):
        listed = [] if given.get(kind) is None else errors.items(f"{path}.{kind}", given[kind], MAX_IDS)
        numbers = [errors.snowflake(f"{path}.{kind}.{n}", each) for n, each in enumerate(listed)]
        _refuse_repeated(numbers, f"{path}.{kind}", errors)
        ids[kind] = frozenset(n for n in numbers if n is not None)
        if listed and kind in parse:
            errors.add(
                path,
                "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
                f'parse:["{kind}"] and {kind}: [ids...] are mutually exclusive.',
            )
    parsed = frozenset(k for k in parse if isinstance(k, str))
    return AllowedMentions(parsed, ids["users"], ids["roles"], bool(given.get("replied_user", False)))


def _refuse_repeated(values: list[Any], path: str, errors: FormErrors) -> None:
    for number, value in enumerate(values):
        if value is not None and value in values[:number]:
            errors.add(f"{path}.{number}", "SET_TYPE_ALREADY_CONTAINS_VALUE", "The set already contains this value")
