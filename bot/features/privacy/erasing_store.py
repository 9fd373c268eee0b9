"""Erase one person in the tables of every feature.

These statements stand together and not with their features, so that one file shows that nothing is forgotten. SQLite
overwrites deleted content (`secure_delete`); `Database.settle` then empties the write-ahead log.
"""

from collections.abc import Callable, Collection, Iterable
from datetime import datetime

from bot.core.instants import format_utc
from bot.features.privacy.name_removal import mark_without_reason, name_remover
from bot.storage.transaction import Transaction

COLUMNS_WITH_NAMES = (
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
"""Columns that may contain people's names, alone or within a text."""
AUTHOR_COLUMNS = (
    ("marks", "actor"),
    ("key_message_versions", "author"),
    ("translations", "translator"),
    ("publications", "publisher"),
)
"""Columns that contain the name of the person who acted."""
_PERSONAL_ANSWERS = "workshop = ? and participant = ? and answerer glob 'p:*'"


def replace_names(tx: Transaction, workshop: str, names: Collection[str]) -> None:
    """Replace `names` by `ERASED` wherever they stand, and drop the reasons of their marks from the log."""
    remove_mark_reasons(tx, workshop, names)
    replace_in_texts(tx, workshop, names)


def remove_mark_reasons(tx: Transaction, workshop: str, names: Collection[str] | None = None) -> None:
    """Remove name and reason from the log's entries about attendance marks of `names` (None: of everyone)."""
    tx.create_function("mark_without_reason", lambda detail: mark_without_reason(detail, names))
    tx.execute(
        "update audit set detail = mark_without_reason(detail) where workshop = ? and action = 'attendance mark'",
        (workshop,),
    )


def replace_in_texts(tx: Transaction, workshop: str, names: Iterable[str]) -> None:
    """Replace `names` by `ERASED` in every column that may contain them."""
    tx.create_function("without_names", name_remover(names))
    for table, column in COLUMNS_WITH_NAMES:
        tx.execute(
            f"update {table} set {column} = without_names({column})"
            f" where workshop = ? and {column} <> without_names({column})",
            (workshop,),
        )


def anonymise_answers(
    tx: Transaction,
    workshop: str,
    participant: int,
    names: Collection[str],
    random_identity: Callable[[], tuple[int, str]],
) -> None:
    """Detach a participant from the answers they gave.

    Answers for themselves are inserted again under a random row id and answerer (`random_identity`), with `names`
    removed from their text. Answers for their administration only lose the reference to the participant. What waits to
    be sent to the interpreters as theirs is deleted.
    """
    here = (workshop, participant)
    answers = tx.rows(f"select * from answers where {_PERSONAL_ANSWERS}", here)
    tx.execute(f"delete from answers where {_PERSONAL_ANSWERS}", here)
    without_names = name_remover(names)
    for row in answers:
        id, answerer = random_identity()
        values = (id, workshop, row["prompt"], answerer, row["option_ids"], row["value"], without_names(row["text"]))
        tx.execute(
            "insert into answers (id, workshop, prompt, answerer, option_ids, value, text)"
            " values (?, ?, ?, ?, ?, ?, ?)",
            values,
        )
    tx.execute("update answers set participant = null where workshop = ? and participant = ?", here)
    tx.execute("delete from readings where workshop = ? and answerer = ?", (workshop, f"p:{participant}"))


def anonymise_evaluations(tx: Transaction, workshop: str, participant: int, token: str) -> None:
    """Replace the participant's id by `token` in the evaluations they answered under their name."""
    tx.execute(
        "update evaluation_answers set response = ?, language = null, answered_at = null"
        " where workshop = ? and response = ?",
        (token, workshop, str(participant)),
    )


def anonymise_participant(tx: Transaction, workshop: str, participant: int, at: datetime) -> None:
    """Empty the participant's row. It stays, with presences and marks, so that the counts stay the same.

    A request for the floor that is not over ends at `at`.
    """
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


def delete_personal_rows(tx: Transaction, workshop: str, discord_id: int) -> None:
    """Delete choices, drafts and direct messages, which are stored under the Discord id; forget who asked for what."""
    tx.execute("delete from preferences where workshop = ? and discord_id = ?", (workshop, discord_id))
    tx.execute("delete from drafts where workshop = ? and author = ?", (workshop, discord_id))
    tx.execute("delete from letters where workshop = ? and discord_id = ?", (workshop, discord_id))
    tx.execute(
        "update requests set requested_by = null where workshop = ? and requested_by = ?", (workshop, discord_id)
    )


def author_names(tx: Transaction, workshop: str, participant: int) -> set[str]:
    """The names under which the participant wrote key messages."""
    rows = tx.rows(
        "select distinct author from key_message_versions where workshop = ? and participant = ? and author <> ''",
        (workshop, participant),
    )
    return {row["author"] for row in rows}
