"""The answers that `run.py init` needs, from its options or from the terminal."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.core.text import fold
from bot.faults import choose, quoted
from bot.i18n.catalogue import mark, phrases
from bot.i18n.phrase import Phrase, _
from bot.new_workshop.languages import meant
from bot.workshop_file.times import is_zone, read_date, zones

MOST_LANGUAGES = 4
MOST_DAYS = 30
TITLE = 100
"""The most characters of a title."""


class WrongAnswer(Exception):
    """An answer is not valid. `words` name the option, if there is one, and say what would be valid."""

    def __init__(self, what: Phrase, would_do: Phrase | None = None) -> None:
        self.words = _("%(what)s; %(would_do)s", what=what, would_do=would_do) if would_do else what
        super().__init__(self.words)


@dataclass(frozen=True, slots=True)
class Answers:
    titles: tuple[str, ...]
    """One title for each language, in the order of `languages`."""
    first_day: date
    days: int = 2
    timezone: str = "Europe/Brussels"
    languages: tuple[str, ...] = ("en", "fr")

    @property
    def last_day(self) -> date:
        return self.first_day + timedelta(days=self.days - 1)

    @property
    def id(self) -> str:
        """An id derived from the first title."""
        return re.sub(r"[^a-z0-9]+", "-", fold(self.titles[0]))[:40].strip("-") or "my-workshop"


def languages_of(words: str, available: frozenset[str]) -> tuple[str, ...]:
    """Parse `fr, en`. Raises `WrongAnswer`."""
    given = []
    for written in filter(None, re.split(r"[,;\s]+", words.strip())):
        language = meant(written, available)
        if language is None:
            raise WrongAnswer(
                _("there is no catalogue for %(given)s", given=quoted(written)), choose(written, sorted(available))
            )
        given.append(language)
    if len(set(given)) != len(given) or not 1 <= len(given) <= MOST_LANGUAGES:
        raise WrongAnswer(_("name 1 to %(most)s languages, each once, such as `en,fr`", most=MOST_LANGUAGES))
    return tuple(given)


def titles_of(given: Sequence[str], languages: Sequence[str]) -> tuple[str, ...]:
    """The title in each language. `given` has one title for all languages, one for each, or none for the default."""
    if not given:
        return tuple(phrases(language)(mark("My workshop")) for language in languages)
    if len(given) not in (1, len(languages)):
        raise WrongAnswer(_("give one title, or one for each language: %(languages)s", languages=", ".join(languages)))
    titles = tuple(" ".join(title.split()) for title in given) * (1 if len(given) == len(languages) else len(languages))
    if not all(title and title.isprintable() for title in titles):
        raise WrongAnswer(_("write a title in letters and figures"))
    if (length := max(map(len, titles))) > TITLE:
        raise WrongAnswer(
            _("a title has %(length)s characters", length=length), _("shorten it to %(most)s", most=TITLE)
        )
    return titles


def zone_of(words: str) -> str:
    if not is_zone(words.strip()):
        would_do = choose(words, sorted(zones())) if "/" in words else _("write one such as `Europe/Brussels`")
        raise WrongAnswer(_("%(given)s is not an IANA time zone", given=quoted(words)), would_do)
    return words.strip()


def day_of(words: str) -> date:
    day = read_date(words.strip())
    if day is None or day.year > 2100:
        raise WrongAnswer(_("%(given)s is not a date", given=quoted(words)), _("write it as `2027-03-15`"))
    return day


def days_of(words: str) -> int:
    if not words.strip().isdecimal() or not 1 <= int(words.strip()[:5]) <= MOST_DAYS:
        raise WrongAnswer(
            _("%(given)s is no number of days", given=quoted(words)), _("write one from 1 to %(most)s", most=MOST_DAYS)
        )
    return int(words)


def first_day_after(today: date) -> date:
    """The default: a Monday some weeks ahead."""
    return today + timedelta(days=35 - today.weekday())
