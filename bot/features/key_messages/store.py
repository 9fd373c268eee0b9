"""Key messages: one row a message, one row each version and each translation of it, never overwritten."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from bot.core.instants import format_utc
from bot.storage.transaction import Row, Transaction

# One row each translation of the current version, or one without any. An erased author has no name.
_CURRENT = """
    select m.*, v.version, v.language, v.theme, v.text, iif(p.name = '', '', v.author) as author, v.written_at,
        t.language as into_language, t.text as translation, t.translator, t.translated_at, t.revision
    from key_messages m
    join key_message_versions v
        on (v.workshop, v.administration, v.number) = (m.workshop, m.administration, m.number)
        and v.version = (select max(version) from key_message_versions w
            where (w.workshop, w.administration, w.number) = (m.workshop, m.administration, m.number))
    left join participants p on p.id = v.participant
    left join translations t
        on (t.workshop, t.administration, t.number, t.version) = (v.workshop, v.administration, v.number, v.version)
        and t.revision = (select max(revision) from translations u
            where (u.workshop, u.administration, u.number, u.version, u.language)
                = (t.workshop, t.administration, t.number, t.version, t.language))
    where m.workshop = ?
"""


def add(
    tx: Transaction, workshop: str, administration: str, at: datetime, *, limit: int, form: str | None
) -> int | None:
    """The number of a new message, or None where the administration has `limit` already."""
    rows = tx.rows(
        "select count(*) as there, coalesce(max(number), 0) as last from key_messages"
        " where workshop = ? and administration = ?",
        (workshop, administration),
    )
    row = next(iter(rows))
    if row["there"] >= limit:
        return None
    number = int(row["last"]) + 1
    tx.execute(
        "insert into key_messages (workshop, administration, number, status, submitted_at, form)"
        " values (?, ?, ?, 'submitted', ?, ?)",
        (workshop, administration, number, format_utc(at), form),
    )
    return number


def add_version(
    tx: Transaction,
    workshop: str,
    administration: str,
    number: int,
    *,
    language: str,
    theme: str | None,
    text: str,
    author: str,
    participant: int | None,
    on_behalf: bool,
    at: datetime,
) -> None:
    key = (workshop, administration, number)
    tx.execute(
        "insert into key_message_versions (workshop, administration, number, version, language, theme, text, author,"
        " participant, on_behalf, written_at) values (?, ?, ?, (select coalesce(max(version), 0) + 1"
        " from key_message_versions where workshop = ? and administration = ? and number = ?), ?, ?, ?, ?, ?, ?, ?)",
        (*key, *key, language, theme, text, author, participant, int(on_behalf), format_utc(at)),
    )
    tx.execute(
        "update key_messages set on_behalf = ? where workshop = ? and administration = ? and number = ?",
        (int(on_behalf), *key),
    )


def add_translation(
    tx: Transaction,
    workshop: str,
    administration: str,
    number: int,
    version: int,
    language: str,
    text: str,
    translator: str,
    at: datetime,
) -> None:
    """A translation of that version; one that corrects an earlier one is its next revision."""
    key = (workshop, administration, number, version, language)
    tx.execute(
        "insert into translations (workshop, administration, number, version, language, revision, text, translator,"
        " translated_at) values (?, ?, ?, ?, ?, (select coalesce(max(revision), 0) + 1 from translations"
        " where workshop = ? and administration = ? and number = ? and version = ? and language = ?), ?, ?, ?)",
        (*key, *key, text, translator, format_utc(at)),
    )


def set_status(tx: Transaction, workshop: str, administration: str, number: int, status: str) -> None:
    tx.execute(
        "update key_messages set status = ? where workshop = ? and administration = ? and number = ?",
        (status, workshop, administration, number),
    )


def by_form(tx: Transaction, workshop: str, form: str) -> tuple[str, int] | None:
    """The message that first came from that form, if one did."""
    rows = tx.rows(
        "select administration, number from key_messages where workshop = ? and form = ?",
        (
            workshop,
            form,
        ),
    )
    return (rows[0]["administration"], rows[0]["number"]) if rows else None


def one(tx: Transaction, workshop: str, administration: str, number: int) -> list[Row]:
    """A message with its current version: a row each translation of it; none where there is no such message."""
    return tx.rows(
        _CURRENT + " and m.administration = ? and m.number = ?",
        (
            workshop,
            administration,
            number,
        ),
    )


def of_administration(tx: Transaction, workshop: str, administration: str) -> list[Row]:
    return tx.rows(
        _CURRENT + " and m.administration = ? order by m.number",
        (
            workshop,
            administration,
        ),
    )


def everyone(tx: Transaction, workshop: str) -> list[Row]:
    return tx.rows(_CURRENT + " order by m.administration, m.number", (workshop,))


def versions(tx: Transaction, workshop: str, administration: str) -> list[Row]:
    """Every version of an administration's messages, the first of each first."""
    return tx.rows(
        "select v.*, iif(p.name = '', '', v.author) as name from key_message_versions v"
        " left join participants p on p.id = v.participant"
        " where v.workshop = ? and v.administration = ? order by v.number, v.version",
        (
            workshop,
            administration,
        ),
    )


def counts(tx: Transaction, workshop: str) -> dict[str, int]:
    """How many messages each administration has; those with none are left out."""
    rows = tx.rows(
        "select administration, count(*) as messages from key_messages where workshop = ? group by administration",
        (workshop,),
    )
    return {row["administration"]: row["messages"] for row in rows}


def reopen(tx: Transaction, workshop: str, administrations: Iterable[str], until: datetime, at: datetime) -> None:
    tx.executemany(
        "insert into desk_reopenings (workshop, administration, until, reopened_at) values (?, ?, ?, ?)",
        [(workshop, administration, format_utc(until), format_utc(at)) for administration in administrations],
    )


def reopened_until(tx: Transaction, workshop: str, administration: str) -> str | None:
    """Until when the desk was last reopened for `administration` (empty: for all); None where it never was."""
    rows = tx.rows(
        "select max(until) as until from desk_reopenings where workshop = ? and administration in ('', ?)",
        (
            workshop,
            administration,
        ),
    )
    return rows[0]["until"] if rows else None
