"""Participants, their delegation and their choices."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from bot.core.instants import format_utc
from bot.storage.transaction import Row, Transaction


def join(
    tx: Transaction,
    workshop: str,
    discord_id: int,
    name: str,
    administration: str,
    status: str,
    language: str,
    at: datetime,
) -> Row:
    """The participant's row, made or moved to `administration`."""
    rows = tx.rows(
        "insert into participants (workshop, discord_id, name, administration, status, language, registered_at)"
        " values (?, ?, ?, ?, ?, ?, ?) on conflict (workshop, discord_id) do update set"
        " name = excluded.name, administration = excluded.administration, status = excluded.status,"
        " language = excluded.language returning *",
        (workshop, discord_id, name, administration, status, language, format_utc(at)),
    )
    return next(iter(rows))


def set_status(tx: Transaction, participant: int, status: str) -> Row:
    rows = tx.rows("update participants set status = ? where id = ? returning *", (status, participant))
    return next(iter(rows))


def set_email(tx: Transaction, participant: int, email: str) -> None:
    tx.execute("update participants set email = ? where id = ?", (email, participant))


def add_guest(
    tx: Transaction,
    workshop: str,
    name: str,
    administration: str,
    language: str,
    email: str | None,
    at: datetime,
) -> Row:
    """A guest of a delegation, whom no Discord id is known of."""
    rows = tx.rows(
        "insert into participants (workshop, name, administration, language, email, registered_at)"
        " values (?, ?, ?, ?, ?, ?) returning *",
        (workshop, name, administration, language, email, format_utc(at)),
    )
    return next(iter(rows))


def no_longer_in(tx: Transaction, workshop: str, participants: Collection[int]) -> list[Row]:
    """Those of `participants` who were removed, or whose name was erased."""
    marks = ", ".join("?" * len(participants))
    return tx.rows(
        f"select * from participants where workshop = ? and status <> 'pending' and id in ({marks}) order by id",
        (workshop, *participants),
    )


def emails(tx: Transaction, workshop: str) -> dict[int, str]:
    """Of each participant whose address is known."""
    rows = tx.rows("select id, email from participants where workshop = ? and email <> ''", (workshop,))
    return {row["id"]: row["email"] for row in rows}


def prefer(
    tx: Transaction, workshop: str, discord_id: int, language: str | None, direct_messages: bool, speaks: str
) -> None:
    """Keep what someone chose (`language` None is `auto`), and the language that comes of it."""
    tx.execute(
        "insert into preferences (workshop, discord_id, language, direct_messages) values (?, ?, ?, ?)"
        " on conflict (workshop, discord_id)"
        " do update set language = excluded.language, direct_messages = excluded.direct_messages",
        (workshop, discord_id, language, int(direct_messages)),
    )
    tx.execute(
        "update participants set language = ? where workshop = ? and discord_id = ?", (speaks, workshop, discord_id)
    )


def generations(tx: Transaction, workshop: str) -> dict[str, int]:
    """How often each administration's join code was issued anew; those never are left out."""
    rows = tx.rows("select * from join_codes where workshop = ?", (workshop,))
    return {row["administration"]: row["generation"] for row in rows}


def reissue(tx: Transaction, workshop: str, administrations: list[str]) -> None:
    tx.executemany(
        "insert into join_codes (workshop, administration, generation) values (?, ?, 1)"
        " on conflict do update set generation = generation + 1",
        [(workshop, administration) for administration in administrations],
    )
