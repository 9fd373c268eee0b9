"""Taking people out of the database: one who asks, or all of a workshop. What remains is in no way theirs.

The connection overwrites what it deletes (`secure_delete`); `Database.settle` then clears the log.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from datetime import datetime

from bot.core.instants import format_utc
from bot.features.privacy.name_removal import ERASED, mark_without_reason, without
from bot.storage.transaction import Row, Transaction

Fresh = tuple[int, str]
"""An answer's new id and answerer, which say nothing of whose it was or when."""

# Columns in which people's names may stand, alone or within a text.
NAMED = (
    ("audit", "actor"),
    ("audit", "target"),
    ("audit", "detail"),
    ("marks", "actor"),
    ("marks", "reason"),
    ("key_message_versions", "author"),
    ("translations", "translator"),
    ("publications", "publisher"),
    ("drafts", "payload"),
    ("letters", "text"),
)
_SIGNED = (
    ("marks", "actor"),
    ("key_message_versions", "author"),
    ("translations", "translator"),
    ("publications", "publisher"),
)
_ABOUT_SOMEONE = "'roster assign', 'roster approve', 'roster remove'"
"""Commands whose target is a person."""
_OF_PERSON = "workshop = ? and participant = ? and answerer glob 'p:*'"


def replace_names(tx: Transaction, workshop: str, names: Collection[str]) -> None:
    """Put `ERASED` in the place of `names` wherever they stand; the log keeps no reason of their marks."""
    _define(tx, "mark_without_reason", lambda detail: mark_without_reason(detail, names))
    tx.execute(
        "update audit set detail = mark_without_reason(detail) where workshop = ? and action = 'attendance mark'",
        (workshop,),
    )
    _replace(tx, workshop, names)


def _replace(tx: Transaction, workshop: str, names: Iterable[str]) -> None:
    _define(tx, "without_names", without(names))
    for table, column in NAMED:
        tx.execute(
            f"update {table} set {column} = without_names({column})"
            f" where workshop = ? and {column} <> without_names({column})",
            (workshop,),
        )


def _define(tx: Transaction, name: str, function: Callable[[str], str | None]) -> None:
    tx.create_function(name, function)


def answers_of(tx: Transaction, workshop: str, participant: int) -> list[Row]:
    """What they answered for themselves, by name; not what their administration answered."""
    return list(tx.rows(f"select * from answers where {_OF_PERSON}", (workshop, participant)))


def unname_answers(
    tx: Transaction, workshop: str, participant: int, found: Iterable[tuple[Row, Fresh]], names: Iterable[str]
) -> None:
    """Write their answers down again as nobody's, to be read aloud to nobody; their administration's remain its own."""
    tx.execute(f"delete from answers where {_OF_PERSON}", (workshop, participant))
    plain = without(names)
    tx.executemany(
        "insert into answers (id, workshop, prompt, answerer, option_ids, value, text) values (?, ?, ?, ?, ?, ?, ?)",
        [
            (id, workshop, row["prompt"], answerer, row["option_ids"], row["value"], plain(row["text"]))
            for row, (id, answerer) in found
        ],
    )
    tx.execute("update answers set participant = null where workshop = ? and participant = ?", (workshop, participant))
    tx.execute("delete from readings where workshop = ? and answerer = ?", (workshop, f"p:{participant}"))


def unname_responses(tx: Transaction, workshop: str, response: str, fresh: str) -> None:
    """Their named evaluations become nobody's."""
    tx.execute(
        "update evaluation_answers set response = ?, language = null, answered_at = null"
        " where workshop = ? and response = ?",
        (fresh, workshop, response),
    )


def unname_participant(tx: Transaction, workshop: str, participant: int, at: datetime) -> None:
    """Their row stays for the numbers, of no one; so do their intervals of presence, and what organisers marked."""
    tx.execute(
        "update participants set discord_id = null, name = '', email = null, status = 'removed' where id = ?",
        (participant,),
    )
    tx.execute("update marks set reason = '' where workshop = ? and participant = ?", (workshop, participant))
    tx.execute(
        "update key_message_versions set author = '' where workshop = ? and participant = ?", (workshop, participant)
    )
    tx.execute(
        "update floor_requests set claim = 'left', ended_at = ? where workshop = ? and participant = ?"
        " and claim in ('waiting', 'speaking')",
        (format_utc(at), workshop, participant),
    )


def forget_choices(tx: Transaction, workshop: str, discord_id: int) -> None:
    tx.execute("delete from preferences where workshop = ? and discord_id = ?", (workshop, discord_id))
    tx.execute("delete from drafts where workshop = ? and author = ?", (workshop, discord_id))
    tx.execute("delete from letters where workshop = ? and discord_id = ?", (workshop, discord_id))


def authors(tx: Transaction, workshop: str, participant: int) -> set[str]:
    """The names under which they wrote key messages."""
    rows = tx.rows(
        "select distinct author from key_message_versions where workshop = ? and participant = ? and author <> ''",
        (workshop, participant),
    )
    return {row["author"] for row in rows}


# a whole workshop, when its time has come


def set_purge_at(tx: Transaction, workshop: str, at: datetime | None) -> None:
    tx.execute("update workshops set purge_at = ? where workshop = ?", (format_utc(at), workshop))


def to_purge(tx: Transaction, now: datetime) -> list[str]:
    """Workshops whose time has come."""
    rows = tx.rows("select workshop from workshops where purge_at <= ?", (format_utc(now),))
    return [row["workshop"] for row in rows]


def next_purge(tx: Transaction, now: datetime) -> str | None:
    row = tx.row("select min(purge_at) as at from workshops where purge_at > ?", (format_utc(now),))
    return row["at"] if row else None


def purge(tx: Transaction, workshop: str, automatic: str, picked: Collection[tuple[str, str]], at: datetime) -> int:
    """Take everyone out, and the texts they answered with; returns how many people.

    Numbers stay, and so do key messages and what administrations answered. `automatic` is no person's name;
    `picked` are the evaluations' questions whose text is options picked, of (evaluation, question).
    """
    names = _everyone(tx, workshop) - {automatic}
    here = (workshop,)
    _define(tx, "mark_without_reason", mark_without_reason)
    tx.execute(
        "update audit set detail = mark_without_reason(detail) where workshop = ? and action = 'attendance mark'", here
    )
    tx.execute(f"update audit set target = '{ERASED}' where workshop = ? and action in ({_ABOUT_SOMEONE})", here)
    _replace(tx, workshop, names)
    people = tx.execute(
        "update participants set discord_id = null, name = '', email = null"
        " where workshop = ? and (discord_id > 0 or name <> '' or email <> '')",
        here,
    )
    tx.execute("update marks set reason = '' where workshop = ?", here)
    for table, column in _SIGNED:
        tx.execute(f"update {table} set {column} = '' where workshop = ?", here)
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
    for table in ("preferences", "drafts", "wrong_codes", "letters", "readings", "reading_posts"):
        tx.execute(f"delete from {table} where workshop = ?", here)
    tx.execute("update workshops set purged_at = ?, purge_at = null where workshop = ?", (format_utc(at), workshop))
    return people.rowcount


def _everyone(tx: Transaction, workshop: str) -> set[str]:
    """Every name in the workshop: of participants, and of those who acted."""
    columns = (("participants", "name"), ("audit", "actor"), *_SIGNED)
    union = " union ".join(f"select {column} as name from {table} where workshop = ?1" for table, column in columns)
    return {row["name"] for row in tx.rows(union, (workshop,))} - {"", ERASED}
