"""Validators of single values: numbers, durations, lines of text, links."""

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from bot.core.durations import format_duration, parse_duration
from bot.core.links import has_user
from bot.faults import quoted
from bot.i18n.phrase import Phrase, _
from bot.workshop_file.characters import is_blank
from bot.workshop_file.faults import fault


def scalar(value: Any, would_do: Phrase) -> str:
    if isinstance(value, str):
        return value.strip()
    if value is None:
        raise fault(_("a value is missing here"), would_do)
    if isinstance(value, list):
        raise fault(_("there is a list here instead of a single value"), would_do)
    raise fault(_("there are keys here instead of a single value"), would_do)


@dataclass(frozen=True, slots=True)
class Pattern:
    """A word that matches the regular expression `form` completely."""

    form: str
    what: Phrase
    would_do: Phrase

    def __call__(self, value: Any) -> str:
        words = scalar(value, self.would_do)
        if not re.fullmatch(self.form, words):
            raise fault(_("%(given)s is not %(what)s", given=quoted(words), what=self.what), self.would_do)
        return words


@dataclass(frozen=True, slots=True)
class Number:
    least: int
    most: int

    def __call__(self, value: Any) -> int:
        would_do = _("write a whole number from %(least)s to %(most)s", least=self.least, most=self.most)
        words = scalar(value, would_do)
        if not re.fullmatch(r"[0-9]{1,20}", words):
            raise fault(_("%(given)s is not a whole number", given=quoted(words)), would_do)
        if not self.least <= int(words) <= self.most:
            raise fault(_("%(given)s is out of bounds", given=words), would_do)
        return int(words)


@dataclass(frozen=True, slots=True)
class DurationRange:
    """A duration between two limits."""

    least: timedelta = timedelta()
    most: timedelta = timedelta(days=60)

    def __call__(self, value: Any) -> timedelta:
        words = scalar(value, _("write a duration such as `90s`, `15m`, `1h30m` or `2d`"))
        try:
            span = parse_duration(words)
        except (ValueError, OverflowError):
            span = None
        if span is None:
            what = _("%(given)s is not a duration", given=quoted(words))
            raise fault(what, _("write it as `90s`, `15m`, `1h30m` or `2d`"))
        if not self.least <= span <= self.most:
            least, most = format_duration(self.least), format_duration(self.most)
            would_do = _("write a duration from `%(least)s` to `%(most)s`", least=least, most=most)
            raise fault(_("%(given)s is out of bounds", given=quoted(words)), would_do)
        return span


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of text."""

    most: int

    def __call__(self, value: Any) -> str:
        words = scalar(value, _("write a text"))
        if is_blank(words):
            raise fault(_("the text is empty"), _("write it"))
        if len(words) > self.most:
            what = _("the text has %(length)s characters", length=len(words))
            raise fault(what, _("shorten it to %(most)s", most=self.most))
        if "\n" in words:
            raise fault(_("the text has several lines"), _("write it on one line"))
        return words


def yes_or_no(value: Any) -> bool:
    words = scalar(value, _("write `true` or `false`")).casefold()
    if words not in {"true", "yes", "false", "no"}:
        raise fault(_("%(given)s is neither `true` nor `false`", given=quoted(words)), _("write `true` or `false`"))
    return words in {"true", "yes"}


def percentage(value: Any) -> float:
    words = scalar(value, _("write a percentage such as %(example)s", example="`50%`"))
    match = re.fullmatch(r"([0-9]{1,3})\s?%", words)
    if not match or int(match[1]) > 100:
        would_do = _("write it from %(least)s to %(most)s", least="`0%`", most="`100%`")
        raise fault(_("%(given)s is not a percentage", given=quoted(words)), would_do)
    return int(match[1]) / 100


def guild(value: Any) -> int:
    words = scalar(value, _("write the server's id, or `null`"))
    if not re.fullmatch(r"[0-9]{1,19}", words) or not 0 < int(words) < 2**63:
        would_do = _("copy it from Discord: a number such as 123456789012345678")
        raise fault(_("%(given)s is not a server's id", given=quoted(words)), would_do)
    return int(words)


def link(value: Any) -> str:
    words = scalar(value, _("write a web address that begins with `https://`"))
    if len(words) > 512:
        raise fault(_("the link has %(length)s characters", length=len(words)), _("shorten it to %(most)s", most=512))
    if not is_web_address(words):
        what = _("%(given)s is not a web address", given=quoted(words))
        raise fault(what, _("write one that begins with `https://`"))
    if has_user(words):
        raise fault(_("the address holds a user's name before its host"), _("remove what is before `@`"))
    return words


def is_web_address(words: str) -> bool:
    try:
        parts = urlsplit(words)
        has_host = bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
    return has_host and parts.scheme in {"http", "https"} and not re.search(r"[\s<>\"\\]", words)
