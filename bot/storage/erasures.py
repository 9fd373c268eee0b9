"""The list of people who were erased. Copies of the database and restored backups must erase them too.

The list has no names: only a participant's number, and a hash of the Discord id. The key of the hash is in no backup. A
row is written in the transaction that erases. So a file whose list has the row contains no data of that person from
before `erased_at`. Someone who joins again may get their number back, and be erased again: then `erased_at` is later.
"""

import sqlite3
from collections.abc import Iterable
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.core.instants import format_utc, parse_utc
from bot.storage.integrity import read_only
from bot.storage.transaction import Row, Transaction


@dataclass(frozen=True, slots=True)
class Erasure:
    """Someone to be erased: a participant's number (0: none), a hash of the Discord id (empty: not known)."""

    workshop: str
    participant: int
    person: str
    asked_at: datetime
    erased_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """Whether someone was erased from the database, and from every copy beside it."""

    erased: bool
    from_copies: bool


def ask(tx: Transaction, erasure: Erasure) -> None:
    """Record that someone must be erased from this database and its copies. They may have been erased before."""
    tx.execute(
        "insert into erasures (workshop, participant, person, asked_at) values (?, ?, ?, ?) on conflict do update"
        " set asked_at = excluded.asked_at, erased_at = null, copies_at = null",
        (erasure.workshop, erasure.participant, erasure.person, format_utc(erasure.asked_at)),
    )


def set_erased(tx: Transaction, erasure: Erasure, at: datetime) -> None:
    """Record that someone was erased from this database, in the transaction that erases them.

    The copies follow later.
    """
    tx.execute(
        "insert into erasures (workshop, participant, person, asked_at, erased_at) values (?, ?, ?, ?, ?)"
        " on conflict do update set erased_at = excluded.erased_at, copies_at = null",
        (erasure.workshop, erasure.participant, erasure.person, format_utc(erasure.asked_at), format_utc(at)),
    )


def to_erase(tx: Transaction, workshop: str) -> list[Erasure]:
    """The people who must still be erased from this database."""
    return _erasures(tx.rows("select * from erasures where workshop = ? and erased_at is null", (workshop,)))


def erased(tx: Transaction, workshop: str) -> list[Erasure]:
    """The people who were erased from this database."""
    return _erasures(tx.rows("select * from erasures where workshop = ? and erased_at is not null", (workshop,)))


def workshops(tx: Transaction) -> set[str]:
    """The workshops in which someone was erased, or must be."""
    return {row["workshop"] for row in tx.rows("select distinct workshop from erasures")}


def unfinished(tx: Transaction) -> set[str]:
    """The workshops in which someone must still be erased, from this database or from a copy."""
    return {row["workshop"] for row in tx.rows("select distinct workshop from erasures where copies_at is null")}


def set_finished(tx: Transaction, erasures: Iterable[Erasure], at: datetime) -> None:
    """Record that they are erased from every copy too."""
    tx.executemany(
        "update erasures set copies_at = ? where workshop = ? and participant = ? and person = ? and erased_at = ?",
        [
            (format_utc(at), each.workshop, each.participant, each.person, format_utc(each.erased_at))
            for each in erasures
        ],
    )


def progress(tx: Transaction, workshop: str, participant: int) -> Progress:
    """The progress of an erasure that was requested by participant number."""
    row = tx.row(
        "select erased_at, copies_at from erasures where workshop = ? and participant = ? and person = ''",
        (workshop, participant),
    )
    return Progress(bool(row and row["erased_at"]), bool(row and row["copies_at"]))


def carry_over(restored: sqlite3.Connection, known_by: Iterable[Path]) -> None:
    """Request in a restored backup the erasures that only these files know of.

    Files that cannot be read are skipped.
    """
    for path in known_by:
        with suppress(OSError, sqlite3.Error), closing(read_only(path)) as known:
            rows = known.execute(
                "select workshop, participant, person, coalesce(erased_at, asked_at), loaded_at"
                " from erasures join workshops using (workshop)"
            ).fetchall()
            restored.executemany(
                "insert into erasures (workshop, participant, person, asked_at)"
                " select ?1, ?2, ?3, ?4 where exists (select 1 from workshops where workshop = ?1 and loaded_at = ?5)"
                " on conflict do update set asked_at = excluded.asked_at, erased_at = null, copies_at = null"
                " where erased_at < excluded.asked_at",
                rows,
            )


def _erasures(rows: Iterable[Row]) -> list[Erasure]:
    return [
        Erasure(
            row["workshop"], row["participant"], row["person"], parse_utc(row["asked_at"]), parse_utc(row["erased_at"])
        )
        for row in rows
    ]
