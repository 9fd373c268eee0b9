"""Groups the rows of a report by person: a person may have several rows, and people may share an address."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.core.text import fold
from bot.features.attendance.assessment import union
from bot.features.attendance.model import TimeSpan
from bot.features.attendance.name_matching import Words, words_of
from bot.features.attendance.report_times import ReportTime


@dataclass(frozen=True, slots=True)
class ReportEntry:
    """One row before its times are interpreted. Without `leave`, the stay lasts `minutes`."""

    line: int
    name: str
    email: str
    join: ReportTime
    leave: ReportTime | None
    minutes: float | None


@dataclass(slots=True)
class Attendee:
    """One name of a report, and the time that all their rows cover together.

    `shares_address`: another name of the report has the same e-mail address.
    """

    name: str
    email: str
    spans: list[TimeSpan] = field(default_factory=list)
    rows: int = 0
    shares_address: bool = False


def merged(entries: Sequence[ReportEntry], spans: Sequence[TimeSpan]) -> list[Attendee]:
    """One attendee for each name and address.

    A row without an address gets the address of its name, if there is only one.
    """
    addresses: dict[Words, set[str]] = defaultdict(set)
    names: dict[str, set[Words]] = defaultdict(set)
    for entry in entries:
        if entry.email:
            addresses[_words(entry)].add(fold(entry.email))
            names[fold(entry.email)].add(_words(entry))
    attendees: dict[tuple[str, Words], Attendee] = {}
    for entry, span in zip(entries, spans, strict=True):
        words = _words(entry)
        known = addresses[words]
        address = fold(entry.email) or (next(iter(known)) if len(known) == 1 else "")
        attendee = attendees.setdefault((address, words), Attendee(entry.name, entry.email))
        attendee.email = attendee.email or entry.email
        attendee.rows += 1
        attendee.spans.append(span)
        attendee.shares_address = len(names[address]) > 1
    for attendee in attendees.values():
        attendee.spans = union(attendee.spans)
    return list(attendees.values())


def _words(entry: ReportEntry) -> Words:
    return words_of(entry.name) or frozenset({fold(entry.name)})
