"""Everything that is kept under one person's name, for them alone to read."""

from __future__ import annotations

from bot.storage.database import Database, Row


async def participant(database: Database, workshop: str, discord_id: int) -> Row | None:
    """Their row, also where they wait for approval or were removed."""
    return await database.row(
        "select * from participants where workshop = ? and discord_id = ?", (workshop, discord_id)
    )


async def preference(database: Database, workshop: str, discord_id: int) -> Row | None:
    return await database.row("select * from preferences where workshop = ? and discord_id = ?", (workshop, discord_id))


async def drafts(database: Database, workshop: str, discord_id: int) -> list[Row]:
    """What they wrote and have not confirmed."""
    return await database.rows(
        "select payload, written_at from drafts where workshop = ? and author = ? order by id", (workshop, discord_id)
    )


async def letters(database: Database, workshop: str, discord_id: int) -> list[Row]:
    """The direct messages written to them."""
    return await database.rows(
        "select * from letters where workshop = ? and discord_id = ? order by due_at, key", (workshop, discord_id)
    )


async def presences(database: Database, workshop: str, participant: int) -> list[Row]:
    return await database.rows(
        "select session, source, starts, ends, uncertain from presences where workshop = ? and participant = ?"
        " order by starts, id",
        (workshop, participant),
    )


async def answers(database: Database, workshop: str, participant: int) -> list[Row]:
    """What they answered by name, for themselves or for their administration."""
    return await database.rows(
        "select prompts.session, prompts.definition, answers.* from answers join prompts using (workshop, prompt)"
        " where answers.workshop = ? and participant = ? order by prompts.opened_at, prompt",
        (workshop, participant),
    )


async def messages(database: Database, workshop: str, participant: int) -> list[Row]:
    """The versions of key messages that they wrote."""
    return await database.rows(
        "select * from key_message_versions where workshop = ? and participant = ?"
        " order by administration, number, version",
        (workshop, participant),
    )


async def endorsements(database: Database, workshop: str, participant: int) -> list[Row]:
    return await database.rows(
        "select * from endorsements where workshop = ? and participant = ? order by endorsed_at",
        (workshop, participant),
    )


async def responses(database: Database, workshop: str, response: str) -> list[Row]:
    """Their named evaluations."""
    return await database.rows(
        "select * from evaluation_answers where workshop = ? and response = ? order by evaluation, question",
        (workshop, response),
    )


async def floor_requests(database: Database, workshop: str, participant: int) -> list[Row]:
    return await database.rows(
        "select session, claim, asked_at, given_at, ended_at from floor_requests"
        " where workshop = ? and participant = ? order by id",
        (workshop, participant),
    )


async def log(database: Database, workshop: str) -> list[Row]:
    return await database.rows("select at, actor, action, target, detail from audit where workshop = ?", (workshop,))
