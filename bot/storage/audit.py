"""The audit log: what organisers and facilitators did. It is written in the same transaction as the action."""

from datetime import datetime

from bot.core.instants import format_utc
from bot.core.people import Participant, Person
from bot.storage import actors
from bot.storage.transaction import Transaction

BOT = Person(0, "atelier")
"""The actor of things that the bot does by itself, or for which no name is stored."""


def record(
    tx: Transaction,
    workshop: str,
    at: datetime,
    actor: Person,
    action: str,
    target: str = "",
    detail: str = "",
    *,
    about: Participant | None = None,
    remark: str = "",
) -> None:
    """Record what `actor` (or `BOT`) did. `action` is the command's name, such as `session start`.

    `about` is the person it was done to, and `remark` what was said about them. Put no names into `target` or `detail`:
    erasing a person does not change these.
    """
    tx.execute(
        "insert into audit (workshop, at, actor, actor_participant, actor_discord, action, target, detail, about,"
        " about_participant, remark) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            *(workshop, format_utc(at), *actors.actor(tx, workshop, actor), action, target, detail),
            *((about.name, about.id) if about else ("", None)),
            remark,
        ),
    )
