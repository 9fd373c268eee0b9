"""The kinds of announcements: the workshop file names them in `mention`, the export in a column."""

from enum import StrEnum


class AnnouncementKind(StrEnum):
    AGENDA = "agenda"
    REMINDER = "reminder"
    OPENING = "opening"
    CLOSING = "closing"
    SUMMARY = "summary"
    DESK_OPEN = "desk_open"
    DESK_REMINDER = "desk_reminder"
    DESK_CLOSE = "desk_close"
    EVALUATION_OPEN = "evaluation_open"
    EVALUATION_REMINDER = "evaluation_reminder"
    CHANGE = "change"
    NOTICE = "notice"
