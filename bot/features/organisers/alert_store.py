"""SQL of alerts to the organisers. Each is sent once."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from bot.core.instants import format_utc, parse_utc
from bot.storage.transaction import Row, Transaction

TROUBLES, MISSING = "troubles", "missing"


@dataclass(frozen=True, slots=True)
class RestoredBackup:
    """A backup was restored. `made_at` says when it was made, None if that is not known."""

    made_at: datetime | None


@dataclass(frozen=True, slots=True)
class ComingPurge:
    """Personal data will be purged: the time by the file, and the earliest time at which it happens."""

    purge_at: datetime
    not_before: datetime


@dataclass(frozen=True, slots=True)
class OrganiserAlert:
    """An alert that is not sent yet.

    It is about announcements, a day's missing administrations, a restored backup, or a coming purge of personal data.
    `claimed_at`, `channel` and `print` (a hash of the text) are used to look for a message that may have been sent.
    """

    key: str
    announcements: tuple[str, ...] = ()
    """The keys of the announcements that did not go as planned."""
    day: date | None = None
    restored: RestoredBackup | None = None
    purge: ComingPurge | None = None
    claimed_at: datetime | None = None
    channel: int | None = None
    print: str | None = None


def unsent(tx: Transaction, workshop: str) -> list[OrganiserAlert]:
    """The alerts that are not sent yet, in the order in which they were added."""
    rows = tx.rows(
        "select * from organiser_alerts where workshop = ? and said_at is null order by written_at, key", (workshop,)
    )
    return [_alert(row) for row in rows]


def message_ids(tx: Transaction, workshop: str) -> set[int]:
    """The ids of the messages that were sent as alerts."""
    rows = tx.rows("select message_id from organiser_alerts where workshop = ? and message_id is not null", (workshop,))
    return {row["message_id"] for row in rows}


def days_with_alert(tx: Transaction, workshop: str) -> set[str]:
    """The local dates that have an alert about missing administrations, sent or not."""
    keys = (key.partition("/") for key in _keys(tx, workshop))
    return {day for day, _, kind in keys if kind == MISSING}


def add_missing(tx: Transaction, workshop: str, days: Iterable[str], at: datetime) -> None:
    """Add an alert about the missing administrations of each of `days` (local dates)."""
    for day in days:
        _add(tx, workshop, f"{day}/{MISSING}", json.dumps({"day": day}), at)


def add_troubles(tx: Transaction, workshop: str, announcements: Iterable[str], at: datetime) -> None:
    """Add an alert about these announcements, by their keys."""
    number = sum(key.startswith(f"{TROUBLES}/") for key in _keys(tx, workshop)) + 1
    _add(tx, workshop, f"{TROUBLES}/{number}", _troubles(announcements), at)


def change_troubles(tx: Transaction, workshop: str, key: str, announcements: Iterable[str]) -> None:
    """Change the announcements that an unsent alert is about, and remove its claim."""
    tx.execute(
        "update organiser_alerts set payload = ?, claimed_at = null where workshop = ? and key = ? and said_at is null",
        (_troubles(announcements), workshop, key),
    )


def claim(tx: Transaction, workshop: str, key: str, at: datetime, print_: str, channel: int) -> bool:
    """Record that it is about to be sent. False if it is settled."""
    cursor = tx.execute(
        "update organiser_alerts set claimed_at = ?, print = ?, channel_id = ?"
        " where workshop = ? and key = ? and said_at is null",
        (format_utc(at), print_, channel, workshop, key),
    )
    return cursor.rowcount == 1


def settle(tx: Transaction, workshop: str, key: str, at: datetime, message: int | None) -> None:
    """Record that it was sent. `message` is None if there was nothing left to say."""
    tx.execute(
        "update organiser_alerts set said_at = ?, message_id = ? where workshop = ? and key = ?",
        (format_utc(at), message, workshop, key),
    )


def _keys(tx: Transaction, workshop: str) -> set[str]:
    return {row["key"] for row in tx.rows("select key from organiser_alerts where workshop = ?", (workshop,))}


def _add(tx: Transaction, workshop: str, key: str, payload: str, at: datetime) -> None:
    tx.execute(
        "insert into organiser_alerts (workshop, key, payload, written_at) values (?, ?, ?, ?)",
        (workshop, key, payload, format_utc(at)),
    )


def _troubles(announcements: Iterable[str]) -> str:
    return json.dumps({"troubles": list(dict.fromkeys(announcements))})


def _alert(row: Row) -> OrganiserAlert:
    it = json.loads(row["payload"])
    return OrganiserAlert(
        row["key"],
        tuple(it.get("troubles", ())),
        date.fromisoformat(it["day"]) if "day" in it else None,
        RestoredBackup(parse_utc(it["restored"] or None)) if "restored" in it else None,
        ComingPurge(parse_utc(it["purge"]), parse_utc(it["not_before"])) if "purge" in it else None,
        parse_utc(row["claimed_at"]),
        row["channel_id"],
        row["print"],
    )
