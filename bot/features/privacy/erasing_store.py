"""Erase one person in the tables of every feature.

These statements stand together and not with their features, so that one file shows that nothing is forgotten. SQLite
overwrites deleted content (`secure_delete`); `Database.checkpoint` then empties the write-ahead log.
"""

from collections.abc import Callable, Collection, Iterable
from datetime import datetime

from bot.core.instants import format_utc, parse_utc
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
    answerer_of: Callable[[str, datetime], str],
) -> None:
    """Detach a participant from the answers they gave.

    Answers for themselves become anonymous, with `names` removed from their text, under what `answerer_of` gives for a
    prompt and its opening. Answers for their administration only lose the reference to the participant. What waits to
    be sent to the interpreters as theirs is deleted.
    """
    here = (workshop, participant)
    answers = tx.rows(
        "select answers.*, opened_at from answers join prompts using (workshop, prompt)"
        " where workshop = ? and participant = ? and answerer glob 'p:*'",
        here,
    )
    tx.execute("delete from answers where workshop = ? and participant = ? and answerer glob 'p:*'", here)
    without_names = name_remover(names)
    for row in answers:
        answerer = answerer_of(row["prompt"], parse_utc(row["opened_at"]))
        tx.execute(
            "insert into anonymous_answers (workshop, prompt, answerer, option_ids, value, text)"
            " values (?, ?, ?, ?, ?, ?)",
            (workshop, row["prompt"], answerer, row["option_ids"], row["value"], without_names(row["text"])),
        )
    tx.execute("update answers set participant = null where workshop = ? and participant = ?", here)
    tx.execute("delete from readings where workshop = ? and answerer = ?", (workshop, f"p:{participant}"))


def anonymise_evaluations(tx: Transaction, workshop: str, participant: int, response_to: Callable[[str], str]) -> None:
    """Replace the participant's id, in each evaluation they answered under their name, by `response_to` this one."""
    response = str(participant)
    rows = tx.rows(
        "select distinct evaluation from evaluation_answers where workshop = ? and response = ?", (workshop, response)
    )
    for row in rows:
        tx.execute(
            "update evaluation_answers set response = ?, language = null, answered_at = null"
            " where workshop = ? and evaluation = ? and response = ?",
            (response_to(row["evaluation"]), workshop, row["evaluation"], response),
        )


def remember_erased(tx: Transaction, workshop: str, participant: int, who: str) -> None:
    """Keep the participant's number and status under a keyed hash, in case they join again."""
    tx.execute(
        "insert into erased_people (workshop, who, participant, status)"
        " select workshop, ?, id, status from participants where id = ?",
        (who, participant),
    )


def forget_erased(tx: Transaction, workshop: str) -> None:
    """Delete what `remember_erased` kept."""
    tx.execute("delete from erased_people where workshop = ?", (workshop,))


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
    """Delete choices, drafts and direct messages, which are stored under the Discord id."""
    tx.execute("delete from preferences where workshop = ? and discord_id = ?", (workshop, discord_id))
    tx.execute("delete from drafts where workshop = ? and author = ?", (workshop, discord_id))
    tx.execute("delete from letters where workshop = ? and discord_id = ?", (workshop, discord_id))


def author_names(tx: Transaction, workshop: str, participant: int) -> set[str]:
    """The names under which the participant wrote key messages."""
    rows = tx.rows(
        "select distinct author from key_message_versions where workshop = ? and participant = ? and author <> ''",
        (workshop, participant),
    )
    return {row["author"] for row in rows}
