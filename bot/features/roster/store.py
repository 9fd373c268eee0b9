"""SQL of participants, their preferences, and recent wrong codes."""

from collections.abc import Collection
from datetime import datetime

from bot.core.instants import format_utc, parse_utc
from bot.core.people import Membership, Participant
from bot.storage.transaction import Transaction
from bot.workshop.store import participant_from_row


def save_participant(
    tx: Transaction,
    workshop: str,
    *,
    discord_id: int,
    name: str,
    administration: str,
    status: Membership,
    language: str,
    at: datetime,
) -> Participant:
    """Insert a participant, or change their name, administration, status and language."""
    (row,) = tx.rows(
        "insert into participants (workshop, discord_id, name, administration, status, language, registered_at)"
        " values (?, ?, ?, ?, ?, ?, ?) on conflict (workshop, discord_id) do update set"
        " name = excluded.name, administration = excluded.administration, status = excluded.status,"
        " language = excluded.language returning *",
        (workshop, discord_id, name, administration, status.value, language, format_utc(at)),
    )
    return participant_from_row(row)


def bring_back(tx: Transaction, workshop: str, who: str, discord_id: int) -> None:
    """Give someone who was erased (`who`: a keyed hash of their Discord id) their number and status again."""
    row = tx.row("select * from erased_people where workshop = ? and who = ?", (workshop, who))
    if row:
        known_again = "update participants set discord_id = ?, status = ? where id = ?"
        tx.execute(known_again, (discord_id, row["status"], row["participant"]))
        tx.execute("delete from erased_people where workshop = ? and who = ?", (workshop, who))


def set_status(tx: Transaction, participant: int, status: Membership) -> Participant:
    (row,) = tx.rows("update participants set status = ? where id = ? returning *", (status.value, participant))
    return participant_from_row(row)


def joined(tx: Transaction, workshop: str, discord_id: int) -> Participant | None:
    """The participants who belong to a delegation of this workshop, which may be another edition."""
    row = tx.row(
        "select * from participants where workshop = ? and discord_id = ? and status = ?",
        (workshop, discord_id, Membership.JOINED.value),
    )
    return participant_from_row(row) if row else None


def set_email(tx: Transaction, participant: int, email: str) -> None:
    tx.execute("update participants set email = ? where id = ?", (email, participant))


def add_guest(
    tx: Transaction, workshop: str, name: str, administration: str, language: str, email: str | None, at: datetime
) -> Participant:
    """Insert a guest of a delegation, who has no Discord id."""
    (row,) = tx.rows(
        "insert into participants (workshop, name, administration, language, email, registered_at)"
        " values (?, ?, ?, ?, ?, ?) returning *",
        (workshop, name, administration, language, email, format_utc(at)),
    )
    return participant_from_row(row)


def former_participants(tx: Transaction, workshop: str, ids: Collection[int]) -> list[Participant]:
    """Those of `ids` who are participants of the workshop, including people who were removed or erased."""
    marks = ", ".join("?" * len(ids))
    rows = tx.rows(
        f"select * from participants where workshop = ? and status <> 'pending' and id in ({marks}) order by id",
        (workshop, *ids),
    )
    return [participant_from_row(row) for row in rows]


def emails(tx: Transaction, workshop: str) -> dict[int, str]:
    """The known e-mail addresses, by participant."""
    rows = tx.rows("select id, email from participants where workshop = ? and email <> ''", (workshop,))
    return {row["id"]: row["email"] for row in rows}


def set_preference(
    tx: Transaction, workshop: str, discord_id: int, language: str | None, direct_messages: bool, speaks: str
) -> None:
    """Store a person's choices (`language` None is `auto`), and `speaks`, the resulting language."""
    tx.execute(
        "insert into preferences (workshop, discord_id, language, direct_messages) values (?, ?, ?, ?)"
        " on conflict (workshop, discord_id)"
        " do update set language = excluded.language, direct_messages = excluded.direct_messages",
        (workshop, discord_id, language, int(direct_messages)),
    )
    tx.execute(
        "update participants set language = ? where workshop = ? and discord_id = ?", (speaks, workshop, discord_id)
    )


def code_generations(tx: Transaction, workshop: str) -> dict[str, int]:
    """How often an earlier version reissued the join code of each administration.

    Administrations with no reissue are left out.
    """
    rows = tx.rows("select * from join_codes where workshop = ?", (workshop,))
    return {row["administration"]: row["generation"] for row in rows}


def recent_wrong_codes(tx: Transaction, workshop: str, person: str, since: datetime) -> list[datetime]:
    """When a person (a keyed hash) typed wrong codes after `since`, in order. Deletes older ones of everyone."""
    tx.execute("delete from wrong_codes where workshop = ? and tried_at <= ?", (workshop, format_utc(since)))
    rows = tx.rows(
        "select tried_at from wrong_codes where workshop = ? and who = ? order by tried_at", (workshop, person)
    )
    return [parse_utc(row["tried_at"]) for row in rows]


def add_wrong_code(tx: Transaction, workshop: str, person: str, at: datetime) -> None:
    tx.execute("insert into wrong_codes (workshop, who, tried_at) values (?, ?, ?)", (workshop, person, format_utc(at)))
