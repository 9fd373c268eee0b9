"""The phrase for each id of an enumeration, for cells of the workbook."""

from collections.abc import Mapping

from bot.core.announcement_kind import AnnouncementKind
from bot.core.programme import AnsweredBy, PromptKind
from bot.core.schedule import SessionStatus
from bot.features.announcements.model import Status
from bot.features.attendance.model import AttendanceStatus, PresenceSource
from bot.features.key_messages.model import MessageState
from bot.i18n.catalogue import mark

KINDS: Mapping[str, str] = {
    PromptKind.OPEN: mark("Open"),
    PromptKind.CHOICE: mark("Single choice"),
    PromptKind.MULTIPLE: mark("Several choices"),
    PromptKind.SCALE: mark("Scale from 1 to 5"),
    PromptKind.ROUND: mark("Round of the table"),
}
BY: Mapping[str, str] = {
    AnsweredBy.PARTICIPANT: mark("each participant"),
    AnsweredBy.ADMINISTRATION: mark("each group"),
}
SESSION_STATUSES: Mapping[str, str] = {
    SessionStatus.PLANNED: mark("planned"),
    SessionStatus.OPEN: mark("in progress"),
    SessionStatus.ENDED: mark("ended"),
    SessionStatus.CANCELLED: mark("cancelled"),
}
MESSAGE_STATUSES: Mapping[str, str] = {
    MessageState.SUBMITTED: mark("submitted"),
    MessageState.TRANSLATED: mark("translated"),
    MessageState.CLEARED: mark("cleared"),
    MessageState.PUBLISHED: mark("published"),
}
ANNOUNCEMENT_STATUSES: Mapping[str, str] = {
    Status.DUE: mark("to be sent"),
    Status.CLAIMED: mark("being sent"),
    Status.SENT: mark("sent on time"),
    Status.LATE: mark("sent late"),
    Status.SKIPPED: mark("left out, too late"),
    Status.FAILED: mark("failed"),
    Status.CANCELLED: mark("cancelled"),
}
ATTENDANCE_STATUSES: Mapping[str, str] = {
    AttendanceStatus.PRESENT: mark("present"),
    AttendanceStatus.LATE: mark("late"),
    AttendanceStatus.PARTIAL: mark("partial"),
    AttendanceStatus.ABSENT: mark("absent"),
    AttendanceStatus.EXCUSED: mark("excused"),
}
SOURCES: Mapping[str, str] = {
    PresenceSource.VOICE: mark("voice channel"),
    PresenceSource.BUTTON: mark("sign-in button"),
    PresenceSource.CODE: mark("sign-in code"),
    PresenceSource.IMPORT: mark("imported report"),
    PresenceSource.ORGANISER: mark("organiser"),
}
ANNOUNCEMENT_KINDS: Mapping[str, str] = {
    AnnouncementKind.AGENDA: mark("Day's agenda"),
    AnnouncementKind.REMINDER: mark("Reminder"),
    AnnouncementKind.OPENING: mark("Opening"),
    AnnouncementKind.CLOSING: mark("Closing"),
    AnnouncementKind.SUMMARY: mark("Day's summary"),
    AnnouncementKind.DESK_OPEN: mark("Desk opens"),
    AnnouncementKind.DESK_REMINDER: mark("Desk closes soon"),
    AnnouncementKind.DESK_CLOSE: mark("Desk closed"),
    AnnouncementKind.EVALUATION_OPEN: mark("Evaluation opens"),
    AnnouncementKind.EVALUATION_REMINDER: mark("Evaluation closes soon"),
    AnnouncementKind.CHANGE: mark("Change of programme"),
    AnnouncementKind.NOTICE: mark("Notice"),
}
STATUSES: Mapping[str, Mapping[str, str]] = {
    "sessions": SESSION_STATUSES,
    "attendance": ATTENDANCE_STATUSES,
    "key_messages": MESSAGE_STATUSES,
    "announcements": ANNOUNCEMENT_STATUSES,
}
"""The words of the column `status` of each table."""
