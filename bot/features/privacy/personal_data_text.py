"""The files of `/privacy export`: a person's data as an HTML page and as JSON."""

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
from bot.features.privacy.model import PersonalData, Record, Value
from bot.i18n import group_word
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
    "direct_messages": mark("Direct messages to you"),
    "log": mark("What the log says about you"),
}
FIELDS = {
    "action": mark("Action"),
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
    # Translators: label: the moment at which someone left
    "ends": mark("Until"),
    "evaluation_id": mark("Evaluation"),
    "first_in": mark("First arrival"),
    # Translators: label: when an endorsement was given
    "given_at": mark("Given"),
    "language": mark("Language"),
    "last_out": mark("Last departure"),
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
    # Translators: label: the moment from which someone was there
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

STORED_WORDS = {
    ("by", "administration"): mark("your group"),
    ("by", "participant"): mark("you yourself"),
    ("status", "claimed"): mark("is being sent"),
    ("status", "closed"): mark("could not be delivered"),
    ("status", "dropped"): mark("left unsent"),
    # Translators: belongs to the group, of whoever reads it
    ("status", "joined"): mark("joined"),
    # Translators: has left the queue for the floor
    ("status", "left"): mark("left"),
    ("status", "pending"): mark("waits for approval"),
    ("status", "removed"): mark("no longer takes part"),
    ("status", "sent"): mark("sent"),
    ("status", "speaking"): mark("has the floor"),
    ("status", "spoken"): mark("has spoken"),
    ("status", "waiting"): mark("waits"),
    ("status", "withdrawn"): mark("withdrawn"),
}
JSON_ONLY = frozenset({"key", "prompt_id", "option_ids"})
"""Ids that the page leaves out, because other fields say the same in words."""


def render_json(workshop: Workshop, data: PersonalData, now: datetime) -> bytes:
    """One object with a list for each kind of record; instants in UTC, `null` for an empty field."""
    whole = {
        "workshop": workshop.id,
        "exported_at": _iso(now),
        "kept_until": data.purge_at and _iso(data.purge_at),
        **{kind: [_plain(record) for record in records] for kind, records in data.records.items()},
    }
    return json.dumps(whole, ensure_ascii=False, indent=1).encode()


def _plain(record: Record) -> dict[str, object]:
    return {id: _iso(value) if isinstance(value, datetime) else value for id, value in record.items()}


def _iso(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def render_html(
    _: Phrases, f: Formats, workshop: Workshop, data: PersonalData, now: datetime, notes: list[str]
) -> bytes:
    """A self-contained HTML page, with times in the workshop's zone. `notes` are shown above the records."""
    page = _template().render(
        language=_.language,
        title=_("What is kept about you"),
        workshop=_.of(workshop.title),
        made=_("As of %(when)s (%(place)s)", when=f"{f.day(now)}, {f.time(now)}", place=f.place()),
        notes=notes,
        nothing=_("Nothing."),
        sections=[
            (_(TITLES[kind]), [_fields(_, f, workshop, kind, record) for record in records])
            for kind, records in data.records.items()
            if records or _has(workshop, kind)
        ],
    )
    return page.encode()


def _has(workshop: Workshop, kind: str) -> bool:
    """Whether this workshop can have such records. If so, an empty section says that there are none."""
    match kind:
        case "key_messages" | "endorsements":
            return workshop.desk is not None
        case "evaluations":
            return bool(workshop.evaluations)
        case _:
            return True


def _fields(_: Phrases, f: Formats, workshop: Workshop, kind: str, record: Record) -> list[tuple[str, str]]:
    """Label and text of each field that is not empty."""
    shown = {id: value for id, value in record.items() if id not in JSON_ONLY}
    texts = {id: _text(_, f, workshop, kind, id, value) for id, value in shown.items()}
    return [(_label(_, workshop, id), text) for id, text in texts.items() if text]


def _label(_: Phrases, workshop: Workshop, id: str) -> str:
    return group_word.one(_, workshop) if id == "administration" else _(FIELDS[id])


def _text(_: Phrases, f: Formats, workshop: Workshop, kind: str, id: str, value: Value) -> str:
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
            return ", ".join(_text(_, f, workshop, kind, id, each) for each in value)
        case Mapping():
            return _.of(value)
        case _:
            return _named(_, workshop, kind, id, str(value))


def _named(_: Phrases, workshop: Workshop, kind: str, id: str, value: str) -> str:
    """The name of an id or of a stored word in this language."""
    if id in ("source", "sources"):
        return source_name(_, PresenceSource(value))
    if kind == "attendance" and id == "status":
        return status_name(_, AttendanceStatus(value))
    if id == "language":
        return language_name(value)
    if (id, value) in STORED_WORDS:
        return _(STORED_WORDS[id, value])
    text = _names_in(workshop).get((id, value))
    return _.of(text) if text else value


def _names_in(workshop: Workshop) -> dict[tuple[str, str], Mapping[str, str]]:
    """The names of what the workshop file defines, by field and id."""
    return {
        **{("session_id", each.id): each.title for each in workshop.sessions},
        **{("administration", each.code): each.name for each in workshop.administrations},
        **{("theme", each.id): each.text for each in workshop.themes},
        **{("evaluation_id", each.id): each.title for each in workshop.evaluations},
        **{("question_id", q.id): q.text for e in workshop.evaluations for q in e.questions},
    }


@cache
def _template() -> Template:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # imported here: it is needed only for an export

    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("personal_data.html")
