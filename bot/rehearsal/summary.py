"""`summary.json`: the play in figures, counted from what the organisers take away and from what the stand-in saw."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.rehearsal.book import Tables
from bot.rehearsal.playbill import Play

CLOSED_TO_US = 50007
"""What Discord says of someone who takes no direct messages, as one of the cast does: nobody can know it before."""


@dataclass(frozen=True)
class Summary:
    """`data` is what `summary.json` holds; `faults` is everything that would have gone wrong, in words."""

    data: dict[str, Any]
    faults: list[str]


def summarise(play: Play, tables: Tables) -> Summary:
    """All but `wall_s`, which is not over yet."""
    server = play.stage.server
    violations = [str(violation) for violation in server.violations if violation.code != CLOSED_TO_US]
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
    return Summary(data, [*violations, *_unsaid(tables), *play.book.faults])


def _announcements(play: Play, tables: Tables) -> dict[str, Any]:
    status = Counter(row["status"] for row in tables["announcements"])
    return {
        "planned": sum(status.values()) - status["cancelled"],
        "sent": status["sent"],
        "late": status["late"],
        "skipped": status["skipped"],
        "failed": status["failed"],
        "max_lateness_s": round(max(_latenesses(play, tables), default=0.0), 3),
    }


def _latenesses(play: Play, tables: Tables) -> list[float]:
    """Real seconds from when each announcement was due until Discord had it."""
    posted = {request.answer["id"]: request.real for request in play.stage.server.log if _is_post(request)}
    found = []
    for row in tables["announcements"]:
        if row["message_id"] and str(row["message_id"]) in posted:
            due = datetime.fromisoformat(row["due_at"])
            found.append(max(posted[str(row["message_id"])] - play.director.clock.reached(due), 0.0))
    return found


def _is_post(request: Any) -> bool:
    return bool(request.method == "POST" and request.path.endswith("/messages") and request.status == 200)


def _latencies(milliseconds: Sequence[float]) -> dict[str, Any]:
    found = sorted(milliseconds) or [0.0]

    def at(share: float) -> float:
        return round(found[min(int(share * len(found)), len(found) - 1)], 2)

    return {"count": len(milliseconds), "p50_ms": at(0.5), "p99_ms": at(0.99), "max_ms": round(found[-1], 2)}


def _unsaid(tables: Tables) -> list[str]:
    """Announcements that were not said, or not in time."""
    wrong = [row for row in tables["announcements"] if row["status"] not in ("sent", "cancelled")]
    return [f"announcement {row['key']}: {row['status']}" for row in wrong]
