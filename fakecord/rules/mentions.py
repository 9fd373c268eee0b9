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


def check_allowed_mentions(value: Any, path: str, errors: FormErrors) -> AllowedMentions:
    """A type cannot be both parsed and listed; a list holds 100 ids at most."""
    if value is None:
        return AllowedMentions()
    given = errors.mapping(path, value)
    parse = [] if given.get("parse") is None else errors.items(f"{path}.parse", given["parse"], 3)
    for number, kind in enumerate(parse):
        errors.choice(f"{path}.parse.{number}", kind, PARSED)
    ids: dict[str, frozenset[int]] = {}
    for kind in ("users", "roles"):
        listed = [] if given.get(kind) is None else errors.items(f"{path}.{kind}", given[kind], MAX_IDS)
        numbers = [errors.snowflake(f"{path}.{kind}.{n}", each) for n, each in enumerate(listed)]
        ids[kind] = frozenset(n for n in numbers if n is not None)
        if listed and kind in parse:
            errors.add(
                path,
                "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
                f'parse:["{kind}"] and {kind}: [ids...] are mutually exclusive.',
            )
    parsed = frozenset(k for k in parse if isinstance(k, str))
    return AllowedMentions(parsed, ids["users"], ids["roles"], bool(given.get("replied_user", False)))
