"""The data that a workshop's context holds in memory: its state, its people, its bindings to Discord."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.core.instants import format_utc, parse_utc
from bot.core.people import Membership, Participant, Preference
from bot.storage.transaction import Row, Transaction


@dataclass(frozen=True, slots=True)
class WorkshopRecord:
    """What the database stores about a workshop in addition to its file. `WorkshopContext` explains the fields.

    Instants are in UTC.
    """

    guild: int | None
    loaded_at: datetime
    paused_at: datetime | None
    purged_at: datetime | None
    restored_at: datetime | None


def load_workshop(tx: Transaction, workshop: str, guild: int | None, now: datetime) -> WorkshopRecord:
    """The workshop's record. It is inserted with `loaded_at = now` when the workshop is loaded for the first time."""
    tx.execute(
        "insert into workshops (workshop, guild, loaded_at) values (?, ?, ?) on conflict do nothing",
        (workshop, guild, format_utc(now)),
    )
    row = tx.row("select * from workshops where workshop = ?", (workshop,))
    assert row is not None
    return WorkshopRecord(
        row["guild"],
        parse_utc(row["loaded_at"]),
        parse_utc(row["paused_at"]),
        parse_utc(row["purged_at"]),
        parse_utc(row["restored_at"]),
    )


def keep_file(tx: Transaction, workshop: str, source: str) -> None:
    """Store the text of the workshop's file, for exports after the file was deleted."""
    if source:
        tx.execute("update workshops set file = ?1 where workshop = ?2 and file is not ?1", (source, workshop))


def kept_file(tx: Transaction, workshop: str) -> str | None:
    """The text of the workshop's file when it was last loaded.

    None if it was never loaded, or only by an earlier version.
    """
    row = tx.row("select file from workshops where workshop = ?", (workshop,))
    return row["file"] if row else None


def set_guild(tx: Transaction, workshop: str, guild: int) -> None:
    tx.execute("update workshops set guild = ? where workshop = ?", (guild, workshop))


def set_paused(tx: Transaction, workshop: str, at: datetime | None) -> None:
    tx.execute("update workshops set paused_at = ? where workshop = ?", (format_utc(at), workshop))


def participants(tx: Transaction, workshop: str) -> list[Participant]:
    """Every participant, including removed and erased ones."""
    return [participant_from_row(row) for row in tx.rows("select * from participants where workshop = ?", (workshop,))]


def participant_from_row(row: Row) -> Participant:
    """The participant in a row of the table `participants`."""
    return Participant(
        row["id"],
        row["discord_id"],
        row["name"],
        row["administration"],
        Membership(row["status"]),
        row["language"],
    )


def preferences(tx: Transaction, workshop: str) -> dict[int, Preference]:
    """By Discord id."""
    rows = tx.rows("select * from preferences where workshop = ?", (workshop,))
    return {row["discord_id"]: Preference(row["language"], bool(row["direct_messages"])) for row in rows}


def bindings(tx: Transaction, workshop: str) -> dict[str, int]:
    """Purpose to Discord id. `bot.workshop.bindings` explains purposes."""
    rows = tx.rows("select purpose, discord_id from places where workshop = ?", (workshop,))
    return {row["purpose"]: row["discord_id"] for row in rows}


def set_binding(tx: Transaction, workshop: str, purpose: str, discord_id: int) -> None:
    tx.execute(
        "insert into places (workshop, purpose, discord_id) values (?, ?, ?)"
        " on conflict (workshop, purpose) do update set discord_id = excluded.discord_id",
        (workshop, purpose, discord_id),
    )


def set_bindings(tx: Transaction, workshop: str, bindings: Mapping[str, int]) -> None:
    for purpose, discord_id in bindings.items():
        set_binding(tx, workshop, purpose, discord_id)


def delete_binding(tx: Transaction, workshop: str, purpose: str) -> None:
    tx.execute("delete from places where workshop = ? and purpose = ?", (workshop, purpose))
