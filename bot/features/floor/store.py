"""The tables `floors` and `floor_requests`: whether a floor is open, its panel, and who asked for it."""

from datetime import datetime

from bot.core.instants import format_utc, parse_utc
from bot.core.people import Participant
from bot.features.floor.model import Floor, FloorRequest, PanelMessage, RequestState
from bot.storage.transaction import Row, Transaction

_ACTIVE = "claim in ('waiting', 'speaking')"


def find(tx: Transaction, workshop: str, session: str, *, open_by_default: bool) -> Floor:
    """The floor of a session. `open_by_default`: whether it is open if nobody opened or closed it."""
    row = tx.row("select is_open from floors where workshop = ? and session = ?", (workshop, session))
    requests = tx.rows(
        f"select * from floor_requests where workshop = ? and session = ? and {_ACTIVE} order by id",
        (workshop, session),
    )
    return Floor(session, bool(row["is_open"]) if row else open_by_default, tuple(map(_request, requests)))


def set_open(tx: Transaction, workshop: str, session: str, is_open: bool) -> None:
    tx.execute(
        "insert into floors (workshop, session, is_open) values (?, ?, ?)"
        " on conflict do update set is_open = excluded.is_open",
        (workshop, session, int(is_open)),
    )


def panels(tx: Transaction, workshop: str) -> list[PanelMessage]:
    rows = tx.rows("select * from floors where workshop = ? and message_id is not null order by session", (workshop,))
    return [PanelMessage(row["session"], row["channel_id"], row["message_id"]) for row in rows]


def save_panel(tx: Transaction, workshop: str, panel: PanelMessage) -> None:
    """Store where the panel was posted. A floor that nobody opened or closed before is open: else it has no panel."""
    tx.execute(
        "insert into floors (workshop, session, is_open, channel_id, message_id) values (?, ?, 1, ?, ?)"
        " on conflict do update set channel_id = excluded.channel_id, message_id = excluded.message_id",
        (workshop, panel.session, panel.channel_id, panel.message_id),
    )


def add_request(
    tx: Transaction, workshop: str, session: str, who: Participant, at: datetime, *, in_voice: bool
) -> bool:
    """Put `who` at the end of the queue. False if they wait or speak already."""
    cursor = tx.execute(
        "insert into floor_requests (workshop, session, participant, administration, claim, asked_at, in_voice)"
        " values (?, ?, ?, ?, 'waiting', ?, ?) on conflict do nothing",
        (workshop, session, who.id, who.administration, format_utc(at), int(in_voice)),
    )
    return cursor.rowcount == 1


def give_floor(tx: Transaction, request: int, at: datetime) -> None:
    tx.execute("update floor_requests set claim = 'speaking', given_at = ? where id = ?", (format_utc(at), request))


def set_called(tx: Transaction, request: int, at: datetime) -> None:
    """Record that a message in plenary has called them."""
    tx.execute("update floor_requests set called_at = ? where id = ?", (format_utc(at), request))


def end_request(tx: Transaction, request: int, state: RequestState, at: datetime) -> None:
    """Record how a request ended.

    Only the last withdrawn request of a person in a session is kept: there can be many.
    """
    tx.execute("update floor_requests set claim = ?, ended_at = ? where id = ?", (state.value, format_utc(at), request))
    tx.execute(
        "delete from floor_requests where claim = 'withdrawn' and id < ? and (workshop, session, participant) ="
        " (select workshop, session, participant from floor_requests where id = ? and claim = 'withdrawn')",
        (request, request),
    )


def active_requests(tx: Transaction, workshop: str) -> list[FloorRequest]:
    """The requests of all who wait or speak, in every session, oldest first."""
    rows = tx.rows(f"select * from floor_requests where workshop = ? and {_ACTIVE} order by id", (workshop,))
    return [_request(row) for row in rows]


def not_called(tx: Transaction, workshop: str) -> list[FloorRequest]:
    """The speakers who may not have been called in plenary."""
    rows = tx.rows(
        "select * from floor_requests where workshop = ? and claim = 'speaking' and called_at is null order by id",
        (workshop,),
    )
    return [_request(row) for row in rows]


def has_request(tx: Transaction, workshop: str, participant: int) -> bool:
    """Whether they wait or speak in any session."""
    found = tx.row(
        f"select 1 from floor_requests where workshop = ? and participant = ? and {_ACTIVE}", (workshop, participant)
    )
    return found is not None


def set_away(tx: Transaction, workshop: str, participant: int, at: datetime, *, from_voice: bool) -> None:
    """Record that they left at `at`. Leaving voice (`from_voice`) counts only for people who were seen there."""
    tx.execute(
        "update floor_requests set left_at = ? where workshop = ? and participant = ? and left_at is null"
        f" and {_ACTIVE} and in_voice >= ?",
        (format_utc(at), workshop, participant, int(from_voice)),
    )


def set_back(tx: Transaction, workshop: str, participant: int) -> None:
    """Record that they are in voice."""
    tx.execute(
        f"update floor_requests set left_at = null, in_voice = 1 where workshop = ? and participant = ? and {_ACTIVE}",
        (workshop, participant),
    )


def restart_absences(tx: Transaction, workshop: str, at: datetime) -> None:
    """Count all absences from `at`."""
    tx.execute(
        f"update floor_requests set left_at = ? where workshop = ? and left_at is not null and {_ACTIVE}",
        (format_utc(at), workshop),
    )


def _request(row: Row) -> FloorRequest:
    return FloorRequest(
        row["id"],
        row["session"],
        row["participant"],
        row["administration"],
        RequestState(row["claim"]),
        parse_utc(row["given_at"]),
        parse_utc(row["left_at"]),
    )
