"""SQL that finds people to erase, by their number or Discord id, and uploads of others about them."""

from bot.core.people import Participant
from bot.features.privacy.erasing_store import ACTORS
from bot.storage import drafts
from bot.storage.transaction import Transaction
from bot.workshop.store import participant_from_row

_NAMES_PARTICIPANT = """
    exists (
        select 1 from json_each(drafts.payload, '$.lines') as line
        where line.value ->> 'who' = ?1
            or exists (select 1 from json_each(line.value, '$.candidates') as candidate where candidate.value = ?1)
            or (?2 <> '' and line.value ->> 'name' = ?2)
            or (?3 <> '' and lower(line.value ->> 'email') = lower(?3))
    )
"""
"""Whether a report that waits for confirmation has a line of this participant: number, guest's name, e-mail address."""


def participant(tx: Transaction, workshop: str, number: int) -> Participant | None:
    """The participant with this number, joined or not. None if there is none. An erased participant has no name."""
    row = tx.row("select * from participants where workshop = ? and id = ?", (workshop, number))
    return participant_from_row(row) if row else None


def discord_ids(tx: Transaction, workshop: str) -> set[int]:
    """The Discord ids of everyone about whom something is stored."""
    columns = [
        *(("participants", "discord_id"), ("preferences", "discord_id"), ("direct_messages", "discord_id")),
        *(("drafts", "author"), *((table, discord_id) for table, _name, _number, discord_id in ACTORS)),
    ]
    union = " union ".join(f"select {column} as id from {table} where workshop = ?1" for table, column in columns)
    return {row["id"] for row in tx.rows(union, (workshop,)) if row["id"]}


def delete_reports_about(tx: Transaction, workshop: str, number: int, guest: str) -> None:
    """Delete unconfirmed reports of others that have a line about this participant.

    Only guests are found by name (`guest` is empty for anyone else), because everyone else can choose their own name.
    """
    row = tx.row("select email from participants where id = ?", (number,))
    tx.execute(
        f"delete from drafts where workshop = ?4 and kind = ?5"
        f" and case when json_valid(payload) then {_NAMES_PARTICIPANT} else true end",
        (number, guest, (row["email"] if row else None) or "", workshop, drafts.REPORT),
    )
