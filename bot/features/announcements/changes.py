"""Change notices: what moved, from where to where, said once for changes that come close together."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.core.announcement_kind import AnnouncementKind
from bot.core.instants import format_utc, parse_utc
from bot.core.schedule import Difference, SessionState
from bot.features.announcements import store as kept
from bot.features.announcements.model import Announcement, Status, key_of
from bot.storage.transaction import Row, Transaction
from bot.workshop.context import WorkshopContext

AFTER_THE_LAST = timedelta(seconds=10)
AT_MOST = timedelta(seconds=60)
"""A notice goes out so long after the last of a run of changes, and at most so long after the first."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a session stood, as a notice tells it."""

    start: datetime
    end: datetime
    held: bool
    link: str | None

    @classmethod
    def of(cls, state: SessionState) -> Standing:
        return cls(state.start, state.end, state.is_held, state.link)

    def as_json(self) -> dict[str, Any]:
        return {"start": format_utc(self.start), "end": format_utc(self.end), "held": self.held, "link": self.link}

    @classmethod
    def from_json(cls, it: Mapping[str, Any]) -> Standing:
        return cls(parse_utc(it["start"]), parse_utc(it["end"]), it["held"], it["link"])


@dataclass(frozen=True, slots=True)
class Notice:
    """The changes that one notice tells: each session before and after."""

    first_at: datetime
    before: Mapping[str, Standing]
    after: Mapping[str, Standing]

    def touched(self) -> list[str]:
        """The sessions that stand elsewhere now, by their new start; those put back are not told."""
        moved = [id for id, now in self.after.items() if self.before[id] != now]
        return sorted(moved, key=lambda id: self.after[id].start)

    def joined_by(self, differences: Iterable[Difference]) -> Notice:
        before, after = dict(self.before), dict(self.after)
        for each in differences:
            before.setdefault(each.after.id, Standing.of(each.before))
            after[each.after.id] = Standing.of(each.after)
        return Notice(self.first_at, before, after)

    def to_json(self) -> str:
        return json.dumps(
            {
                "first_at": format_utc(self.first_at),
                "before": {id: standing.as_json() for id, standing in self.before.items()},
                "after": {id: standing.as_json() for id, standing in self.after.items()},
            }
        )

    @classmethod
    def from_json(cls, payload: str) -> Notice:
        it = json.loads(payload)
        before, after = (
            {id: Standing.from_json(standing) for id, standing in it[side].items()} for side in ("before", "after")
        )
        return cls(parse_utc(it["first_at"]), before, after)


def plan_notice(context: WorkshopContext, tx: Transaction, differences: Iterable[Difference], *, at_once: bool) -> None:
    """Have `differences` said: with the notice that still waits, else in one of their own."""
    rows = list(
        tx.rows(
            "select * from announcements where workshop = ? and kind = 'change' order by cast(subject as integer)",
            (context.id,),
        )
    )
    waiting = _still_waiting(rows)
    number = int(rows[-1]["subject"]) if rows else 0
    earlier = Notice.from_json(waiting[0]["payload"]) if waiting else Notice(context.now(), {}, {})
    notice = earlier.joined_by(differences)
    due = context.now() if at_once else min(context.now() + AFTER_THE_LAST, notice.first_at + AT_MOST)
    if not notice.touched():
        kept.give_up(tx, context.id, [row["key"] for row in waiting], Status.CANCELLED)
    elif waiting:
        _rewrite(tx, context.id, waiting, notice, due)
    else:
        kept.add(tx, context.id, _announcements(context, number + 1, due), notice.to_json())


def _still_waiting(rows: list[Row]) -> list[Row]:
    """The rows of the last notice where none of them has been touched yet."""
    last = [row for row in rows if row["subject"] == rows[-1]["subject"]]
    return last if all(row["status"] == Status.DUE for row in last) else []


def _announcements(context: WorkshopContext, number: int, due: datetime) -> list[Announcement]:
    languages = context.workshop.channels.announcement_languages()
    return [
        Announcement(
            key_of("programme", AnnouncementKind.CHANGE, language, revision=number),
            AnnouncementKind.CHANGE,
            str(number),
            language,
            due,
        )
        for language in languages
    ]


def _rewrite(tx: Transaction, workshop: str, waiting: Iterable[Row], notice: Notice, due: datetime) -> None:
    tx.executemany(
        "update announcements set payload = ?, due_at = ? where workshop = ? and key = ?",
        [(notice.to_json(), format_utc(due), workshop, row["key"]) for row in waiting],
    )
