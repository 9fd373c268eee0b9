"""Dates, times, lists and numbers as one language writes them, in one zone."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta
from functools import cache, lru_cache
from typing import TypeVar
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, get_timezone_location
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent
from babel.units import format_unit

from bot.core.text import fold

T = TypeVar("T")

FIRST = {"fr": "1er"}
"""How a language writes the first of the month, where it is not simply `1`; CLDR does not know."""


class Formats:
    """A formatter bound to a language and a zone. English is written as in Britain: 24-hour times, day first."""

    def __init__(self, language: str, zone: ZoneInfo) -> None:
        self.language = language
        self.zone = zone
        self._locale = _locale(language)

    def time(self, at: datetime) -> str:
        """`14:30`, in the zone."""
        return f"{at.astimezone(self.zone):%H:%M}"

    def day(self, on: date | datetime) -> str:
        """`lundi 15 mars 2021`; an instant is taken in the zone."""
        local = on.astimezone(self.zone).date() if isinstance(on, datetime) else on
        return self._date(local, self._locale.date_formats["full"].pattern)

    def full_date(self, on: date | datetime) -> str:
        """`15 mars 2021`; an instant is taken in the zone."""
        local = on.astimezone(self.zone).date() if isinstance(on, datetime) else on
        return self._date(local, self._locale.date_formats["long"].pattern)

    def day_of_month(self, on: date) -> str:
        """`15`; `1er` where a language writes it so."""
        return FIRST.get(self.language, "1") if on.day == 1 else str(on.day)

    def short_day(self, on: date | datetime) -> str:
        """`15 mars`; an instant is taken in the zone."""
        local = on.astimezone(self.zone).date() if isinstance(on, datetime) else on
        return self._date(local, "d MMMM")

    def _date(self, on: date, pattern: str) -> str:
        if on.day == 1 and self.language in FIRST:
            pattern = pattern.replace("d", f"'{FIRST[self.language]}'", 1)
        return _written(on, pattern, self._locale)

    def moment(self, at: datetime) -> str:
        """`15 mars, 14:30`."""
        return f"{self.short_day(at)}, {self.time(at)}"

    def place(self) -> str:
        """The zone by its city, such as `Bruxelles`."""
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
        """`1 h 30 min`, with no-break spaces; both languages write it so."""
        hours, minutes = divmod(round(length.total_seconds() / 60), 60)
        parts = [f"{hours}\u00a0h"] if hours else []
        if minutes or not hours:
            parts.append(f"{minutes}\u00a0min")
        return "\u00a0".join(parts)

    def length(self, of: timedelta) -> str:
        """In words: `1 jour`, `1 heure 30 minutes`; whole minutes at least."""
        rest, parts = max(round(of.total_seconds()), 60), []
        for unit, seconds in (("day", 86_400), ("hour", 3_600), ("minute", 60)):
            count, rest = divmod(rest, seconds)
            if count:
                parts.append(format_unit(count, f"duration-{unit}", locale=self._locale))
        return " ".join(parts)

    def sorted(self, items: Iterable[T], name: Callable[[T], str]) -> list[T]:
        """`items` in alphabetical order, É beside E."""
        return sorted(items, key=lambda item: (fold(name(item)), unicodedata.normalize("NFC", name(item))))


@cache
def _locale(language: str) -> Locale:
    return Locale.parse("en_GB" if language == "en" else language, sep="_")


@lru_cache(maxsize=256)
def _written(on: date, pattern: str, locale: Locale) -> str:
    """A workshop has few dates, and they are in nearly every answer."""
    return format_date(on, pattern, locale=locale)


@cache
def _city(zone: ZoneInfo, locale: Locale) -> str:
    return get_timezone_location(zone, locale=locale, return_city=True)
