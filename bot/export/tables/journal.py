"""What the bot said by itself, and what organisers and facilitators did."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from bot.core.announcement_kind import AnnouncementKind
from bot.core.instants import parse_utc
from bot.export.table import Row, Table, instants, text
from bot.export.tables.source import Source

_OF_SESSION = frozenset({AnnouncementKind.REMINDER, AnnouncementKind.OPENING, AnnouncementKind.CLOSING})


def announcements(source: Source) -> Table:
    """Discord's ids are text: they have more digits than a spreadsheet keeps."""
    columns = (
        *text("key", "kind", "session_id", "language", "channel_id"),
        *instants("due_at", "sent_at"),
        *text("status", "message_id"),
    )

    def rows() -> Iterator[Row]:
        for row in source.rows("select * from announcements where workshop = ? order by due_at, key"):
            yield (
                row["key"],
                row["kind"],
                _session(row),
                row["language"],
                _id(row["channel_id"]),
                parse_utc(row["due_at"]),
                parse_utc(row["sent_at"]),
                row["status"],
                _id(row["message_id"]),
            )

    return Table("announcements", columns, rows)


def audit(source: Source) -> Table:
    columns = (*instants("at"), *text("actor", "action", "target", "detail"))

    def rows() -> Iterator[Row]:
        for row in source.rows("select * from audit where workshop = ? order by at, id"):
            yield parse_utc(row["at"]), row["actor"], row["action"], row["target"], row["detail"]

    return Table("audit", columns, rows)


def _session(row: sqlite3.Row) -> str | None:
    return row["session"] or row["subject"] if row["kind"] in _OF_SESSION else None


def _id(number: int | None) -> str | None:
    return None if number is None else str(number)
