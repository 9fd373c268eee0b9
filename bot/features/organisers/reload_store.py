"""SQL that finds stored data of parts of a workshop that a changed file removes."""

from collections.abc import Iterable

from bot.storage.transaction import Transaction


def sessions_with_data(tx: Transaction, workshop: str, sessions: Iterable[str]) -> list[str]:
    """Those of `sessions` with attendance, marks or questions that were asked."""
    tables = ("presences", "marks", "prompts", "floor_requests")
    union = " union ".join(f"select session from {table} where workshop = ?1" for table in tables)
    known = {row["session"] for row in tx.rows(union, (workshop,))}
    return [session for session in sessions if session in known]


def evaluation_answers(tx: Transaction, workshop: str) -> set[tuple[str, str]]:
    """The evaluation questions that have answers, as (evaluation, question)."""
    rows = tx.rows("select distinct evaluation, question from evaluation_answers where workshop = ?", (workshop,))
    return {(row["evaluation"], row["question"]) for row in rows}


def asked_prompts(tx: Transaction, workshop: str) -> set[str]:
    """The ids of the questions that were asked."""
    return {row["prompt"] for row in tx.rows("select prompt from prompts where workshop = ?", (workshop,))}


def written_outcomes(tx: Transaction, workshop: str) -> set[tuple[str, str]]:
    """The outcomes that facilitators wrote, as (session, language)."""
    rows = tx.rows("select session, language from outcomes where workshop = ?", (workshop,))
    return {(row["session"], row["language"]) for row in rows}


def key_messages(tx: Transaction, workshop: str) -> int:
    row = tx.row("select count(*) as number from key_messages where workshop = ?", (workshop,))
    return row["number"] if row else 0
