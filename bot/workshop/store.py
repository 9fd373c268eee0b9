"""What a workshop's room is opened with: its row, its sessions, its people and their choices."""

from __future__ import annotations

from datetime import datetime

from bot.core.instants import format_utc
from bot.core.people import Membership, Participant
from bot.storage.transaction import Row, Transaction


def load_workshop(tx: Transaction, workshop: str, guild: int | None, now: datetime) -> Row:
    """The workshop's row, made at `now` where this is the first time it is loaded."""
    tx.execute(
        "insert into workshops (workshop, guild, loaded_at) values (?, ?, ?) on conflict do nothing",
        (workshop, guild, format_utc(now)),
    )
    row = tx.row("select * from workshops where workshop = ?", (workshop,))
    assert row is not None
    return row


def set_guild(tx: Transaction, workshop: str, guild: int) -> None:
    tx.execute("update workshops set guild = ? where workshop = ?", (guild, workshop))


def set_paused(tx: Transaction, workshop: str, at: datetime | None) -> None:
    tx.execute("update workshops set paused_at = ? where workshop = ?", (format_utc(at), workshop))


def participants(tx: Transaction, workshop: str) -> list[Participant]:
    """Everyone who ever joined or asked to join, also those who were removed."""
    return [participant_from_row(row) for row in tx.rows("select * from participants where workshop = ?", (workshop,))]


def participant_from_row(row: Row) -> Participant:
    return Participant(
        row["id"],
        row["discord_id"],
        row["name"],
        row["administration"],
        Membership(row["status"]),
        row["language"],
    )


def preferences(tx: Transaction, workshop: str) -> list[Row]:
    return tx.rows("select * from preferences where workshop = ?", (workshop,))


def places(tx: Transaction, workshop: str) -> dict[str, int]:
    """Purpose to Discord id of what we made or found there."""
    rows = tx.rows("select purpose, discord_id from places where workshop = ?", (workshop,))
    return {row["purpose"]: row["discord_id"] for row in rows}


def set_place(tx: Transaction, workshop: str, purpose: str, discord_id: int | None) -> None:
    if discord_id is None:
        tx.execute("delete from places where workshop = ? and purpose = ?", (workshop, purpose))
    else:
        tx.execute(
            "insert into places (workshop, purpose, discord_id) values (?, ?, ?)"
            " on conflict (workshop, purpose) do update set discord_id = excluded.discord_id",
            (workshop, purpose, discord_id),
        )
