"""Who a text names, and who is really called.

https://discord.com/developers/docs/resources/message#allowed-mentions-object
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from fakecord.errors import Json
from fakecord.permissions import Permission
from fakecord.rules.form_errors import FormErrors

if TYPE_CHECKING:
    from fakecord.model.channel import Channel
    from fakecord.model.message import Message

USER = re.compile(r"<@!?(\d+)>")
ROLE = re.compile(r"<@&(\d+)>")
EVERYONE = re.compile(r"@(?:everyone|here)\b")
PARSED = {"users", "roles", "everyone"}
MOST_IDS = 100


@dataclass(frozen=True)
class Allowed:
    """What `allowed_mentions` lets through; without it, everything."""

    parse: frozenset[str] = frozenset(PARSED)
    users: frozenset[int] = field(default_factory=frozenset)
    roles: frozenset[int] = field(default_factory=frozenset)
    replied_user: bool = True


def check_allowed(value: Any, path: str, faults: FormErrors) -> Allowed:
    """A kind cannot be both parsed and listed; a list holds at most 100 ids."""
    if value is None:
        return Allowed()
    given = faults.mapping(path, value)
    parse = [] if given.get("parse") is None else faults.items(f"{path}.parse", given["parse"], 3)
    for number, kind in enumerate(parse):
        faults.choice(f"{path}.parse.{number}", kind, PARSED)
    ids: dict[str, frozenset[int]] = {}
    for kind in ("users", "roles"):
        listed = [] if given.get(kind) is None else faults.items(f"{path}.{kind}", given[kind], MOST_IDS)
        numbers = [faults.snowflake(f"{path}.{kind}.{n}", each) for n, each in enumerate(listed)]
        ids[kind] = frozenset(n for n in numbers if n is not None)
        if listed and kind in parse:
            faults.add(
                path,
                "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
                f'parse:["{kind}"] and {kind}: [ids...] are mutually exclusive.',
            )
    parsed = frozenset(k for k in parse if isinstance(k, str))
    return Allowed(parsed, ids["users"], ids["roles"], bool(given.get("replied_user", False)))


def resolve_mentions(message: Message, allowed: Allowed, may: Permission, *, pings: bool = True) -> None:
    """Write into the message whom it names and, when it is new, whom it calls.

    A role is called if it is mentionable or its author may mention everyone in the channel.
    """
    text = "\n".join([message.content, *(c.get("content", "") for c in message.walk())])
    named = _named(message.channel, text)
    users = [u for u in named["users"] if "users" in allowed.parse or u.id in allowed.users]
    roles = [r for r in named["roles"] if "roles" in allowed.parse or r.id in allowed.roles]
    loud = Permission.MENTION_EVERYONE in may
    roles_called = [r for r in roles if r.mentionable or loud]
    if message.author is message.channel.world.bot and any(not role.mentionable for role in roles_called):
        message.channel.world.exercised |= Permission.MENTION_EVERYONE
    everyone = bool(EVERYONE.search(text)) and "everyone" in allowed.parse and loud
    replied = message.replies_to.author if message.replies_to and allowed.replied_user else None
    if replied and replied not in users:
        users = [*users, replied]
    message.mentioned_users = [*named["users"], *(u for u in users if u not in named["users"])]
    message.mentioned_roles = roles_called
    message.mentions_everyone = everyone
    if pings:
        message.pinged_users, message.pinged_roles, message.pinged_everyone = users, roles_called, everyone


def _named(channel: Channel, text: str) -> Json:
    world = channel.world
    users = [u for n in dict.fromkeys(USER.findall(text)) if (u := world.users.get(int(n)))]
    roles = channel.guild.roles if channel.guild else {}
    return {"users": users, "roles": [r for n in dict.fromkeys(ROLE.findall(text)) if (r := roles.get(int(n)))]}
