"""Instants in the workshop's time zone, with UTC as a tooltip."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_datetime, format_timedelta
from markupsafe import Markup

_PATTERNS = {
    "t": "HH:mm",
    "T": "HH:mm:ss",
    "d": "dd/MM/yyyy",
    "D": "{long}",
    "f": "{long} HH:mm",
    "F": "EEEE {long} HH:mm",
    "s": "dd/MM/yyyy HH:mm",
    "S": "dd/MM/yyyy HH:mm:ss",
}
"""Discord's styles, in Babel's patterns; `{long}` is a date with the month's name, as the language writes it.

https://discord.com/developers/docs/reference#message-formatting-timestamp-styles
"""


class Timestamps:
    """Discord's timestamps (`render`) and the page's own (`clock_time`), in one language and time zone."""

    def __init__(self, language: str, zone: ZoneInfo) -> None:
        self._locale = babel_locale(language)
        self._zone = zone

    def render(self, seconds: int, style: str, read_at: datetime) -> Markup | None:
        """`<t:seconds:style>` as it is displayed at `read_at`; None where `seconds` is out of range."""
        try:
            at = datetime.fromtimestamp(seconds, UTC)
            words = self._relative(at - read_at) if style == "R" else self._absolute(at, style)
        except (OverflowError, ValueError, OSError):
            return None
        return time_tag(at, words, "stamp")

    def _absolute(self, at: datetime, style: str) -> str:
        pattern = _PATTERNS[style].format(long=self._locale.date_formats["long"].pattern)
        return format_datetime(at, pattern, tzinfo=self._zone, locale=self._locale)

    def _relative(self, distance: timedelta) -> str:
        return format_timedelta(distance, add_direction=True, locale=self._locale)

    def clock_time(self, at: datetime) -> Markup:
        """`14:30`"""
        return time_tag(at, self._absolute(at, "t"))


def babel_locale(language: str) -> Locale:
    """British English for English: it writes the day before the month, and 24 hours."""
    return Locale.parse("en-GB" if language == "en" else language, sep="-")


def time_tag(at: datetime, words: str, css: str = "") -> Markup:
    """A `time` element that shows `words`."""
    utc = at.astimezone(UTC)
    kind = Markup(' class="{}"').format(css) if css else Markup()
    return Markup('<time datetime="{:%Y-%m-%dT%H:%M:%SZ}" title="{:%Y-%m-%d %H:%M:%S} UTC"{}>{}</time>').format(
        utc, utc, kind, words
    )
