"""Dates, names and numbers in the report's language."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from babel.dates import format_date
from babel.numbers import format_decimal

from bot.core.programme import Workshop
from bot.core.schedule import SessionStatus
from bot.core.text import Text
from bot.export.headings import language_name
from bot.features.attendance.model import AttendanceStatus
from bot.i18n import group_word
from bot.i18n.catalogue import Phrases, mark, phrases
from bot.i18n.formats import Formats
from bot.i18n.language_codes import babel_locale

STATUSES = {
    # Translators: how people attended a session; the plural where the language has one
    AttendanceStatus.PRESENT: mark("Present"),
    AttendanceStatus.LATE: mark("Late"),
    AttendanceStatus.PARTIAL: mark("In part"),
    AttendanceStatus.EXCUSED: mark("Excused"),
    AttendanceStatus.ABSENT: mark("Absent"),
}
SESSION_STATUSES = {
    SessionStatus.PLANNED: mark("Not yet held"),
    SessionStatus.OPEN: mark("In progress"),
    # Translators: the session took place
    SessionStatus.ENDED: mark("Held"),
    SessionStatus.CANCELLED: mark("Cancelled"),
}
_CLOSING = '\u00a0\u202f»”"’)'
"""What may stand after the end of a sentence."""


class ReportLocale(Phrases):
    """The phrases of a report, with formats and the names of the workshop."""

    def __init__(self, workshop: Workshop, language: str) -> None:
        super().__init__(language, phrases(language).translations)
        self.workshop = workshop
        self.formats = Formats(language, workshop.zone)
        self._locale = babel_locale(language)

    def administration(self, code: str) -> str:
        found = self.workshop.administration(code)
        return self.of(found.name) if found else code

    def administrations(self, count: int) -> str:
        """`17 administrations`, or `17 groups` if the file has its own word for groups."""
        return group_word.counted(self, self.workshop, count)

    def theme(self, id: str | None) -> str:
        """The theme's name. `No theme` if there is none, or if it is no longer in the file."""
        found = self.workshop.theme(id) if id else None
        return self.of(found.text) if found else self(mark("Without a theme"))

    def language_name(self, language: str) -> str:
        return language_name(self.language, language)

    def listed(self, items: Iterable[str]) -> str:
        """Join items that may contain commas."""
        return self(mark("; ")).join(items)

    def quoted(self, words: str) -> str:
        return self(mark("“%(words)s”"), words=words)

    def quotes(self, items: Sequence[str]) -> str:
        return self.formats.joined([self.quoted(item) for item in items])

    def dates(self, first: date, last: date) -> str:
        """`15–17 March 2021`. CLDR's intervals have an abbreviated month, which is replaced here."""
        if first == last:
            return self.formats.full_date(first)
        field = "y" if first.year != last.year else "M" if first.month != last.month else "d"
        halves = self._locale.interval_formats["yMMMd"][field]
        return "".join(
            format_date(day, half.replace("MMM", "MMMM"), locale=self._locale)
            for day, half in zip((first, last), halves, strict=True)
        )

    def period(self, first: date, last: date) -> str:
        """`From 15 to 17 March 2021`, `On 15 and 16 March 2021`, `On 15 March 2021`: the beginning of a sentence."""
        end = self.formats.full_date(last)
        if first == last:
            return self(mark("On %(day)s"), day=end)
        if first.year != last.year:
            start = self.formats.full_date(first)
        else:
            start = self.formats.day_of_month(first) if first.month == last.month else self.formats.short_day(first)
        two_days = last - first == timedelta(days=1)
        words = mark("On %(first)s and %(last)s") if two_days else mark("From %(first)s to %(last)s")
        return self(words, first=start, last=end)

    def hours(self, start: datetime, end: datetime | None, on: date) -> str:
        """`11:00–11:30`, with the date if it is not `on`."""
        hours = f"{self.formats.time(start)}–{self.formats.time(end) if end else ''}"
        if start.astimezone(self.workshop.zone).date() == on:
            return hours
        return f"{self.formats.short_day(start)}, {hours}"

    def sentence(self, text: Text | None) -> str:
        """A text on one line that ends with a full stop or the like. Empty for None."""
        words = re.sub(r"[ \t\r\n]+", " ", self.of(text)).strip() if text else ""
        ends = not words or words.rstrip(_CLOSING).endswith((".", "!", "?", "…"))
        return words if ends else f"{words}."

    def unstopped(self, words: str) -> str:
        """A text on one line without a full stop at its end, to be quoted within a sentence."""
        return re.sub(r"[ \t\r\n]+", " ", words).strip().removesuffix(".")

    def average(self, value: float) -> str:
        """With one decimal: `4.0`."""
        return format_decimal(value, "0.0", locale=self._locale)

    def opening(self, words: str) -> str:
        """Capitalise the first letter: names of days are lower case in French."""
        return words[:1].upper() + words[1:]

    def signed(self, minutes: int) -> str:
        return f"{minutes:+d}".replace("-", "\u2212") if minutes else "0"
