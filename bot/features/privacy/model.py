"""Personal data of one person, and when the personal data of a workshop are purged."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from bot.core.people import Participant
from bot.core.programme import PromptKind, Workshop
from bot.core.schedule import Schedule
from bot.core.text import Text

ERASED = "[…]"
"""Replaces their name in the answers of someone who was erased, in every language."""
COPIES_KEPT_FOR = timedelta(days=7)
"""How long after a purge the copies still have the data: until then, a mistaken purge can be undone."""
PURGE_NOTICE = timedelta(days=7)
"""How long before a purge the organisers are told, and how long the bot must have run with its date."""

Value = str | int | float | bool | datetime | None | list[str] | Text | list[Text]
Record = Mapping[str, Value]
"""One record by field name, as `/privacy export` writes it; instants in UTC."""


@dataclass(frozen=True, slots=True)
class Registration:
    """The stored row of a participant, also of one who waits for approval or was removed."""

    participant: Participant
    email: str | None
    registered_at: datetime


@dataclass(frozen=True, slots=True)
class PersonalData:
    """Everything that is kept under one person's name.

    `records` are grouped by kind, such as `attendance`. `purge_at` is when they are deleted; None: they are kept.
    """

    participant: Participant | None
    email: str | None
    records: Mapping[str, Sequence[Record]]
    purge_at: datetime | None

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to erase."""
        return not any(self.records.values())

    def count(self, kind: str) -> int:
        return len(self.records.get(kind, ()))


def purge_time(workshop: Workshop, schedule: Schedule, purged_at: datetime | None) -> datetime | None:
    """When the personal data of a workshop are to be purged, in UTC; None if its file sets no retention.

    It is `retention` after midnight at the end of the last day, in the workshop's zone, but not before every session
    and form is over. After a purge (`purged_at`), later data are kept for the same time again.
    """
    if workshop.retention is None:
        return None
    last = max(day.date for day in workshop.days)
    end = datetime.combine(last + timedelta(days=1), time(), workshop.zone)
    if purged_at:
        end = max(end, purged_at.astimezone(workshop.zone))
    return max((end + workshop.retention).astimezone(UTC), workshop_over(workshop, schedule))


def workshop_over(workshop: Workshop, schedule: Schedule) -> datetime:
    """When every session and form will be over, as far as is known now."""
    still_ahead = [state.end for state in schedule.states.values() if state.is_ahead or state.is_open]
    return max([workshop.ends, *still_ahead])


def evaluation_questions(workshop: Workshop | None, kinds: Collection[PromptKind]) -> set[tuple[str, str]]:
    """The evaluation questions of these kinds, as (evaluation, question)."""
    evaluations = workshop.evaluations if workshop else ()
    return {(each.id, q.id) for each in evaluations for q in each.questions if q.kind in kinds}


def name_remover(names: Iterable[str]) -> Callable[[str], str]:
    """A function that replaces each of `names` by `ERASED` where it is not part of a longer word.

    >>> name_remover(["Awa"])("Awa says: Awale")
    '[…] says: Awale'
    """
    wanted = sorted({name for name in names if name.strip()}, key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, wanted))})(?!\w)")
    return lambda text: pattern.sub(ERASED, text) if wanted else text
