"""What every table is read from."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from bot.core.programme import Workshop
from bot.core.schedule import Schedule
from bot.storage.transaction import Transaction
from bot.workshop import session_store


@dataclass(frozen=True, slots=True)
class Source:
    """One workshop, its live programme and the database, as they stand at `now`."""

    connection: sqlite3.Connection
    workshop: Workshop
    schedule: Schedule
    now: datetime

    @classmethod
    def of(cls, connection: sqlite3.Connection, workshop: Workshop, now: datetime) -> Source:
        connection.row_factory = sqlite3.Row
        return cls(connection, workshop, session_store.read_schedule(Transaction(connection), workshop), now)

    def rows(self, sql: str, *others: object) -> Iterator[sqlite3.Row]:
        """The rows of `sql`, one at a time; its first parameter is the workshop's id."""
        return self.connection.execute(sql, (self.workshop.id, *others))
