"""Why a row of a report is not counted."""

from enum import StrEnum


class Skipped(StrEnum):
    """The values are stored in drafts, so they must not change."""

    ABOUT = "about"
    """A title, a heading, or a row about the meeting."""
    ABSENT = "absent"
    """The person registered, but did not attend."""
    NO_TIMES = "no times"
    """The row has neither arrival nor departure."""
    WAITING = "waiting"
    """The person was only in the waiting room."""
    REPEATED = "repeated"
    """The summary of a person whose stays are in other rows."""
    STAFF = "staff"
    """An interpreter or an operator."""
    OUTSIDE = "outside"
    """The person was there at another time than the session."""
