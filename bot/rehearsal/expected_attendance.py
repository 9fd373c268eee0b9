"""Who attended when, as recorded by the acts, and the resulting expectation for the exported attendance table.

The rules (present, late, partial, absent) are implemented here again, not imported from the bot, so that a mistake in
one of the two is found.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from bot.core.programme import AttendanceRule

SOURCE_ORDER = ("voice", "button", "code", "import", "organiser")
TOLERANCE = timedelta(seconds=5)
"""Allowed difference between an action and the instant the bot records for it, in workshop time."""
VOICE_TOLERANCE = timedelta(minutes=1)
"""The same for joining and leaving voice, which the bot does not confirm: 0.02 s of real time at full speed."""


@dataclass
class ExpectedPresence:
    """Someone attended from `start` to `end`, or to the end of the session if `end` is None.

    `source` is as in the exported table: `voice`, `button`, `code`, `import` or `organiser`. `slack` is how much the
    recorded instants may differ, for example by the time until the bot replied. `uncertain_start` and `uncertain_end`
    say that the bot could not see the arrival or the departure.
    """

    source: str
    start: datetime
    end: datetime | None = None
    slack: timedelta = timedelta()
    uncertain_start: bool = False
    uncertain_end: bool = False

    def within(self, start: datetime, end: datetime) -> ExpectedPresence:
        """The part within a session. A bound that is the session's own is certain."""
        came, left = max(self.start, start), min(self.end or end, end)
        return ExpectedPresence(
            self.source,
            came,
            left,
            self.slack if came == self.start or left == self.end else timedelta(),
            self.uncertain_start and came > start,
            self.uncertain_end and left < end,
        )


@dataclass
class ExpectedAttendance:
    """Collects who attended, and compares it with the exported table."""

    sign_ins: dict[tuple[str, str], list[ExpectedPresence]] = field(default_factory=dict)
    """(session, name) to sign-ins and imported attendance."""
    voice_stays: dict[str, list[ExpectedPresence]] = field(default_factory=dict)
    """Name to the times in the voice channel, of all sessions."""
    marks: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    """(session, name) to the status that an organiser set, and the reason."""

    def add_sign_in(self, session: str, name: str, presence: ExpectedPresence) -> None:
        self.sign_ins.setdefault((session, name), []).append(presence)

    def join_voice(self, name: str, at: datetime, *, unseen: bool = False) -> None:
        self.voice_stays.setdefault(name, []).append(
            ExpectedPresence("voice", at, slack=VOICE_TOLERANCE, uncertain_start=unseen)
        )

    def leave_voice(self, name: str, at: datetime, *, unseen: bool = False, slack: timedelta = timedelta()) -> None:
        """Somebody leaves voice. Nothing happens if they are not in the channel.

        `slack` adds to the allowed difference.
        """
        if name in self.in_voice():
            last = self.voice_stays[name][-1]
            last.end, last.uncertain_end, last.slack = at, unseen, last.slack + slack

    def in_voice(self) -> list[str]:
        """Who is in the voice channel now."""
        return [name for name, voice_stays in self.voice_stays.items() if voice_stays[-1].end is None]

    def compare(
        self,
        rows: Iterable[Mapping[str, Any]],
        sessions: Mapping[str, Mapping[str, Any]],
        names: Iterable[str],
        rule: AttendanceRule,
    ) -> list[str]:
        """The faults of the exported attendance `rows`: missing, unexpected or different ones."""
        found = {(row["session_id"], row["name"]): row for row in rows}
        held = [id for id, row in sessions.items() if row["actual_start"]]
        expected = {(id, name): self._row(sessions[id], id, name, rule) for id in held for name in names}
        faults = [f"attendance: {key} is missing" for key in expected.keys() - found.keys()]
        faults += [f"attendance: {key} came from nowhere" for key in found.keys() - expected.keys()]
        for key in sorted(expected.keys() & found.keys()):
            faults += [f"attendance of {key}: {what}" for what in _differences(expected[key], found[key])]
        return faults

    def _row(self, session: Mapping[str, Any], id: str, name: str, rule: AttendanceRule) -> dict[str, Any]:
        """The expected row. `slack` is how much its instants and minutes may differ."""
        start, end = _instant(session["actual_start"]), _instant(session["actual_end"])
        late_from = max(start, _instant(session["planned_start"])) + rule.late_after
        mark, reason = self.marks.get((id, name), (None, None))
        presences = self._presences(id, name, start, end)
        time, until = timedelta(), start
        for presence in presences:
            time += max((presence.end or end) - max(presence.start, until), timedelta())
            until = max(until, presence.end or end)
        first = presences[0].start if presences else None
        sources = {presence.source for presence in presences} | ({"organiser"} if mark else set())
        is_uncertain = any(presence.uncertain_start or presence.uncertain_end for presence in presences)
        return {
            "status": mark or _status(time, first, end - start, late_from, rule),
            "minutes": time.total_seconds() / 60,
            "first_in": first,
            "last_out": until if presences else None,
            "sources": "+".join(each for each in SOURCE_ORDER if each in sources) or None,
            "uncertain": is_uncertain and mark in (None, "excused"),
            "reason": reason,
            "slack": TOLERANCE + sum((presence.slack for presence in presences), timedelta()),
        }

    def _presences(self, session: str, name: str, start: datetime, end: datetime) -> list[ExpectedPresence]:
        """Everything that counts for the session, in order of its start."""
        mark, _reason = self.marks.get((session, name), (None, None))
        if mark == "absent":
            return []
        found = [*self.sign_ins.get((session, name), ()), *self.voice_stays.get(name, ())]
        if mark == "present":
            found.append(ExpectedPresence("organiser", start, end))
        inside = [presence.within(start, end) for presence in found]
        return sorted((it for it in inside if it.end and it.start < it.end), key=lambda it: it.start)


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
        wanted, actual = expected[key], found[key] and _instant(found[key])
        if (wanted is None) != (actual is None) or (wanted and actual and abs(wanted - actual) > expected["slack"]):
            wrong.append(key)
    return [f"{key} is {found[key]!r}, and not {expected[key]!r}" for key in wrong]


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text)
