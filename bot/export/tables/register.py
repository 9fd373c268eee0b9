"""The attendance recorded in each session that has begun."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.core.schedule import SessionState
from bot.export.store import ExportStore, Person
from bot.features.attendance.assessment import assess
from bot.features.attendance.model import Assessment, AttendanceWindow, Mark, Presence


@dataclass(frozen=True, slots=True)
class Register:
    """The records of one session: participant to presences, and to the status that an organiser set.

    `unseen` is the attendance of people without records.
    """

    state: SessionState
    window: AttendanceWindow
    presences: Mapping[int, Sequence[Presence]]
    marks: Mapping[int, Mark]
    unseen: Assessment

    def record(self, person: Person) -> Assessment | None:
        """The person's attendance. None for a removed person without records."""
        if person.id in self.presences or person.id in self.marks:
            return assess(self.presences.get(person.id, ()), self.window, self.marks.get(person.id))
        return self.unseen if person.joined else None


def registers(store: ExportStore) -> Iterator[Register]:
    """One for each session that has begun, in order of the programme."""
    for state in store.schedule.states.values():
        if state.has_begun:
            sitting = AttendanceWindow.of(state, store.workshop.attendance)
            yield Register(state, sitting, store.presences(state.id), store.marks(state.id), assess([], sitting))
