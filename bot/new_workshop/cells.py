"""The values of a spreadsheet's cells, as programs store them or as people write them."""

import re
from datetime import date, datetime, time, timedelta

from bot.faults import quoted
from bot.i18n.phrase import _
from bot.new_workshop.sheet_faults import Unfit
from bot.new_workshop.spreadsheets import Value
from bot.workshop_file.times import read_date

_TIME = re.compile(r"([0-9]{1,2}) ?[:hH] ?([0-9]{2})?(?::([0-9]{2}))?")
_DURATION = re.compile(r"(?:([0-9]{1,2}) ?(?:h|hrs?|hours?|heures?))? ?(?:([0-9]{1,4}) ?(?:m|mn|mins?|minutes?)?)?")
_SHORT_DATE = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")
_NO_TIME = timedelta()
MONTHS = 12
LAST_YEAR = 2100


def words_of(value: Value) -> str:
    """A text as it would be typed: a whole number without a decimal point."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def day(value: Value) -> date:
    """Parse a date as spreadsheets store it, or `2027-03-15`, or `15/03/2027` if no other day can be meant."""
    words = value.isoformat() if isinstance(value, date) else words_of(value)
    found = read_date(_year_first(re.sub("[ T][0-9:]+$", "", words)))
    if found is None or found.year > LAST_YEAR:
        what = _("%(given)s is not a date", given=quoted(words)) if words else _("the date is missing")
        raise Unfit(what, _("write it as `2027-03-15`"))
    return found


def _year_first(words: str) -> str:
    """`2027-03-15` from `15/03/2027`, `03/15/2027` or `15.3.2027`. Raises `Unfit` if two days could be meant."""
    match = _SHORT_DATE.fullmatch(words)
    if match is None:
        return words
    one, other, year = int(match[1]), int(match[2]), match[3]
    if "." not in words and one != other and max(one, other) <= MONTHS:
        raise Unfit(_("%(given)s may be one of two days", given=quoted(words)), _("write it as `2027-03-15`"))
    day, month = (other, one) if other > MONTHS else (one, other)
    return f"{year}-{month:02}-{day:02}"


def time_of_day(value: Value) -> time:
    """Parse a time as spreadsheets store it, or `9:30`, `09:30`, `9h30`."""
    if isinstance(value, datetime):
        return value.time()
    if isinstance(value, time):
        return value
    words = words_of(value)
    match = _TIME.fullmatch(words)
    try:
        if match and not (":" in words and match[2] is None):
            hour, minute, second = (int(part or 0) for part in match.groups())
            return time(hour, minute, second)
    except ValueError:
        pass
    what = _("%(given)s is not a time of day", given=quoted(words)) if words else _("the time is missing")
    raise Unfit(what, _("write it as `9:30`"))


def duration(value: Value) -> timedelta:
    """Parse minutes, a time as spreadsheets store it, or `30m`, `1h30`."""
    if isinstance(value, timedelta):
        found = value
    elif isinstance(value, time):
        found = timedelta(hours=value.hour, minutes=value.minute, seconds=value.second)
    else:
        found = _duration_in(words_of(value).casefold())
    if found <= _NO_TIME:
        words = words_of(value)
        what = _("%(given)s is not a duration", given=quoted(words)) if words else _("the duration is missing")
        raise Unfit(what, _("write minutes such as `45`, or `1h30`"))
    return found


def _duration_in(words: str) -> timedelta:
    if clock := re.fullmatch(r"([0-9]{1,2}):([0-5][0-9])(?::00)?", words):
        return timedelta(hours=int(clock[1]), minutes=int(clock[2]))
    match = _DURATION.fullmatch(words)
    return timedelta(hours=int(match[1] or 0), minutes=int(match[2] or 0)) if match else _NO_TIME


def several(value: Value) -> tuple[str, ...]:
    """Names separated by `;` or line breaks. A comma is part of a name: `Ana Dias (WHO, Geneva)`."""
    return tuple(filter(None, (" ".join(name.split()) for name in re.split(r"[;\n]", words_of(value)))))
