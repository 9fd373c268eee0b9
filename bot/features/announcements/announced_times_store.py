"""SQL of the last announced times of each session. At the next start, they show which times have changed meanwhile."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.core.instants import format_local
from bot.core.schedule import Schedule
from bot.storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class AnnouncedTimes:
    """Start and end in the workshop's time zone at that time, with the offset."""

    start: datetime
    end: datetime


def announced_times(tx: Transaction, workshop: str) -> Mapping[str, AnnouncedTimes]:
    """By session id."""
    rows = tx.rows("select session, starts, ends from announced_times where workshop = ?", (workshop,))
    return {row["session"]: AnnouncedTimes(*map(datetime.fromisoformat, (row["starts"], row["ends"]))) for row in rows}


def save(tx: Transaction, workshop: str, schedule: Schedule) -> None:
    """Insert or replace the times of every session."""
    zone = schedule.workshop.zone
    tx.executemany(
        "insert into announced_times (workshop, session, starts, ends) values (?, ?, ?, ?)"
        " on conflict do update set starts = excluded.starts, ends = excluded.ends",
        [
            (workshop, state.id, format_local(state.start, zone), format_local(state.end, zone))
            for state in schedule.states.values()
        ],
    )
