"""Sessions' floors: whether they take requests, who asked, and the panel that shows it."""

from __future__ import annotations

from datetime import datetime

from bot.core.instants import format_utc, parse_utc
from bot.features.floor.model import Claim, Floor, Request
from bot.storage.transaction import Row, Transaction

_REQUESTS = (
    "select * from floor_requests where workshop = ? and session = ? and claim in ('waiting', 'speaking') order by id"
)
_FLOOR = "select * from floors where workshop = ? and session = ?"


def row(tx: Transaction, workshop: str, session: str) -> Row | None:
    """The floor's own row: whether it was opened or closed by hand, and its panel."""
    return tx.row(_FLOOR, (workshop, session))


def one(tx: Transaction, workshop: str, session: str, *, by_default: bool) -> Floor:
    """The floor as it stands; `by_default` is whether it is open where nobody opened or closed it."""
    found = row(tx, workshop, session)
    requests = tx.rows(_REQUESTS, (workshop, session))
    return _floor(session, found, requests, by_default)


def one_in(tx: Transaction, workshop: str, session: str, *, by_default: bool) -> Floor:
    found = next(iter(tx.rows(_FLOOR, (workshop, session))), None)
    requests = list(tx.rows(_REQUESTS, (workshop, session)))
    return _floor(session, found, requests, by_default)


def _floor(session: str, found: Row | None, requests: list[Row], by_default: bool) -> Floor:
    is_open = bool(found["is_open"]) if found else by_default
    return Floor(session, is_open, tuple(_request(each) for each in requests))


def _request(it: Row) -> Request:
    return Request(
        it["id"],
        it["participant"],
        it["administration"],
        Claim(it["claim"]),
        parse_utc(it["asked_at"]),
        parse_utc(it["given_at"]),
        parse_utc(it["left_at"]),
    )


def set_open(tx: Transaction, workshop: str, session: str, is_open: bool) -> None:
    tx.execute(
        "insert into floors (workshop, session, is_open) values (?, ?, ?)"
        " on conflict do update set is_open = excluded.is_open",
        (workshop, session, int(is_open)),
    )


def set_panel(tx: Transaction, workshop: str, session: str, channel: int, message: int) -> None:
    """The panel stands there; a floor nobody opened by hand is open, or it would have none."""
    tx.execute(
        "insert into floors (workshop, session, is_open, channel_id, message_id) values (?, ?, 1, ?, ?)"
        " on conflict do update set channel_id = excluded.channel_id, message_id = excluded.message_id",
        (workshop, session, channel, message),
    )


def ask(
    tx: Transaction,
    workshop: str,
    session: str,
    participant: int,
    administration: str,
    at: datetime,
    *,
    in_voice: bool,
) -> bool:
    """False where they have a place already."""
    cursor = tx.execute(
        "insert into floor_requests (workshop, session, participant, administration, claim, asked_at, in_voice)"
        " values (?, ?, ?, ?, 'waiting', ?, ?) on conflict do nothing",
        (workshop, session, participant, administration, format_utc(at), int(in_voice)),
    )
    return cursor.rowcount == 1


def give(tx: Transaction, request: int, at: datetime) -> None:
    tx.execute("update floor_requests set claim = 'speaking', given_at = ? where id = ?", (format_utc(at), request))


def called(tx: Transaction, request: int, at: datetime) -> None:
    tx.execute("update floor_requests set called_at = ? where id = ?", (format_utc(at), request))


def uncalled(tx: Transaction, workshop: str) -> list[tuple[str, Request]]:
    """Those who have the floor and of whom the room may not have been told, with the session."""
    rows = tx.rows(
        "select * from floor_requests where workshop = ? and claim = 'speaking' and called_at is null order by id",
        (workshop,),
    )
    return [(row["session"], _request(row)) for row in rows]


def end(tx: Transaction, request: int, claim: Claim, at: datetime) -> None:
    tx.execute("update floor_requests set claim = ?, ended_at = ? where id = ?", (claim.value, format_utc(at), request))


def has_place(tx: Transaction, workshop: str, participant: int) -> bool:
    """Whether they wait or speak anywhere: asked for each who comes to the stage or leaves it."""
    found = tx.row(
        "select 1 from floor_requests where workshop = ? and participant = ? and claim in ('waiting', 'speaking')",
        (workshop, participant),
    )
    return found is not None


def away(tx: Transaction, workshop: str, participant: int, at: datetime, *, from_voice: bool) -> int:
    """They are gone since `at`; who never was in voice is not missed there. Returns how many places are touched."""
    cursor = tx.execute(
        "update floor_requests set left_at = ? where workshop = ? and participant = ? and left_at is null"
        " and claim in ('waiting', 'speaking') and in_voice >= ?",
        (format_utc(at), workshop, participant, int(from_voice)),
    )
    return cursor.rowcount


def back(tx: Transaction, workshop: str, participant: int) -> int:
    cursor = tx.execute(
        "update floor_requests set left_at = null, in_voice = 1 where workshop = ? and participant = ?"
        " and claim in ('waiting', 'speaking')",
        (workshop, participant),
    )
    return cursor.rowcount


def count_absence_from(tx: Transaction, workshop: str, at: datetime) -> None:
    """Those away are taken to have left at `at`: before, nobody could see whether they came back."""
    tx.execute(
        "update floor_requests set left_at = ? where workshop = ? and left_at is not null"
        " and claim in ('waiting', 'speaking')",
        (format_utc(at), workshop),
    )


def unserved(tx: Transaction, workshop: str) -> list[tuple[str, Request]]:
    """Every request still waiting or speaking, with its session."""
    rows = tx.rows(
        "select * from floor_requests where workshop = ? and claim in ('waiting', 'speaking') order by id", (workshop,)
    )
    return [(row["session"], _request(row)) for row in rows]


def with_panels(tx: Transaction, workshop: str) -> list[Row]:
    return tx.rows("select * from floors where workshop = ? and message_id is not null order by session", (workshop,))
