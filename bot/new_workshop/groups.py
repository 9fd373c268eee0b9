"""Reads the organisers' groups from a spreadsheet: a row for each."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bot.core.text import Text, fold
from bot.faults import choose, quoted
from bot.i18n.phrase import _
from bot.new_workshop import cells
from bot.new_workshop.headings import CODE, LANGUAGE, NAME, TIMEZONE
from bot.new_workshop.languages import meant
from bot.new_workshop.sheet_columns import require_languages, texts_in
from bot.new_workshop.sheet_faults import Unfit
from bot.new_workshop.spreadsheets import Row, Sheet, Value
from bot.workshop_file.times import is_zone, zones

LONGEST_CODE = 10
_CODE = re.compile(rf"[A-Z0-9-]{{1,{LONGEST_CODE}}}")


@dataclass(frozen=True, slots=True)
class Group:
    """One row. An empty `timezone` means the workshop's."""

    row: int
    code: str
    name: Text
    language: str
    timezone: str


def read_groups(sheet: Sheet, languages: Sequence[str]) -> list[Group]:
    """Every row without a fault. The faults are added to `sheet.faults`. The default language is the first one."""
    before = len(sheet.faults)
    require_languages(sheet, NAME, languages)
    if len(sheet.faults) > before:
        return []
    if not sheet.rows:
        sheet.fault(sheet.header_row, None, _("there is no row below the headings"), _("write a row for each group"))
    found: list[Group] = []
    rows_by_code: dict[str, int] = {}
    for row in sheet.rows:
        group = _group(sheet, row, languages, rows_by_code)
        found += [group] if group else []
    return found


def _group(sheet: Sheet, row: Row, languages: Sequence[str], rows_by_code: dict[str, int]) -> Group | None:
    before = len(sheet.faults)
    name = texts_in(sheet, row, NAME, languages)
    code = _code(sheet, row, name, rows_by_code)
    language = sheet.read(row, sheet.column(*LANGUAGE), lambda value: _language(value, languages))
    zone = sheet.read(row, sheet.column(*TIMEZONE), _zone)
    if len(sheet.faults) > before:
        return None
    return Group(row.number, code or "", name, language or languages[0], zone or "")


def _code(sheet: Sheet, row: Row, name: Text, rows_by_code: dict[str, int]) -> str | None:
    column = sheet.column(*CODE)
    if column is None:
        code: str | None = proposed_code(name, rows_by_code)
    else:
        code = sheet.read(row, column, _written_code)
        if code in rows_by_code:
            what = _("%(given)s is already used in row %(row)s", given=quoted(code), row=rows_by_code[code])
            sheet.fault(row.number, column, what, _("give each group its own code"))
    if code:
        rows_by_code.setdefault(code, row.number)
    return code


def _written_code(value: Value) -> str:
    words = cells.words_of(value).upper()
    if not _CODE.fullmatch(words):
        what = _("%(given)s is not a code", given=quoted(words)) if words else _("the code is missing")
        raise Unfit(what, _("use 1 to 10 of the characters A-Z, 0-9 and `-`, or leave out the whole column"))
    return words


def proposed_code(name: Text, taken: Collection[str]) -> str:
    """The initials of a name of several words, else its first letters. A number is added if the code is taken.

    Of a name in another script, a translation in Latin letters is used. If there is none, the code is a number: `G7`.
    """
    words = next(filter(None, (re.findall("[A-Z0-9]+", fold(each).upper()) for each in name.values())), [])
    long = [word for word in words if len(word) > 3 or word.isdecimal()] or words
    base = ("".join(word[0] for word in long) if len(long) > 1 else "".join(long)[:3])[: LONGEST_CODE - 3]
    if base and base not in taken:
        return base
    number = 2 if base else len(taken) + 1
    while f"{base or 'G'}{number}" in taken:
        number += 1
    return f"{base or 'G'}{number}"


def _language(value: Value, languages: Sequence[str]) -> str:
    words = cells.words_of(value) or languages[0]
    if (found := meant(words, languages)) is None:
        what = _("%(given)s is not %(what)s", given=quoted(words), what=_("a language of the workshop"))
        raise Unfit(what, choose(words, languages))
    return found


def _zone(value: Value) -> str:
    words = cells.words_of(value)
    if words and not is_zone(words):
        would_do = choose(words, sorted(zones())) if "/" in words else _("write one such as `Europe/Brussels`")
        raise Unfit(_("%(given)s is not an IANA time zone", given=quoted(words)), would_do)
    return words
