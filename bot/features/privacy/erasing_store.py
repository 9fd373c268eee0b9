"""Taking people out of the database: one who asks, or all of a workshop. What remains is in no way theirs.

The connection overwrites what it deletes (`secure_delete`); `Database.settle` then clears the log.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from datetime import datetime

import aiosqlite

from bot.core.instants import format_utc
from bot.features.privacy.name_removal import ERASED, mark_without_reason, without
from bot.storage.database import Database, Row

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


async def replace_names(tx: aiosqlite.Connection, workshop: str, names: Collection[str]) -> None:
    """Put `ERASED` in the place of `names` wherever they stand; the log keeps no reason of their marks."""
    await _define(tx, "mark_without_reason", lambda detail: mark_without_reason(detail, names))
    await tx.execute(
        "update audit set detail = mark_without_reason(detail) where workshop = ? and action = 'attendance mark'",
        (workshop,),
    )
    await _replace(tx, workshop, names)


async def _replace(tx: aiosqlite.Connection, workshop: str, names: Iterable[str]) -> None:
    await _define(tx, "without_names", without(names))
    for table, column in NAMED:
        await tx.execute(
            f"update {table} set {column} = without_names({column})"
            f" where workshop = ? and {column} <> without_names({column})",
            (workshop,),
        )


async def _define(tx: aiosqlite.Connection, name: str, function: Callable[[str], str | None]) -> None:
    await tx.create_function(name, 1, function, deterministic=True)


async def answers_of(tx: aiosqlite.Connection, workshop: str, participant: int) -> list[Row]:
    """What they answered for themselves, by name; not what their administration answered."""
    return list(await tx.execute_fetchall(f"select * from answers where {_OF_PERSON}", (workshop, participant)))


async def unname_answers(
    tx: aiosqlite.Connection, workshop: str, participant: int, found: Iterable[tuple[Row, Fresh]], names: Iterable[str]
) -> None:
    """Write their answers down again as nobody's, to be read aloud to nobody; their administration's remain its own."""
    await tx.execute(f"delete from answers where {_OF_PERSON}", (workshop, participant))
    plain = without(names)
    await tx.executemany(
        "insert into answers (id, workshop, prompt, answerer, option_ids, value, text) values (?, ?, ?, ?, ?, ?, ?)",
        [
            (id, workshop, row["prompt"], answerer, row["option_ids"], row["value"], plain(row["text"]))
            for row, (id, answerer) in found
        ],
    )
    await tx.execute(
        "update answers set participant = null where workshop = ? and participant = ?", (workshop, participant)
    )
    await tx.execute("delete from readings where workshop = ? and answerer = ?", (workshop, f"p:{participant}"))


async def unname_responses(tx: aiosqlite.Connection, workshop: str, response: str, fresh: str) -> None:
    """Their named evaluations become nobody's."""
    await tx.execute(
        "update evaluation_answers set response = ?, language = null, answered_at = null"
        " where workshop = ? and response = ?",
        (fresh, workshop, response),
    )


async def unname_participant(tx: aiosqlite.Connection, workshop: str, participant: int, at: datetime) -> None:
    """Their row stays for the numbers, of no one; so do their intervals of presence, and what organisers marked."""
    await tx.execute(
        "update participants set discord_id = null, name = '', email = null, status = 'removed' where id = ?",
        (participant,),
    )
    await tx.execute("update marks set reason = '' where workshop = ? and participant = ?", (workshop, participant))
    await tx.execute(
        "update key_message_versions set author = '' where workshop = ? and participant = ?", (workshop, participant)
    )
    await tx.execute(
        "update floor_requests set claim = 'left', ended_at = ? where workshop = ? and participant = ?"
        " and claim in ('waiting', 'speaking')",
        (format_utc(at), workshop, participant),
    )


async def forget_choices(tx: aiosqlite.Connection, workshop: str, discord_id: int) -> None:
    await tx.execute("delete from preferences where workshop = ? and discord_id = ?", (workshop, discord_id))
    await tx.execute("delete from drafts where workshop = ? and author = ?", (workshop, discord_id))
    await tx.execute("delete from letters where workshop = ? and discord_id = ?", (workshop, discord_id))


async def authors(tx: aiosqlite.Connection, workshop: str, participant: int) -> set[str]:
    """The names under which they wrote key messages."""
    rows = await tx.execute_fetchall(
        "select distinct author from key_message_versions where workshop = ? and participant = ? and author <> ''",
        (workshop, participant),
    )
    return {row["author"] for row in rows}


# a whole workshop, when its time has come


async def set_purge_at(tx: aiosqlite.Connection, workshop: str, at: datetime | None) -> None:
    await tx.execute("update workshops set purge_at = ? where workshop = ?", (format_utc(at), workshop))


async def to_purge(database: Database, now: datetime) -> list[str]:
    """Workshops whose time has come."""
    rows = await database.rows("select workshop from workshops where purge_at <= ?", (format_utc(now),))
    return [row["workshop"] for row in rows]


async def next_purge(database: Database, now: datetime) -> str | None:
    row = await database.row("select min(purge_at) as at from workshops where purge_at > ?", (format_utc(now),))
    return row["at"] if row else None


async def purge(
    tx: aiosqlite.Connection, workshop: str, automatic: str, picked: Collection[tuple[str, str]], at: datetime
) -> int:
    """Take everyone out, and the texts they answered with; returns how many people.

    Numbers stay, and so do key messages and what administrations answered. `automatic` is no person's name;
    `picked` are the evaluations' questions whose text is options picked, of (evaluation, question).
    """
    names = await _everyone(tx, workshop) - {automatic}
    here = (workshop,)
    await _define(tx, "mark_without_reason", mark_without_reason)
    await tx.execute(
        "update audit set detail = mark_without_reason(detail) where workshop = ? and action = 'attendance mark'", here
    )
    await tx.execute(f"update audit set target = '{ERASED}' where workshop = ? and action in ({_ABOUT_SOMEONE})", here)
    await _replace(tx, workshop, names)
    people = await tx.execute(
        "update participants set discord_id = null, name = '', email = null"
        " where workshop = ? and (discord_id > 0 or name <> '' or email <> '')",
        here,
    )
    await tx.execute("update marks set reason = '' where workshop = ?", here)
    for table, column in _SIGNED:
        await tx.execute(f"update {table} set {column} = '' where workshop = ?", here)
    await tx.execute(
        "update answers set text = null, answered_at = null, edited_at = null"
        " where workshop = ? and answerer not glob 'a:*'",
        here,
    )
    marks = ", ".join("(?, ?)" for _ in picked) or "('', '')"
    await tx.execute(
        "update evaluation_answers set text = null where workshop = ?"
        f" and (evaluation, question) not in (values {marks})",
        (workshop, *(part for pair in picked for part in pair)),
    )
    await tx.execute("update evaluation_answers set answered_at = null where workshop = ?", here)
    for table in ("preferences", "drafts", "wrong_codes", "letters", "readings", "reading_posts"):
        await tx.execute(f"delete from {table} where workshop = ?", here)
    await tx.execute(
        "update workshops set purged_at = ?, purge_at = null where workshop = ?", (format_utc(at), workshop)
    )
    return people.rowcount


async def _everyone(tx: aiosqlite.Connection, workshop: str) -> set[str]:
    """Every name in the workshop: of participants, and of those who acted."""
    columns = (("participants", "name"), ("audit", "actor"), *_SIGNED)
    union = " union ".join(f"select {column} as name from {table} where workshop = ?1" for table, column in columns)
    return {row["name"] for row in await tx.execute_fetchall(union, (workshop,))} - {"", ERASED}
