"""Purge the personal data of a whole workshop, and when that is due."""

from collections.abc import Collection
from datetime import datetime

from bot.core.instants import format_utc, parse_utc
from bot.features.privacy.erasing_store import AUTHOR_COLUMNS, remove_mark_reasons, replace_in_texts
from bot.features.privacy.name_removal import ERASED
from bot.storage import audit
from bot.storage.transaction import Transaction

_PERSONAL_TABLES = (
    "preferences",
    "drafts",
    "wrong_codes",
    "letters",
    "readings",
    "reading_posts",
    "requested_posts",
    "requests",
)
_ACTIONS_ON_PEOPLE = "'roster assign', 'roster approve', 'roster remove'"
"""Commands whose target in the audit log is a person's name."""


def set_purge_at(tx: Transaction, workshop: str, at: datetime | None) -> None:
    """Store when the workshop is to be purged; None: never."""
    tx.execute("update workshops set purge_at = ? where workshop = ?", (format_utc(at), workshop))


def to_purge(tx: Transaction, now: datetime) -> list[str]:
    """Workshops that are to be purged now, also those whose file is gone."""
    rows = tx.rows("select workshop from workshops where purge_at <= ?", (format_utc(now),))
    return [row["workshop"] for row in rows]


def next_purge(tx: Transaction, now: datetime) -> datetime | None:
    """When the next purge after `now` is due; None if none is."""
    row = tx.row("select min(purge_at) as at from workshops where purge_at > ?", (format_utc(now),))
    return parse_utc(row["at"]) if row else None


def purge(tx: Transaction, workshop: str, picked: Collection[tuple[str, str]], at: datetime) -> int:
    """Delete all personal data of a workshop; returns the number of people.

    Numbers stay, and so do key messages and answers of administrations. The text of other answers is deleted, except
    that of the evaluation questions `picked` (evaluation, question): it holds ids of options.
    """
    here = (workshop,)
    _purge_names(tx, workshop)
    people = tx.execute(
        "update participants set discord_id = null, name = '', email = null"
        " where workshop = ? and (discord_id > 0 or name <> '' or email <> '')",
        here,
    )
    _purge_answers(tx, workshop, picked)
    for table in _PERSONAL_TABLES:
        tx.execute(f"delete from {table} where workshop = ?", here)
    tx.execute("update workshops set purged_at = ?, purge_at = null where workshop = ?", (format_utc(at), workshop))
    return people.rowcount


def _purge_names(tx: Transaction, workshop: str) -> None:
    """Remove every name from the log, from other texts and from the columns of authors, and all reasons of marks."""
    here = (workshop,)
    names = _all_names(tx, workshop) - {audit.BOT}
    remove_mark_reasons(tx, workshop)
    tx.execute(f"update audit set target = '{ERASED}' where workshop = ? and action in ({_ACTIONS_ON_PEOPLE})", here)
    replace_in_texts(tx, workshop, names)
    tx.execute("update marks set reason = '' where workshop = ?", here)
    for table, column in AUTHOR_COLUMNS:
        tx.execute(f"update {table} set {column} = '' where workshop = ?", here)


def _purge_answers(tx: Transaction, workshop: str, picked: Collection[tuple[str, str]]) -> None:
    here = (workshop,)
    tx.execute(
        "update answers set text = null, answered_at = null, edited_at = null"
        " where workshop = ? and answerer not glob 'a:*'",
        here,
    )
    marks = ", ".join("(?, ?)" for _ in picked) or "('', '')"
    tx.execute(
        "update evaluation_answers set text = null where workshop = ?"
        f" and (evaluation, question) not in (values {marks})",
        (workshop, *(part for pair in picked for part in pair)),
    )
    tx.execute("update evaluation_answers set answered_at = null where workshop = ?", here)


def _all_names(tx: Transaction, workshop: str) -> set[str]:
    """Every name in the workshop: of participants and of those who acted."""
    columns = (("participants", "name"), ("audit", "actor"), *AUTHOR_COLUMNS)
    union = " union ".join(f"select {column} as name from {table} where workshop = ?1" for table, column in columns)
    return {row["name"] for row in tx.rows(union, (workshop,))} - {"", ERASED}
