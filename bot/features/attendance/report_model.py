"""Why a row of a report is not counted."""

from enum import StrEnum


class Skipped(StrEnum):
    """The values are stored in drafts, so they must not change."""

    ABOUT = "about"
    """A title, a heading, or about the meeting."""
    ABSENT = "absent"
    """Registered, and did not attend."""
    NO_TIMES = "no times"
    """It says neither when they came nor when they left."""
    WAITING = "waiting"
    """In the waiting room only."""
    REPEATED = "repeated"
    """The summary of a person whose stays are read one by one."""
    STAFF = "staff"
    """An interpreter or an operator."""
    OUTSIDE = "outside"
    """There at another time than the session's."""
