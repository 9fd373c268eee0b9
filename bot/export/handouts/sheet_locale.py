"""Phrases of a handout, and times in its reader's zone."""

from collections.abc import Sequence
from datetime import date
from zoneinfo import ZoneInfo

from bot.core.programme import Workshop
from bot.core.schedule import Schedule, SessionState
from bot.export.handouts.sheet import DaySlots, Slot
from bot.export.report.report_locale import ReportLocale
from bot.i18n.catalogue import mark, phrases
from bot.i18n.formats import Formats


class SheetLocale(ReportLocale):
    """As `ReportLocale`, with times in `zone`."""

    def __init__(self, workshop: Workshop, language: str, zone: ZoneInfo) -> None:
        super().__init__(workshop, language)
        self.formats = Formats(language, zone)
        self.spoken = phrases(language).language
        """The language of the phrases: English where `language` has none."""

    def command(self, name: str) -> str:
        """`/session start` by its name in this language."""
        return "/" + " ".join(map(phrases(self.language), name.split()))

    def days_of(self, schedule: Schedule) -> tuple[DaySlots, ...]:
        """The current programme by the dates of this zone, without cancelled sessions."""
        held = [state for state in schedule.in_order() if state.is_held] or schedule.in_order()
        days: dict[date, list[SessionState]] = {self._date(state): [] for state in held}
        for state in sorted([*held, *schedule.breaks.values()], key=lambda state: state.start):
            if self._date(state) in days:  # skip a day that has only breaks
                days[self._date(state)].append(state)
        return tuple(self._day(schedule, on, states) for on, states in days.items())

    def _date(self, state: SessionState) -> date:
        return state.start.astimezone(self.formats.zone).date()

    def _day(self, schedule: Schedule, on: date, states: Sequence[SessionState]) -> DaySlots:
        titles = dict.fromkeys(self.of(schedule.day_of(state.id).title) for state in states)
        slots = tuple(self._slot(schedule, state) for state in states)
        return DaySlots(on, self.opening(self.formats.day(on)), " / ".join(titles), slots)

    def _slot(self, schedule: Schedule, state: SessionState) -> Slot:
        details = []
        if state.session.speakers:
            details.append(self.formats.joined(state.session.speakers))
        link = schedule.link_of(state)
        if link and link != self.workshop.link:
            details.append(self(mark("Here: %(link)s"), link=link))
        hours = f"{self.formats.time(state.start)}–{self.formats.time(state.end)}"
        return Slot(hours, self.of(state.session.title), tuple(details))
