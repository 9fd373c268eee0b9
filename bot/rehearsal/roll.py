"""The play's own roll: who was there when, as the cast knows it, and what the export ought to say of it.

Reckoned here anew, by INTERFACE.md's rules, and not by the bot's own: two who agree are worth more than one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from bot.core.programme import AttendanceRule

ORDER = ("voice", "button", "code", "import", "organiser")
TOLERANCE = timedelta(seconds=5)
"""What passes between the cast's act and the bot's note of it, in workshop time."""
SEEN_LATER = timedelta(minutes=1)
"""The same for a coming or going, to which the bot answers nothing: 0.02 s, where the clock runs at its fastest."""


@dataclass
class Seen:
    """There from `start`, to `end` or to the end of the session.

    `slack` is how long the cast's act took: the bot noted it some time in between. The bot did not see what
    is said to be uncertain.
    """

    source: str
    start: datetime
    end: datetime | None = None
    slack: timedelta = timedelta()
    uncertain_start: bool = False
    uncertain_end: bool = False

    def within(self, start: datetime, end: datetime) -> Seen:
        """What of it falls into a session; the session's own edges are certain."""
        came, left = max(self.start, start), min(self.end or end, end)
        return Seen(
            self.source,
            came,
            left,
            self.slack if came == self.start or left == self.end else timedelta(),
            self.uncertain_start and came > start,
            self.uncertain_end and left < end,
        )


@dataclass
class Roll:
    seen: dict[tuple[str, str], list[Seen]] = field(default_factory=dict)
    """Session and name to how they signed in, or were reported."""
    stays: dict[str, list[Seen]] = field(default_factory=dict)
    """Name to when they were in the stage, whatever session was on."""
    marks: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    """Session and name to what the organiser said, and why."""

    def note(self, session: str, name: str, it: Seen) -> None:
        self.seen.setdefault((session, name), []).append(it)

    def enter(self, name: str, at: datetime, *, unseen: bool = False) -> None:
        self.stays.setdefault(name, []).append(Seen("voice", at, slack=SEEN_LATER, uncertain_start=unseen))

    def leave(self, name: str, at: datetime, *, unseen: bool = False, slack: timedelta = timedelta()) -> None:
        """Nothing where they are not there. `slack` is for how long the bot may have been blind before."""
        if name in self.there():
            last = self.stays[name][-1]
            last.end, last.uncertain_end, last.slack = at, unseen, last.slack + slack

    def there(self) -> list[str]:
        """Those in the stage."""
        return [name for name, stays in self.stays.items() if stays[-1].end is None]

    def compare(
        self,
        rows: Iterable[Mapping[str, Any]],
        sessions: Mapping[str, Mapping[str, Any]],
        names: Iterable[str],
        rule: AttendanceRule,
    ) -> list[str]:
        """Every row that is missing, from nowhere, or says otherwise than the cast knows."""
        found = {(row["session_id"], row["name"]): row for row in rows}
        held = [id for id, row in sessions.items() if row["actual_start"]]
        expected = {(id, name): self._row(sessions[id], id, name, rule) for id in held for name in names}
        faults = [f"attendance: {key} is missing" for key in expected.keys() - found.keys()]
        faults += [f"attendance: {key} came from nowhere" for key in found.keys() - expected.keys()]
        for key in sorted(expected.keys() & found.keys()):
            faults += [f"attendance of {key}: {what}" for what in _differences(expected[key], found[key])]
        return faults

    def _row(self, session: Mapping[str, Any], id: str, name: str, rule: AttendanceRule) -> dict[str, Any]:
        start, end = _instant(session["actual_start"]), _instant(session["actual_end"])
        late_from = max(start, _instant(session["planned_start"])) + rule.late_after
        mark, reason = self.marks.get((id, name), (None, None))
        seen = [] if mark == "absent" else [*self.seen.get((id, name), ()), *self.stays.get(name, ())]
        if mark == "present":
            seen.append(Seen("organiser", start, end))
        inside = [it.within(start, end) for it in seen]
        there = sorted((it for it in inside if it.end and it.start < it.end), key=lambda it: it.start)
        time, until = timedelta(), start
        for it in there:
            time += max((it.end or end) - max(it.start, until), timedelta())
            until = max(until, it.end or end)
        first = there[0].start if there else None
        sources = {it.source for it in there} | ({"organiser"} if mark else set())
        return {
            "status": mark or _status(time, first, end - start, late_from, rule),
            "minutes": time.total_seconds() / 60,
            "first_in": first,
            "last_out": until if there else None,
            "sources": "+".join(each for each in ORDER if each in sources) or None,
            "uncertain": any(it.uncertain_start or it.uncertain_end for it in there) and mark in (None, "excused"),
            "reason": reason,
            "slack": TOLERANCE + sum((it.slack for it in there), timedelta()),
        }


def _status(
    time: timedelta, first: datetime | None, length: timedelta, late_from: datetime, rule: AttendanceRule
) -> str:
    if first is None:
        return "absent"
    if time < length * rule.present_after:
        return "partial"
    return "late" if first > late_from else "present"


def _differences(expected: Mapping[str, Any], found: Mapping[str, Any]) -> list[str]:
    wrong = [
        key for key in ("status", "sources", "uncertain", "reason") if (expected[key] or None) != (found[key] or None)
    ]
    if abs(expected["minutes"] - found["minutes"]) > expected["slack"].total_seconds() / 60:
        wrong.append("minutes")
    for key in ("first_in", "last_out"):
        here, there = expected[key], found[key] and _instant(found[key])
        if (here is None) != (there is None) or (here and there and abs(here - there) > expected["slack"]):
            wrong.append(key)
    return [f"{key} is {found[key]!r}, and not {expected[key]!r}" for key in wrong]


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text)
