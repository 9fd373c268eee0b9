"""Everything that is kept about a person, as a page to read and as JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from bot.chat.multilingual import language_name
from bot.core.programme import Workshop
from bot.features.attendance.model import AttendanceStatus, PresenceSource
from bot.features.attendance.text import source_name, status_name
from bot.features.privacy.personal_data import Value
from bot.features.privacy.service import Own, Record
from bot.i18n.catalogue import Phrases, mark
from bot.i18n.formats import Formats

if TYPE_CHECKING:
    from jinja2 import Template

TITLES = {
    "registration": mark("Registration"),
    "preferences": mark("Choices"),
    "attendance": mark("Attendance"),
    "presences": mark("When you came and left"),
    "answers": mark("Answers under your name"),
    "key_messages": mark("Key messages that you wrote"),
    "endorsements": mark("Endorsements that you gave"),
    "evaluations": mark("Evaluations"),
    "floor": mark("Requests for the floor"),
    "drafts": mark("Not sent yet"),
    "letters": mark("Direct messages to you"),
    "log": mark("What the log says of you"),
}
FIELDS = {
    "action": mark("Action"),
    "administration": mark("Administration"),
    "answered_at": mark("Answered"),
    "asked_at": mark("Asked"),
    "at": mark("When"),
    "by": mark("Answered by"),
    "detail": mark("Details"),
    "direct_messages": mark("Direct messages"),
    "discord_id": mark("Discord id"),
    "due_at": mark("When"),
    "edited_at": mark("Changed"),
    "email": mark("E-mail address"),
    "ended_at": mark("Ended"),
    "ends": mark("Until"),
    "evaluation_id": mark("Evaluation"),
    "first_in": mark("First in"),
    "given_at": mark("Given"),
    "language": mark("Language"),
    "last_out": mark("Last out"),
    "message_id": mark("Message"),
    "minutes": mark("Minutes"),
    "name": mark("Name"),
    "options": mark("Options picked"),
    "own": mark("Done by you"),
    "participant_id": mark("Participant no."),
    "question": mark("Question"),
    "question_id": mark("Question"),
    "reason": mark("Reason"),
    "registered_at": mark("Registered"),
    "session_id": mark("Session"),
    "source": mark("Source"),
    "sources": mark("Sources"),
    "starts": mark("From"),
    "status": mark("Status"),
    "target": mark("Target"),
    "text": mark("Text"),
    "theme": mark("Theme"),
    "uncertain": mark("Uncertain"),
    "value": mark("Value"),
    "version": mark("Version"),
    "written_at": mark("Written"),
}

WORDS = {
    ("by", "administration"): mark("your administration"),
    ("by", "participant"): mark("you yourself"),
    ("status", "claimed"): mark("is being sent"),
    ("status", "closed"): mark("could not be delivered"),
    ("status", "dropped"): mark("left unsent"),
    ("status", "joined"): mark("joined"),
    ("status", "left"): mark("left"),
    ("status", "pending"): mark("waits for approval"),
    ("status", "removed"): mark("takes part no more"),
    ("status", "sent"): mark("sent"),
    ("status", "speaking"): mark("has the floor"),
    ("status", "spoken"): mark("has spoken"),
    ("status", "waiting"): mark("waits"),
    ("status", "withdrawn"): mark("withdrawn"),
}
FOR_PROGRAMS = frozenset({"key", "prompt_id", "option_ids"})
"""Ids that stand beside their words."""


def as_json(workshop: Workshop, own: Own, now: datetime) -> bytes:
    """Instants in UTC; empty is null."""
    whole = {
        "workshop": workshop.id,
        "exported_at": _iso(now),
        "kept_until": own.goes_at and _iso(own.goes_at),
        **{what: [_plain(record) for record in records] for what, records in own.records.items()},
    }
    return json.dumps(whole, ensure_ascii=False, indent=1).encode()


def _plain(record: Record) -> dict[str, object]:
    return {id: _iso(value) if isinstance(value, datetime) else value for id, value in record.items()}


def _iso(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def as_page(_: Phrases, f: Formats, workshop: Workshop, own: Own, now: datetime, notes: list[str]) -> bytes:
    """One HTML file that needs nothing else, times on the workshop's clock; `notes` stand above the records."""
    page = _template().render(
        language=_.language,
        title=_("What is kept about you"),
        workshop=_.of(workshop.title),
        made=_("As of %(when)s (%(place)s)", when=f"{f.day(now)}, {f.time(now)}", place=f.place()),
        notes=notes,
        nothing=_("Nothing."),
        sections=[
            (_(TITLES[what]), [_fields(_, f, workshop, what, record) for record in records])
            for what, records in own.records.items()
        ],
    )
    return page.encode()


def _fields(_: Phrases, f: Formats, workshop: Workshop, what: str, record: Record) -> list[tuple[str, str]]:
    """Label and words of each field that says something."""
    shown = {id: value for id, value in record.items() if id not in FOR_PROGRAMS}
    found = {id: _words(_, f, workshop, what, id, value) for id, value in shown.items()}
    return [(_(FIELDS[id]), words) for id, words in found.items() if words]


def _words(_: Phrases, f: Formats, workshop: Workshop, what: str, id: str, value: Value) -> str:
    match value:
        case None | "" | []:
            return ""
        case bool():
            return _("yes") if value else _("no")
        case datetime():
            return f"{f.short_day(value)} {value.astimezone(f.zone).year}, {f.time(value)}"
        case float():
            return f.number(value)
        case list():
            return ", ".join(_words(_, f, workshop, what, id, each) for each in value)
        case Mapping():
            return _.of(value)
        case _:
            return _named(_, workshop, what, id, str(value))


def _named(_: Phrases, workshop: Workshop, what: str, id: str, value: str) -> str:
    """What an id of the programme, or a word of ours, is called in this language."""
    if id in ("source", "sources"):
        return source_name(_, PresenceSource(value))
    if what == "attendance" and id == "status":
        return status_name(_, AttendanceStatus(value))
    if id == "language":
        return language_name(value)
    if (id, value) in WORDS:
        return _(WORDS[id, value])
    text = _programme(workshop).get((id, value))
    return _.of(text) if text else value


def _programme(workshop: Workshop) -> dict[tuple[str, str], Mapping[str, str]]:
    return {
        **{("session_id", each.id): each.title for each in workshop.sessions},
        **{("administration", each.code): each.name for each in workshop.administrations},
        **{("theme", each.id): each.text for each in workshop.themes},
        **{("evaluation_id", each.id): each.title for each in workshop.evaluations},
        **{("question_id", q.id): q.text for e in workshop.evaluations for q in e.questions},
    }


@cache
def _template() -> Template:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # only who exports her data needs it

    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("personal_data.html")
