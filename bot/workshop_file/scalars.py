"""Single values that mean something by themselves: numbers, durations, lines of text, links."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from bot.domain.durations import format_duration, parse_duration
from bot.faults import quoted
from bot.workshop_file.characters import is_blank
from bot.workshop_file.faults import fault


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
