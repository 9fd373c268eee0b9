"""SQL that erases one person from the tables of every feature.

These statements are in one file, not in their features, so that one can check that nothing is forgotten. SQLite
overwrites deleted content (`secure_delete`); `Database.checkpoint` then empties the write-ahead log.
"""

from collections.abc import Callable, Collection
from datetime import datetime

from bot.core.instants import format_utc, parse_utc
from bot.storage.transaction import Transaction

ACTORS = (
    ("audit", "actor", "actor_participant", "actor_discord"),
    ("marks", "actor", "actor_participant", "actor_discord"),
    ("key_message_versions", "author", "participant", "author_discord"),
    ("translations", "translator", "translator_participant", "translator_discord"),
    ("publications", "publisher", "publisher_participant", "publisher_discord"),
    ("outcomes", "author", "author_participant", "author_discord"),
)
"""All columns that store who did something.

The table, and its columns for the name, the participant and the Discord id.
"""


def names_used(tx: Transaction, workshop: str, participant: int | None, discord_id: int | None) -> set[str]:
    """The names under which this person did something."""
    union = " union ".join(
        f"select {name} as name from {table} where workshop = ?1 and ({number} = ?2 or {discord} = ?3)"
        for table, name, number, discord in ACTORS
    )
    return {row["name"] for row in tx.rows(union, (workshop, participant, discord_id))}


def empty_actor(tx: Transaction, workshop: str, participant: int | None, discord_id: int | None) -> None:
    """Empty the name and id of this person in every table with an actor. They are matched by id, never by name."""
    for table, name, number, discord in ACTORS:
        tx.execute(
            f"update {table} set {name} = '', {number} = null, {discord} = null"
            f" where workshop = ? and ({number} = ? or {discord} = ?)",
            (workshop, participant, discord_id),
        )


def anonymise_answers(
    tx: Transaction,
    workshop: str,
    participant: int,
    clean: Callable[[str], str],
    answerer_of: Callable[[str, datetime], str],
) -> None:
    """Detach a participant from their answers.

    Personal answers become anonymous: `clean` removes the person's names from the text, and `answerer_of` gives the new
    answerer for a prompt and its opening time. Answers for their administration only lose the reference to the
    participant. Their answers that wait in the interpreter feed are deleted.
    """
    here = (workshop, participant)
    answers = tx.rows(
        "select answers.*, opened_at from answers join prompts using (workshop, prompt)"
        " where workshop = ? and participant = ? and answerer glob 'p:*'",
        here,
    )
    tx.execute("delete from answers where workshop = ? and participant = ? and answerer glob 'p:*'", here)
    for row in answers:
        answerer = answerer_of(row["prompt"], parse_utc(row["opened_at"]))
        tx.execute(
            "insert into anonymous_answers (workshop, prompt, answerer, option_ids, value, text)"
            " values (?, ?, ?, ?, ?, ?)",
            (workshop, row["prompt"], answerer, row["option_ids"], row["value"], row["text"] and clean(row["text"])),
        )
    tx.execute("update answers set participant = null where workshop = ? and participant = ?", here)
    tx.execute("delete from interpreter_items where workshop = ? and answerer = ?", (workshop, f"p:{participant}"))


def anonymise_evaluations(
    tx: Transaction,
    workshop: str,
    participant: int,
    written: Collection[tuple[str, str]],
    clean: Callable[[str], str],
    response_to: Callable[[str], str],
) -> None:
    """Replace the participant's id in each named response to an evaluation by `response_to(evaluation)`.

    `written` are the questions (evaluation, question) with written answers: `clean` removes the person's names from
    these.
    """
    here = (workshop, str(participant))
    answers = tx.rows(
        "select evaluation, question, text from evaluation_answers where workshop = ? and response = ?", here
    )
    responses = {evaluation: response_to(evaluation) for evaluation in {row["evaluation"] for row in answers}}
    for row in answers:
        in_words = row["text"] and (row["evaluation"], row["question"]) in written
        text = clean(row["text"]) if in_words else row["text"]
        tx.execute(
            "update evaluation_answers set response = ?, text = ?, language = null, answered_at = null"
            " where workshop = ? and response = ? and evaluation = ? and question = ?",
            (responses[row["evaluation"]], text, *here, row["evaluation"], row["question"]),
        )


def remember_erased(tx: Transaction, workshop: str, participant: int, who: str) -> None:
    """Keep the participant's number and status under a keyed hash, in case they join again."""
    tx.execute(
        "insert into erased_people (workshop, who, participant, status)"
        " select workshop, ?, id, status from participants where id = ?"
        " on conflict do update set participant = excluded.participant, status = excluded.status",
        (who, participant),
    )


def forget_erased(tx: Transaction, workshop: str) -> None:
    """Delete what `remember_erased` kept."""
    tx.execute("delete from erased_people where workshop = ?", (workshop,))


def anonymise_participant(tx: Transaction, workshop: str, participant: int, at: datetime) -> None:
    """Empty the participant's row, and remarks about them.

    The row is kept, with presences and marks, for the counts. An active request for the floor ends at `at`.
    """
    tx.execute(
        "update participants set discord_id = null, name = '', email = null, status = 'removed' where id = ?",
        (participant,),
    )
    here = (workshop, participant)
    tx.execute("update marks set reason = '' where workshop = ? and participant = ?", here)
    tx.execute(
        "update audit set about = '', about_participant = null, remark = ''"
        " where workshop = ? and about_participant = ?",
        here,
    )
    tx.execute("update endorsements set participant = null where workshop = ? and participant = ?", here)
    tx.execute("delete from direct_messages where workshop = ? and about_participant = ?", here)
    tx.execute(
        "update floor_requests set claim = 'left', ended_at = ? where workshop = ? and participant = ?"
        " and claim in ('waiting', 'speaking')",
        (format_utc(at), workshop, participant),
    )


def delete_personal_rows(tx: Transaction, workshop: str, discord_id: int) -> None:
    """Delete choices, drafts and direct messages, which are stored under the Discord id, and the author of requests."""
    tx.execute("delete from preferences where workshop = ? and discord_id = ?", (workshop, discord_id))
    tx.execute("delete from drafts where workshop = ? and author = ?", (workshop, discord_id))
    tx.execute("delete from direct_messages where workshop = ? and discord_id = ?", (workshop, discord_id))
    tx.execute(
        "update requests set requested_by = null where workshop = ? and requested_by = ?", (workshop, discord_id)
    )
