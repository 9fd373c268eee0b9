"""A change notice: which sessions changed, from what to what. Changes close together share one notice."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from bot.core.instants import format_utc, parse_utc
from bot.core.schedule import Difference, Schedule, SessionState


@dataclass(frozen=True, slots=True)
class SessionSnapshot:
    """What a change notice says about a session, at one moment.

    `keeps_local_time` belongs to the snapshot before a change: the local time stays the same. Only the rules of the
    time zone changed, and so the time in other zones.
    """

    start: datetime
    end: datetime
    held: bool
    link: str | None
    keeps_local_time: bool = False

    @property
    def length(self) -> timedelta:
        return self.end - self.start

    @classmethod
    def of(cls, state: SessionState) -> SessionSnapshot:
        return cls(state.start, state.end, state.is_held, state.link)

    def as_json(self) -> dict[str, Any]:
        it = {"start": format_utc(self.start), "end": format_utc(self.end), "held": self.held, "link": self.link}
        return it | {"keeps_local_time": True} if self.keeps_local_time else it

    @classmethod
    def from_json(cls, it: Mapping[str, Any]) -> SessionSnapshot:
        return cls(parse_utc(it["start"]), parse_utc(it["end"]), it["held"], it["link"], "keeps_local_time" in it)


@dataclass(frozen=True, slots=True)
class ChangeNotice:
    """Each changed session before and after, by its id; `first_at` is the time of the first of the changes."""

    first_at: datetime
    before: Mapping[str, SessionSnapshot]
    after: Mapping[str, SessionSnapshot]

    def changed(self) -> list[str]:
        """The ids of the sessions that differ, by their new start. One that was changed back is not among them."""
        differing = [id for id, now in self.after.items() if self.before[id] != now]
        return sorted(differing, key=lambda id: self.after[id].start)

    def asks_something(self, schedule: Schedule) -> bool:
        """Whether somebody must come at another time, to another place, or not at all.

        If a session only ends later or earlier, its participants hear it there.
        """
        return any(
            not schedule[id].has_begun or self.before[id].link != self.after[id].link
            for id in self.changed()
            if id in schedule.states
        )

    def without_later_changes(self, schedule: Schedule) -> ChangeNotice:
        """This notice without the sessions that were changed again since. Another notice covers those."""
        states = schedule.states
        after = {id: it for id, it in self.after.items() if id in states and SessionSnapshot.of(states[id]) == it}
        return ChangeNotice(self.first_at, self.before, after)

    def joined_by(self, differences: Iterable[Difference]) -> ChangeNotice:
        """This notice, with later changes added."""
        before, after = dict(self.before), dict(self.after)
        for each in differences:
            first = before.setdefault(each.after.id, SessionSnapshot.of(each.before))
            before[each.after.id] = replace(first, keeps_local_time=each.keeps_local_time)
            after[each.after.id] = SessionSnapshot.of(each.after)
        return ChangeNotice(self.first_at, before, after)

    def to_json(self) -> str:
        return json.dumps(
            {
                "first_at": format_utc(self.first_at),
                "before": {id: snapshot.as_json() for id, snapshot in self.before.items()},
                "after": {id: snapshot.as_json() for id, snapshot in self.after.items()},
            }
        )

    @classmethod
    def from_json(cls, payload: str) -> ChangeNotice:
        it = json.loads(payload)
        before, after = (
            {id: SessionSnapshot.from_json(snapshot) for id, snapshot in it[side].items()}
            for side in ("before", "after")
        )
        return cls(parse_utc(it["first_at"]), before, after)
