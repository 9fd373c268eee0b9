"""Columns of a spreadsheet that exist once per language: `title_fr`, `name_en`."""

from collections.abc import Sequence

from bot.core.text import Text, is_blank
from bot.faults import choose, quoted
from bot.i18n.phrase import _
from bot.new_workshop import cells
from bot.new_workshop.languages import meant
from bot.new_workshop.sheet_faults import Unfit
from bot.new_workshop.spreadsheets import Row, Sheet, Value


def languages_in(sheet: Sheet, prefixes: Sequence[str], available: frozenset[str]) -> tuple[str, ...]:
    """The languages of columns such as `title_fr`, in their order. A language without a catalogue is a fault."""
    found = []
    for written, column in sheet.languages(*prefixes).items():
        language = meant(written, available)
        if language:
            found.append(language)
        else:
            what = _("there is no catalogue for the language %(given)s", given=quoted(written))
            sheet.fault(sheet.header_row, column, what, choose(written, sorted(available)))
    return tuple(dict.fromkeys(found))


def require_languages(sheet: Sheet, prefixes: Sequence[str], languages: Sequence[str]) -> None:
    """Add a fault for each of `languages` that has no column."""
    for language in languages:
        if _column(sheet, prefixes, language) is None:
            name = f"{prefixes[0]}_{language}"
            what = _("the column %(name)s is missing", name=quoted(name))
            sheet.fault(sheet.header_row, None, what, _("add it, with this heading, or name other `--languages`"))


def texts_in(sheet: Sheet, row: Row, prefixes: Sequence[str], languages: Sequence[str], *, needed: bool = True) -> Text:
    """The text in each language. If only some languages have a text, each missing one is a fault.

    Unless it is `needed`, the text may be missing in all languages.
    """
    columns = {language: _column(sheet, prefixes, language) for language in languages}
    if not needed and all(is_blank(cells.words_of(row[column])) for column in columns.values()):
        return {}
    found = {}
    for language, column in columns.items():
        if column is None:
            what = _("the column %(name)s is missing", name=quoted(f"{prefixes[0]}_{language}"))
            sheet.fault(row.number, None, what, _("write the text in each language"))
        elif words := sheet.read(row, column, lambda value, name=language: _text(value, name)):  # type: ignore[misc]
            found[language] = words
    return found


def _text(value: Value, language: str) -> str:
    words = cells.words_of(value)
    if is_blank(words):
        raise Unfit(_("the text in %(language)s is missing", language=quoted(language)), _("write it"))
    return words


def _column(sheet: Sheet, prefixes: Sequence[str], language: str) -> int | None:
    """The column of that language. A heading without a language, such as `name`, is used for every language."""
    written = sheet.languages(*prefixes)
    exact = next(
        (column for it, column in written.items() if it.replace("_", "-").casefold() == language.casefold()), None
    )
    if exact is not None:
        return exact
    near = next((column for it, column in written.items() if meant(it, (language,))), None)
    return sheet.column(*prefixes) if near is None else near
