"""Purge the personal data of a whole workshop, and when that is due."""

from collections.abc import Collection
from datetime import datetime

from bot.core.instants import format_utc, parse_utc
from bot.features.privacy.erasing_store import ACTORS
from bot.storage import audit
from bot.storage.transaction import Transaction

_PERSONAL_TABLES = (
    "preferences",
    "drafts",
    "wrong_codes",
    "exclusions",
    "join_requests",
    "letters",
    "readings",
    "reading_posts",
    "erased_people",
    "requested_posts",
    "requests",
)


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
    """Empty names and ids of all who did something or to whom it was done, and what was said of them."""
    for table, name, number, discord in ACTORS:
        tx.execute(
            f"update {table} set {name} = '', {number} = null, {discord} = null"
            f" where workshop = ? and ({name} <> ? or {number} <> 0 or {discord} <> 0)",
            (workshop, audit.BOT.name),
        )
    here = (workshop,)
    tx.execute("update audit set about = '', about_participant = null, remark = '' where workshop = ?", here)
    tx.execute("update marks set reason = '' where workshop = ?", here)
    tx.execute("update endorsements set participant = null where workshop = ?", here)


def _purge_answers(tx: Transaction, workshop: str, picked: Collection[tuple[str, str]]) -> None:
    here = (workshop,)
    tx.execute("update anonymous_answers set text = null where workshop = ?", here)
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
