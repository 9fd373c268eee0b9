"""Drafts of imports, stored as JSON. They survive restarts and upgrades, so the JSON keys must not change."""

import json
from datetime import datetime, timedelta
from typing import Any

from bot.core.instants import format_utc, parse_utc
from bot.features.attendance.import_model import ImportDraft, ReportLine
from bot.features.attendance.report_model import Skipped
from bot.storage import drafts
from bot.storage.transaction import Transaction


def add_draft(tx: Transaction, workshop: str, author: int, draft: ImportDraft, at: datetime) -> int:
    """Returns the number of the draft. `author` is a Discord id; `draft.id` is ignored."""
    return drafts.add(tx, workshop, drafts.REPORT, author, _to_json(draft), at)


def find_draft(tx: Transaction, workshop: str, id: int) -> ImportDraft | None:
    payload = drafts.one(tx, workshop, drafts.REPORT, id)
    return _from_json(id, payload) if payload is not None else None


def update_draft(tx: Transaction, workshop: str, draft: ImportDraft) -> None:
    drafts.change(tx, workshop, drafts.REPORT, draft.id, _to_json(draft))


def take_draft(tx: Transaction, workshop: str, id: int) -> ImportDraft | None:
    """Delete the draft and return it; None if it was deleted already."""
    payload = drafts.take(tx, workshop, drafts.REPORT, id)
    return _from_json(id, payload) if payload is not None else None


def _to_json(draft: ImportDraft) -> str:
    values = {
        "session": draft.session,
        "zone": draft.zone,
        "rows": draft.rows,
        "skipped": draft.skipped,
        "file": draft.file,
        "lines": [_line_to_json(line) for line in draft.lines],
    }
    return json.dumps(values, ensure_ascii=False)


def _line_to_json(line: ReportLine) -> dict[str, Any]:
    return {
        "name": line.name,
        "email": line.email,
        "spans": [(format_utc(start), format_utc(end)) for start, end in line.spans],
        "seconds": line.time.total_seconds(),
        "who": line.participant,
        "guest": line.guest_of,
        "left_out": line.left_out,
        "candidates": line.candidates,
        "guess": line.guess,
        "rows": line.rows,
    }


def _from_json(id: int, payload: str) -> ImportDraft:
    values: dict[str, Any] = json.loads(payload)
    return ImportDraft(
        id,
        values["session"],
        values["zone"],
        values["rows"],
        {Skipped(reason): count for reason, count in _skipped(values).items()},
        tuple(_line_from_json(line) for line in values["lines"]),
        values.get("file", ""),
    )


def _skipped(values: dict[str, Any]) -> dict[str, int]:
    """Parse skipped rows. Drafts of an earlier version have two numbers instead."""
    return values.get("skipped") or {"outside": values.get("elsewhere", 0), "staff": values.get("staff", 0)}


def _line_from_json(values: dict[str, Any]) -> ReportLine:
    return ReportLine(
        values["name"],
        values["email"],
        tuple((parse_utc(start), parse_utc(end)) for start, end in values["spans"]),
        timedelta(seconds=values["seconds"]),
        values["who"],
        values["guest"],
        values["left_out"],
        tuple(values["candidates"]),
        values.get("guess"),
        values.get("rows", 1),
    )
