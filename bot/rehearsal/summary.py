"""`summary.json`: the rehearsal in figures, counted from the exported tables and the fake Discord's log."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.rehearsal.expectations import Tables
from bot.rehearsal.play_context import PlayContext

CANNOT_SEND_DM = 50007
"""Discord's error code for someone who accepts no direct messages. The bot can only find out by trying."""


@dataclass(frozen=True)
class Summary:
    """`data` is the content of `summary.json`; `faults` is everything that went wrong, in words."""

    data: dict[str, Any]
    faults: list[str]

    def counts(self) -> dict[str, int]:
        """The figures that the transcript shows."""
        of_a_kind = ("sessions", "participants", "administrations", "answers", "key_messages")
        more = {"announcements": self.data["announcements"]["sent"], "interactions": self.data["interactions"]["count"]}
        return {**{each: self.data[each] for each in of_a_kind}, **more}


def summarise(play: PlayContext, tables: Tables) -> Summary:
    """The summary. `wall_s` is filled in at the very end."""
    server = play.environment.server
    violations = [str(violation) for violation in server.violations if violation.code != CANNOT_SEND_DM]
    announcements = _announcements(play, tables)
    evaluated = {(row["evaluation_id"], row["response_id"]) for row in tables["evaluations"]}
    data = {
        "workshop": play.workshop.id,
        "sessions": len(tables["sessions"]),
        "participants": len(tables["participants"]),
        "administrations": len(tables["administrations"]),
        "announcements": announcements,
        "interactions": _latencies([i.latency_ms for i in server.interactions if i.latency_ms is not None]),
        "attendance_rows": len(tables["attendance"]),
        "answers": len(tables["answers"]),
        "key_messages": len(tables["key_messages"]),
        "evaluations": len(evaluated),
        "violations": violations,
        "wall_s": 0.0,
    }
    return Summary(data, [*violations, *_missed_announcements(tables), *play.expectations.faults])


def _announcements(play: PlayContext, tables: Tables) -> dict[str, Any]:
    status = Counter(row["status"] for row in tables["announcements"])
    return {
        "planned": sum(status.values()) - status["cancelled"],
        "sent": status["sent"],
        "late": status["late"],
        "skipped": status["skipped"],
        "failed": status["failed"],
        "max_lateness_s": round(max(_latenesses(play, tables), default=0.0), 3),
    }


def _latenesses(play: PlayContext, tables: Tables) -> list[float]:
    """For each announcement the real seconds from when it was due until Discord had it."""
    posted = {request.answer["id"]: request.real for request in play.environment.server.log if _is_post(request)}
    found = []
    for row in tables["announcements"]:
        if row["message_id"] and str(row["message_id"]) in posted:
            due = datetime.fromisoformat(row["due_at"])
            found.append(max(posted[str(row["message_id"])] - play.timeline.clock.reached(due), 0.0))
    return found


def _is_post(request: Any) -> bool:
    return bool(request.method == "POST" and request.path.endswith("/messages") and request.status == 200)


def _latencies(milliseconds: Sequence[float]) -> dict[str, Any]:
    found = sorted(milliseconds) or [0.0]

    def at(share: float) -> float:
        return round(found[min(int(share * len(found)), len(found) - 1)], 2)

    return {"count": len(milliseconds), "p50_ms": at(0.5), "p99_ms": at(0.99), "max_ms": round(found[-1], 2)}


def _missed_announcements(tables: Tables) -> list[str]:
    """Announcements that were not sent, or not sent in time."""
    wrong = [row for row in tables["announcements"] if row["status"] not in ("sent", "cancelled")]
    return [f"announcement {row['key']}: {row['status']}" for row in wrong]
