"""The types of single values; some are validated against the rest of the file."""

import re
from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from typing import Annotated, Any

from bot.faults import choose, listed, quoted
from bot.i18n.language_codes import babel_locale, closest, folder_name
from bot.i18n.phrase import Phrase, _
from bot.workshop_file.faults import fault
from bot.workshop_file.field_rules import Check, Field, Parse, ParseInFile
from bot.workshop_file.file_context import FileContext
from bot.workshop_file.scalars import DurationRange, Pattern, TextLine, guild, link, percentage, scalar, yes_or_no
from bot.workshop_file.times import clock_change, is_zone, read_date, read_local, read_time, zones

DAY = timedelta(days=1)

an_id = Pattern(r"[a-z0-9-]{1,40}", _("an id"), _("use 1 to 40 of the characters a-z, 0-9 and `-`"))


def zone(value: Any) -> str:
    words = scalar(value, _("write an IANA zone such as `Europe/Brussels`"))
    if not is_zone(words):
        would_do = choose(words, sorted(zones())) if "/" in words else _("write one such as `Europe/Brussels`")
        raise fault(_("%(given)s is not an IANA time zone", given=quoted(words)), would_do)
    return words


def day_date(value: Any) -> date:
    words = scalar(value, _("write a date such as `2021-03-15`"))
    if (found := read_date(words)) is None:
        raise fault(_("%(given)s is not a date", given=quoted(words)), _("write it as `2021-03-15`"))
    return found


def time_of_day(value: Any) -> time:
    words = scalar(value, _("write a time such as `11:00`"))
    if (found := read_time(words)) is None:
        raise fault(_("%(given)s is not a time of day", given=quoted(words)), _("write it as `11:00` or `11:00:30`"))
    return found


def instant(value: Any, context: FileContext) -> datetime:
    """Parse a local date and time in the workshop's zone; returns UTC."""
    words = scalar(value, _("write a local date and time such as `2021-03-17T18:00`"))
    local = read_local(words)
    if local is None:
        what = _("%(given)s is not a local date and time", given=quoted(words))
        raise fault(what, _("write it as `2021-03-17T18:00`, without a zone"))
    if context.zone and (change := clock_change(local, context.zone)):
        raise fault(change, _("choose another time"))
    return context.instant(local)


def session_or_instant(value: Any, context: FileContext) -> str | datetime:
    words = scalar(value, _("write a session's id, or a date and time such as `2021-03-17T18:00`"))
    if words in context.sessions:
        return words
    if re.match(r"[0-9]{4}-", words):
        return instant(words, context)
    what = _("%(given)s is neither a session's id nor a date and time", given=quoted(words))
    raise fault(what, choose(words, context.sessions))


def theme(value: Any, context: FileContext) -> str:
    return _one_of(scalar(value, _("write a theme's id")), context.themes, _("a theme's id"))


def available_language(value: Any, context: FileContext) -> str:
    """A language that has a catalogue of phrases. Raises `Invalid` for others."""
    words, available = scalar(value, _("write a language such as `fr`")), sorted(context.available)
    if words in available:
        return words
    have = listed(available)
    folder = folder_name(words)
    would_do = _("add `locales/%(language)s/LC_MESSAGES/bot.po`, or keep to %(known)s", language=folder, known=have)
    if meant := closest(words.replace("_", "-"), available) or _named(words, available):
        would_do = _("write %(known)s", known=quoted(meant))
    elif not re.fullmatch(r"[A-Za-z]{2,3}([-_][A-Za-z]{2,4})?", words):
        would_do = _("choose among %(known)s", known=have)
    raise fault(_("there is no catalogue for the language %(given)s", given=quoted(words)), would_do)


def _named(words: str, available: Collection[str]) -> str | None:
    """The language with this name, in English or in the language itself: `French`, `français`."""
    for language in available:
        locale = babel_locale(language)
        if words.casefold() in {str(locale.get_language_name(other)).casefold() for other in ("en", locale)}:
            return language
    return None


def workshop_language(value: Any, context: FileContext) -> str:
    words = scalar(value, _("write one of the workshop's languages"))
    given = context.given_languages
    if given != context.languages:  # one of them is the fault
        return words
    return _one_of(words, given, _("a language of the workshop")) if given else words


def other_workshop(value: Any, context: FileContext) -> str:
    """The id of another workshop, whose file need not be there."""
    words = an_id(value)
    if words == context.id:
        raise fault(_("%(given)s is the id of this workshop", given=quoted(words)), _("name the edition before"))
    return words


def _one_of(words: str, those: tuple[str, ...], what: Phrase) -> str:
    if words not in those:
        raise fault(_("%(given)s is not %(what)s", given=quoted(words), what=what), choose(words, those))
    return words


def _longest_first(spans: tuple[timedelta, ...], _field: Field) -> tuple[timedelta, ...]:
    return tuple(sorted(spans, reverse=True))


Id = Annotated[str, Parse(an_id)]
OtherWorkshop = Annotated[str, ParseInFile(other_workshop)]
Code = Annotated[
    str, Parse(Pattern(r"[A-Z0-9-]{1,10}", _("a code"), _("use 1 to 10 of the characters A-Z, 0-9 and `-`")))
]
Guild = Annotated[int, Parse(guild)]
Link = Annotated[str, Parse(link)]
Zone = Annotated[str, Parse(zone)]
DayDate = Annotated[date, Parse(day_date)]
TimeOfDay = Annotated[time, Parse(time_of_day)]
Instant = Annotated[datetime, ParseInFile(instant)]
SessionOrInstant = Annotated[str | datetime, ParseInFile(session_or_instant)]
ThemeId = Annotated[str, ParseInFile(theme)]
AvailableLanguage = Annotated[str, ParseInFile(available_language)]
WorkshopLanguage = Annotated[str, ParseInFile(workshop_language)]
YesOrNo = Annotated[bool, Parse(yes_or_no)]
Percentage = Annotated[float, Parse(percentage)]
TimeBefore = Annotated[timedelta, Parse(DurationRange(timedelta(seconds=1)))]
Reminders = Annotated[tuple[TimeBefore, ...], Check(_longest_first)]
ShortSpan = Annotated[timedelta, Parse(DurationRange(most=DAY))]
Length = Annotated[timedelta, Parse(DurationRange(timedelta(seconds=1), DAY))]
Name = Annotated[str, Parse(TextLine(100))]
