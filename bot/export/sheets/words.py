"""The tables as the workbook has them: words of the reader's language where CSV and JSON have ids."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cache

from bot.core.announcement_kind import AnnouncementKind
from bot.core.programme import AnsweredBy, PromptKind
from bot.core.schedule import SessionStatus
from bot.export.headings import language_name
from bot.export.sheets.names import Names
from bot.export.table import Column, Row, Table
from bot.features.announcements.list_text import kind_name
from bot.features.announcements.model import Status
from bot.features.attendance.model import AttendanceStatus, PresenceSource
from bot.features.attendance.text import source_name, status_name
from bot.features.key_messages.model import MessageState
from bot.i18n.catalogue import Phrases, mark

KINDS = {
    PromptKind.OPEN: mark("Open"),
    PromptKind.CHOICE: mark("Single choice"),
    PromptKind.MULTIPLE: mark("Several choices"),
    PromptKind.SCALE: mark("Scale from 1 to 5"),
    PromptKind.ROUND: mark("Round of the table"),
}
BY = {AnsweredBy.PARTICIPANT: mark("each participant"), AnsweredBy.ADMINISTRATION: mark("each administration")}
SESSION_STATUSES = {
    SessionStatus.PLANNED: mark("planned"),
    SessionStatus.OPEN: mark("in progress"),
    SessionStatus.ENDED: mark("ended"),
    SessionStatus.CANCELLED: mark("cancelled"),
}
MESSAGE_STATUSES = {
    MessageState.SUBMITTED: mark("submitted"),
    MessageState.TRANSLATED: mark("translated"),
    MessageState.CLEARED: mark("cleared"),
    MessageState.PUBLISHED: mark("published"),
}
ANNOUNCEMENT_STATUSES = {
    Status.DUE: mark("to be sent"),
    Status.CLAIMED: mark("being sent"),
    Status.SENT: mark("sent on time"),
    Status.LATE: mark("sent late"),
    Status.SKIPPED: mark("left out, too late"),
    Status.FAILED: mark("failed"),
    Status.CANCELLED: mark("cancelled"),
}

Words = Callable[[str], str]
"""The words for an id; an id that is not known stays."""
OWN_IDS = frozenset({("sessions", "session_id"), ("administrations", "administration")})
"""Columns whose table says what the ids mean: there they stay, as codes."""


def in_words(table: Table, names: Names, _: Phrases) -> Table:
    """`table` with words in place of the ids that have any."""
    found = [(place, _words(table, column, names, _)) for place, column in enumerate(table.columns)]
    translated = [(place, words) for place, words in found if words]

    def rows() -> Iterator[Row]:
        for row in table.read():
            cells = list(row)
            for place, words in translated:
                if cell := cells[place]:
                    cells[place] = words(str(cell))
            yield tuple(cells)

    columns = tuple(
        replace(column, heading=_("Code")) if (table.name, column.name) in OWN_IDS else column
        for column in table.columns
    )
    return replace(table, columns=columns, read=rows)


def without(table: Table, *dropped: str) -> Table:
    """`table` without the columns with these names."""
    kept = [place for place, column in enumerate(table.columns) if column.name not in dropped]

    def rows() -> Iterator[Row]:
        for row in table.read():
            yield tuple([row[place] for place in kept])

    return replace(table, columns=tuple(table.columns[place] for place in kept), read=rows)


def _words(table: Table, column: Column, names: Names, _: Phrases) -> Words | None:
    if (table.name, column.name) in OWN_IDS:
        return None
    match column.name:
        case "session_id":
            return _known(names.sessions)
        case "administration":
            return _known(names.administrations)
        case "theme":
            return _known(names.themes)
        case "evaluation_id":
            return _known(names.evaluations)
        case "language":
            return cache(lambda language: capitalised(language_name(_.language, language)))
        case "sources":
            return _joined({source.value: source_name(_, source) for source in PresenceSource}, "+")
        case "action":
            return lambda action: f"/{' '.join(map(_, action.split()))}"
        case "target":
            return _joined({**names.sessions, **names.administrations}, " ")
        case "kind" if table.name == "announcements":
            return _known({kind.value: capitalised(kind_name(_, kind)) for kind in AnnouncementKind})
        case "kind" | "by" | "status":
            return _known(_vocabulary(table.name, column.name, _))
    return None


def _vocabulary(table: str, column: str, _: Phrases) -> Mapping[str, str]:
    match table, column:
        case _any, "kind":
            said: Mapping[str, str] = {kind.value: _(words) for kind, words in KINDS.items()}
        case _any, "by":
            said = {by.value: _(words) for by, words in BY.items()}
        case "sessions", _status:
            said = {status.value: _(words) for status, words in SESSION_STATUSES.items()}
        case "attendance", _status:
            said = {status.value: status_name(_, status) for status in AttendanceStatus}
        case "key_messages", _status:
            said = {status.value: _(words) for status, words in MESSAGE_STATUSES.items()}
        case _:
            said = {status.value: _(words) for status, words in ANNOUNCEMENT_STATUSES.items()}
    return {id: capitalised(words) for id, words in said.items()}


def _known(words: Mapping[str, str]) -> Words:
    return lambda id: words.get(id, id)


def _joined(words: Mapping[str, str], by: str) -> Words:
    """For a cell with several ids, joined by `by`; one with an id that is not known stays."""

    @cache
    def say(ids: str) -> str:
        said = [words.get(id) for id in ids.split(by)]
        return capitalised(", ".join(filter(None, said))) if all(said) else ids

    return say


def capitalised(words: str) -> str:
    return words[:1].upper() + words[1:]
