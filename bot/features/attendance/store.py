"""SQL of presences, organisers' marks, and the last heartbeat of the voice presence."""

from collections.abc import Iterable
from datetime import datetime

from bot.core.instants import format_utc, parse_utc
from bot.core.people import Person
from bot.features.attendance.model import (
    AttendanceStatus,
    Mark,
    NewPresence,
    Presence,
    PresenceEnd,
    PresenceSource,
    StoredPresence,
)
from bot.storage import actors
from bot.storage.transaction import Row, Transaction


def sign_in(
    tx: Transaction, workshop: str, session: str, participant: int, source: PresenceSource, at: datetime
) -> None:
    """Insert a presence from `at` to the session's end, unless they had already signed in with that source."""
    tx.execute(
        "insert into presences (workshop, session, participant, source, starts) values (?, ?, ?, ?, ?)"
        " on conflict do nothing",
        (workshop, session, participant, source.value, format_utc(at)),
    )


def signed_in_at(tx: Transaction, workshop: str, session: str, participant: int) -> datetime | None:
    """The time of their first sign-in, with the button or the code."""
    row = tx.row(
        "select min(starts) as at from presences where workshop = ? and session = ? and participant = ?"
        " and source in ('button', 'code')",
        (workshop, session, participant),
    )
    return parse_utc(row["at"]) if row else None


def presences_in_session(tx: Transaction, workshop: str, session: str) -> dict[int, list[Presence]]:
    """All presences in a session, by participant."""
    found: dict[int, list[Presence]] = {}
    for row in tx.rows("select * from presences where workshop = ? and session = ?", (workshop, session)):
        found.setdefault(row["participant"], []).append(_presence(row))
    return found


def presences_of_participant(tx: Transaction, workshop: str, participant: int) -> dict[str, list[Presence]]:
    """All presences of one person, by session."""
    found: dict[str, list[Presence]] = {}
    for row in tx.rows("select * from presences where workshop = ? and participant = ?", (workshop, participant)):
        found.setdefault(row["session"], []).append(_presence(row))
    return found


def _presence(row: Row) -> Presence:
    return Presence(
        parse_utc(row["starts"]), parse_utc(row["ends"]), PresenceSource(row["source"]), bool(row["uncertain"])
    )


def marks_in_session(tx: Transaction, workshop: str, session: str) -> dict[int, Mark]:
    """All marks in a session, by participant."""
    rows = tx.rows("select * from marks where workshop = ? and session = ?", (workshop, session))
    return {row["participant"]: _mark(row) for row in rows}


def marks_of_participant(tx: Transaction, workshop: str, participant: int) -> dict[str, Mark]:
    """All marks of one person, by session."""
    rows = tx.rows("select * from marks where workshop = ? and participant = ?", (workshop, participant))
    return {row["session"]: _mark(row) for row in rows}


def _mark(row: Row) -> Mark:
    return Mark(AttendanceStatus(row["standing"]), row["reason"], row["actor"], parse_utc(row["marked_at"]))


def set_mark(tx: Transaction, workshop: str, session: str, participant: int, mark: Mark, actor: Person) -> None:
    """Insert a mark, or replace the one that was there."""
    tx.execute(
        "insert into marks (workshop, session, participant, standing, reason, marked_at, actor, actor_participant,"
        " actor_discord) values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (workshop, session, participant) do update set"
        " standing = excluded.standing, reason = excluded.reason, marked_at = excluded.marked_at,"
        " actor = excluded.actor, actor_participant = excluded.actor_participant,"
        " actor_discord = excluded.actor_discord",
        (
            *(workshop, session, participant, mark.status.value, mark.reason, format_utc(mark.at)),
            *actors.actor(tx, workshop, actor),
        ),
    )


def remove_mark(tx: Transaction, workshop: str, session: str, participant: int) -> bool:
    """Delete a mark; False if there was none."""
    cursor = tx.execute(
        "delete from marks where workshop = ? and session = ? and participant = ?", (workshop, session, participant)
    )
    return cursor.rowcount == 1


def add_presences(tx: Transaction, workshop: str, presences: Iterable[NewPresence]) -> None:
    """Insert presences, except those that are already stored."""
    tx.executemany(
        "insert into presences (workshop, session, participant, source, starts, ends, uncertain)"
        " select ?1, ?2, ?3, ?4, ?5, ?6, ?7 where not exists (select 1 from presences where workshop = ?1"
        " and session = ?2 and participant = ?3 and source = ?4 and starts = ?5 and ends is ?6)",
        [
            (
                workshop,
                new.session,
                new.participant,
                new.presence.source.value,
                format_utc(new.presence.start),
                format_utc(new.presence.end),
                int(new.presence.uncertain),
            )
            for new in presences
        ],
    )


def open_voice_presences(tx: Transaction, workshop: str) -> list[StoredPresence]:
    """The voice presences without an end."""
    return _stored(
        tx.rows(
            "select id, session, participant from presences where workshop = ? and source = 'voice' and ends is null",
            (workshop,),
        )
    )


def voice_presences_ended_after(tx: Transaction, workshop: str, moment: datetime) -> list[StoredPresence]:
    return _stored(
        tx.rows(
            "select id, session, participant from presences where workshop = ? and source = 'voice' and ends > ?",
            (workshop, format_utc(moment)),
        )
    )


def _stored(rows: Iterable[Row]) -> list[StoredPresence]:
    return [StoredPresence(row["id"], row["session"], row["participant"]) for row in rows]


def end_voice_presences(tx: Transaction, workshop: str, ends: Iterable[PresenceEnd]) -> None:
    """End presences, or end them earlier than they did.

    An uncertain end makes the presence uncertain; an uncertain presence stays so.
    """
    tx.executemany(
        "update presences set ends = max(starts, ?2), uncertain = max(uncertain, ?3) where workshop = ?1 and id = ?4",
        [(workshop, format_utc(each.end), int(each.uncertain), each.id) for each in ends],
    )


def last_heartbeat(tx: Transaction, workshop: str) -> datetime | None:
    """The last time at which the bot is known to have watched the stage channel."""
    row = tx.row("select seen_at from workshops where workshop = ?", (workshop,))
    return parse_utc(row["seen_at"]) if row else None


def set_heartbeat(tx: Transaction, workshop: str, at: datetime) -> None:
    tx.execute("update workshops set seen_at = ? where workshop = ?", (format_utc(at), workshop))
