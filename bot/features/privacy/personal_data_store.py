"""Everything that is kept under one person's name, for them alone to read."""

from __future__ import annotations

from bot.storage.transaction import Row, Transaction


def participant(tx: Transaction, workshop: str, discord_id: int) -> Row | None:
    """Their row, also where they wait for approval or were removed."""
    return tx.row("select * from participants where workshop = ? and discord_id = ?", (workshop, discord_id))


def preference(tx: Transaction, workshop: str, discord_id: int) -> Row | None:
    return tx.row("select * from preferences where workshop = ? and discord_id = ?", (workshop, discord_id))


def drafts(tx: Transaction, workshop: str, discord_id: int) -> list[Row]:
    """What they wrote and have not confirmed."""
    return tx.rows(
        "select payload, written_at from drafts where workshop = ? and author = ? order by id", (workshop, discord_id)
    )


def letters(tx: Transaction, workshop: str, discord_id: int) -> list[Row]:
    """The direct messages written to them."""
    return tx.rows(
        "select * from letters where workshop = ? and discord_id = ? order by due_at, key", (workshop, discord_id)
    )


def presences(tx: Transaction, workshop: str, participant: int) -> list[Row]:
    return tx.rows(
        "select session, source, starts, ends, uncertain from presences where workshop = ? and participant = ?"
        " order by starts, id",
        (workshop, participant),
    )


def answers(tx: Transaction, workshop: str, participant: int) -> list[Row]:
    """What they answered by name, for themselves or for their administration."""
    return tx.rows(
        "select prompts.session, prompts.definition, answers.* from answers join prompts using (workshop, prompt)"
        " where answers.workshop = ? and participant = ? order by prompts.opened_at, prompt",
        (workshop, participant),
    )


def messages(tx: Transaction, workshop: str, participant: int) -> list[Row]:
    """The versions of key messages that they wrote."""
    return tx.rows(
        "select * from key_message_versions where workshop = ? and participant = ?"
        " order by administration, number, version",
        (workshop, participant),
    )


def endorsements(tx: Transaction, workshop: str, participant: int) -> list[Row]:
    return tx.rows(
        "select * from endorsements where workshop = ? and participant = ? order by endorsed_at",
        (workshop, participant),
    )


def responses(tx: Transaction, workshop: str, response: str) -> list[Row]:
    """Their named evaluations."""
    return tx.rows(
        "select * from evaluation_answers where workshop = ? and response = ? order by evaluation, question",
        (workshop, response),
    )


def floor_requests(tx: Transaction, workshop: str, participant: int) -> list[Row]:
    return tx.rows(
        "select session, claim, asked_at, given_at, ended_at from floor_requests"
        " where workshop = ? and participant = ? order by id",
        (workshop, participant),
    )


def log(tx: Transaction, workshop: str) -> list[Row]:
    return tx.rows("select at, actor, action, target, detail from audit where workshop = ?", (workshop,))
