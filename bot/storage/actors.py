"""The columns in which tables store who did something."""

from bot.core.people import Actor, Person
from bot.storage.transaction import Transaction


def actor(tx: Transaction, workshop: str, person: Person) -> Actor:
    """`person` as an `Actor`.

    Their participant number is used even while they wait for approval, or after they were removed.
    """
    row = tx.row("select id from participants where workshop = ? and discord_id = ?", (workshop, person.discord_id))
    return Actor(person.name, row["id"], None) if row else Actor(person.name, None, person.discord_id or None)
