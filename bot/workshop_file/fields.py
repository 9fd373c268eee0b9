"""What each kind of scalar of a workshop file must look like, and what it becomes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import PlainValidator, ValidationInfo

from bot.domain.durations import format_duration, parse_duration
from bot.workshop_file.characters import is_blank
from bot.workshop_file.faults import choose, fault, quoted
from bot.workshop_file.survey import Survey
from bot.workshop_file.times import clock_change, is_zone, read_date, read_local, read_time, zones


def known(info: ValidationInfo) -> Survey:
    """What the whole file says, which each field is read against."""
    assert isinstance(info.context, Survey)
    return info.context


def scalar(value: Any, would_do: str) -> str:
    if isinstance(value, str):
        return value.strip()
    found = "nothing stands" if value is None else "a list stands" if isinstance(value, list) else "keys stand"
    raise fault(f"{found} where a single value belongs", would_do)


@dataclass(frozen=True, slots=True)
class Pattern:
    """Words that must match `form` from end to end."""

    form: str
    what: str
    would_do: str

    def __call__(self, value: Any) -> str:
        words = scalar(value, self.would_do)
        if not re.fullmatch(self.form, words):
            raise fault(f"{quoted(words)} is not {self.what}", self.would_do)
        return words


@dataclass(frozen=True, slots=True)
class Number:
    least: int
    most: int

    def __call__(self, value: Any) -> int:
        would_do = f"write a whole number from {self.least} to {self.most}"
        words = scalar(value, would_do)
        if not re.fullmatch(r"[0-9]{1,20}", words):
            raise fault(f"{quoted(words)} is not a whole number", would_do)
        if not self.least <= int(words) <= self.most:
            raise fault(f"{words} is out of bounds", would_do)
        return int(words)


@dataclass(frozen=True, slots=True)
class Span:
    """A duration between two bounds."""

    least: timedelta = timedelta()
    most: timedelta = timedelta(days=60)

    def __call__(self, value: Any) -> timedelta:
        words = scalar(value, "write a duration such as `90s`, `15m`, `1h30m` or `2d`")
        try:
            span = parse_duration(words)
        except (ValueError, OverflowError):
            span = None
        if span is None:
            raise fault(f"{quoted(words)} is not a duration", "write it as `90s`, `15m`, `1h30m` or `2d`")
        if not self.least <= span <= self.most:
            bounds = f"from `{format_duration(self.least)}` to `{format_duration(self.most)}`"
            raise fault(f"{quoted(words)} is out of bounds", f"write a duration {bounds}")
        return span


@dataclass(frozen=True, slots=True)
class Words:
    """A line of free text."""

    most: int

    def __call__(self, value: Any) -> str:
        words = scalar(value, "write a text")
        if is_blank(words):
            raise fault("the text is empty", "write it")
        if len(words) > self.most:
            raise fault(f"the text has {len(words)} characters", f"shorten it to {self.most}")
        if "\n" in words:
            raise fault("the text has several lines", "write it on one line")
        return words


def yes_or_no(value: Any) -> bool:
    words = scalar(value, "write `true` or `false`").casefold()
    if words not in {"true", "yes", "false", "no"}:
        raise fault(f"{quoted(words)} is neither true nor false", "write `true` or `false`")
    return words in {"true", "yes"}


def percentage(value: Any) -> float:
    words = scalar(value, "write a percentage such as `50%`")
    match = re.fullmatch(r"([0-9]{1,3})\s?%", words)
    if not match or int(match[1]) > 100:
        raise fault(f"{quoted(words)} is not a percentage", "write it from `0%` to `100%`")
    return int(match[1]) / 100


def guild(value: Any) -> int:
    words = scalar(value, "write the server's id, or `null`")
    if not re.fullmatch(r"[0-9]{1,19}", words) or not 0 < int(words) < 2**63:
        raise fault(
            f"{quoted(words)} is not a server's id", "copy it from Discord: a number such as 123456789012345678"
        )
    return int(words)


def link(value: Any) -> str:
    words = scalar(value, "write a web address that begins with `https://`")
    if len(words) > 512:
        raise fault(f"the link has {len(words)} characters", "shorten it to 512")
    if not is_web_address(words):
        raise fault(f"{quoted(words)} is not a web address", "write one that begins with `https://`")
    return words


def is_web_address(words: str) -> bool:
    try:
        parts = urlsplit(words)
        has_host = bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
    return has_host and parts.scheme in {"http", "https"} and not re.search(r"[\s<>\"\\]", words)


def zone(value: Any) -> str:
    words = scalar(value, "write an IANA zone such as `Europe/Brussels`")
    if not is_zone(words):
        would_do = choose(words, zones()) if "/" in words else "write one such as `Europe/Brussels`"
        raise fault(f"{quoted(words)} is not an IANA time zone", would_do)
    return words


def day_date(value: Any) -> date:
    words = scalar(value, "write a date such as `2021-03-15`")
    if (found := read_date(words)) is None:
        raise fault(f"{quoted(words)} is not a date", "write it as `2021-03-15`")
    return found


def time_of_day(value: Any) -> time:
    words = scalar(value, "write a time such as `11:00`")
    if (found := read_time(words)) is None:
        raise fault(f"{quoted(words)} is not a time of day", "write it as `11:00` or `11:00:30`")
    return found


def instant(value: Any, info: ValidationInfo) -> datetime:
    """A local date and time of the workshop's zone, in UTC."""
    words = scalar(value, "write a local date and time such as `2021-03-17T18:00`")
    local, survey = read_local(words), known(info)
    if local is None:
        raise fault(f"{quoted(words)} is not a local date and time", "write it as `2021-03-17T18:00`, without a zone")
    if survey.zone and (change := clock_change(local, survey.zone)):
        raise fault(change, "choose another time")
    return survey.instant(local)


def session_or_instant(value: Any, info: ValidationInfo) -> str | datetime:
    words = scalar(value, "write a session's id, or a date and time such as `2021-03-17T18:00`")
    if words in known(info).sessions:
        return words
    if re.match(r"[0-9]{4}-", words):
        return instant(words, info)
    raise fault(f"{quoted(words)} is neither a session's id nor a date and time", choose(words, known(info).sessions))


def theme(value: Any, info: ValidationInfo) -> str:
    return _one_of(scalar(value, "write a theme's id"), known(info).themes, "a theme's id")


def catalogued(value: Any, info: ValidationInfo) -> str:
    """A language that the bot can speak."""
    words, available = scalar(value, "write a language such as `fr`"), sorted(known(info).available)
    if words in available:
        return words
    have = ", ".join(f"`{language}`" for language in available)
    would_do = f"add `locales/{words}/LC_MESSAGES/bot.po`, or keep to {have}"
    if not re.fullmatch(r"[A-Za-z]{2,3}([-_][A-Za-z]{2,4})?", words):
        would_do = f"choose among {have}"
    raise fault(f"there is no catalogue for the language {quoted(words)}", would_do)


def workshop_language(value: Any, info: ValidationInfo) -> str:
    words = scalar(value, "write one of the workshop's languages")
    given = known(info).given_languages
    return _one_of(words, given, "a language of the workshop") if given else words


def _one_of(words: str, those: tuple[str, ...], what: str) -> str:
    if words not in those:
        raise fault(f"{quoted(words)} is not {what}", choose(words, those))
    return words


Id = Annotated[
    str, PlainValidator(Pattern(r"[a-z0-9-]{1,40}", "an id", "use 1 to 40 of the characters a-z, 0-9 and `-`"))
]
Code = Annotated[
    str, PlainValidator(Pattern(r"[A-Z0-9-]{1,10}", "a code", "use 1 to 10 of the characters A-Z, 0-9 and `-`"))
]
Guild = Annotated[int, PlainValidator(guild)]
Link = Annotated[str, PlainValidator(link)]
Zone = Annotated[str, PlainValidator(zone)]
DayDate = Annotated[date, PlainValidator(day_date)]
TimeOfDay = Annotated[time, PlainValidator(time_of_day)]
Instant = Annotated[datetime, PlainValidator(instant)]
SessionOrInstant = Annotated[str | datetime, PlainValidator(session_or_instant)]
ThemeId = Annotated[str, PlainValidator(theme)]
Catalogued = Annotated[str, PlainValidator(catalogued)]
WorkshopLanguage = Annotated[str, PlainValidator(workshop_language)]
YesOrNo = Annotated[bool, PlainValidator(yes_or_no)]
Percentage = Annotated[float, PlainValidator(percentage)]
