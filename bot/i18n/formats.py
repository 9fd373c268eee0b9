"""Formats dates, times, lists and numbers for one language and one time zone."""

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta
from functools import cache, lru_cache
from typing import Literal, TypeVar
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_timedelta, get_timezone_location
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent

from bot.core.text import fold
from bot.i18n.language_codes import babel_locale

T = TypeVar("T")

UNITS: dict[Literal["day", "hour", "minute"], int] = {"day": 86_400, "hour": 3_600, "minute": 60}
"""Seconds of each unit."""
NEVER = 1_000_000
"""Babel changes to a larger unit from this number of units: here it never should."""

FIRST_OF_MONTH = {"fr": "1er"}
"""The first day of a month in languages that do not write `1`. CLDR does not contain it."""


class Formats:
    """Formats for a language and a time zone. English is British: 24-hour times, the day before the month."""

    def __init__(self, language: str, zone: ZoneInfo) -> None:
        self.language = language
        self.zone = zone
        self._locale = babel_locale(language)

    def time(self, at: datetime) -> str:
        """`14:30`, in the zone."""
        return f"{at.astimezone(self.zone):%H:%M}"

    def clock(self, at: datetime) -> str:
        """As `time`, within a sentence: `14 h 30` in French, and `14 h` at the full hour."""
        at = at.astimezone(self.zone)
        if self.language != "fr":
            return f"{at:%H:%M}"
        return f"{at.hour}\u00a0h" + (f"\u00a0{at:%M}" if at.minute else "")

    def day(self, on: date | datetime) -> str:
        """`lundi 15 mars 2021`; an instant is converted to the zone."""
        return self._date(on, self._locale.date_formats["full"].pattern)

    def full_date(self, on: date | datetime) -> str:
        """`15 mars 2021`; an instant is converted to the zone."""
        return self._date(on, self._locale.date_formats["long"].pattern)

    def day_of_month(self, on: date) -> str:
        """`15`; the first day is `1er` in French."""
        return FIRST_OF_MONTH.get(self.language, "1") if on.day == 1 else str(on.day)

    def short_day(self, on: date | datetime) -> str:
        """`15 mars`, `15 de março`; an instant is converted to the zone."""
        return self._date(on, self._locale.datetime_skeletons["MMMMd"].pattern)

    def _date(self, on: date | datetime, pattern: str) -> str:
        on = on.astimezone(self.zone).date() if isinstance(on, datetime) else on
        if on.day == 1 and self.language in FIRST_OF_MONTH:
            pattern = pattern.replace("d", f"'{FIRST_OF_MONTH[self.language]}'", 1)
        return _format_date(on, pattern, self._locale)

    def moment(self, at: datetime) -> str:
        """`15 mars, 14:30`."""
        return f"{self.short_day(at)}, {self.time(at)}"

    def place(self) -> str:
        """The city of the zone, such as `Bruxelles`."""
        return _city(self.zone, self._locale)

    def joined(self, items: Sequence[str]) -> str:
        """`Mali, Niger et Tunisie`."""
        return format_list(list(items), locale=self._locale)

    def number(self, value: float) -> str:
        return format_decimal(value, locale=self._locale)

    def percent(self, share: float) -> str:
        """`0.5` as `50 %`."""
        return format_percent(share, locale=self._locale)

    def duration(self, length: timedelta) -> str:
        """`1 h 30 min` with no-break spaces: these symbols are the same in every language (SI brochure, table 8)."""
        hours, minutes = divmod(round(length.total_seconds() / 60), 60)
        parts = [f"{hours}\u00a0h"] if hours else []
        if minutes or not hours:
            parts.append(f"{minutes}\u00a0min")
        return "\u00a0".join(parts)

    def length(self, of: timedelta) -> str:
        """A duration in words: `1 jour`, `1 heure 30 minutes`. Less than a minute becomes one minute."""
        rest, parts = max(round(of.total_seconds()), 60), []
        for unit in UNITS:
            count, rest = divmod(rest, UNITS[unit])
            if count:
                each = timedelta(seconds=count * UNITS[unit])
                parts.append(format_timedelta(each, granularity=unit, threshold=NEVER, locale=self._locale))
        return " ".join(parts)

    def sorted(self, items: Iterable[T], name: Callable[[T], str]) -> list[T]:
        """`items` in alphabetical order of their names; É is sorted as E."""
        return sorted(items, key=lambda item: (fold(name(item)), unicodedata.normalize("NFC", name(item))))


@lru_cache(maxsize=256)
def _format_date(on: date, pattern: str, locale: Locale) -> str:
    """Cached: a workshop has few dates, and nearly every reply contains one."""
    return format_date(on, pattern, locale=locale)


@cache
def _city(zone: ZoneInfo, locale: Locale) -> str:
    return get_timezone_location(zone, locale=locale, return_city=True)
