"""Languages as people write them in spreadsheets and on the command line."""

from collections.abc import Collection

from bot.core.text import fold
from bot.i18n.catalogue import SOURCE
from bot.i18n.language_codes import babel_locale, closest


def meant(words: str, languages: Collection[str]) -> str | None:
    """The one of `languages` with this code, in any form (`PT`, `pt_br`), or with this name (`français`).

    A name may be in any of `languages`, or in English. None if no language matches.
    """
    by_code = {language.casefold(): language for language in languages}
    if code := closest(words.replace("_", "-").casefold(), by_code):
        return by_code[code]
    readers = [babel_locale(each) for each in (*languages, SOURCE)]
    names = {fold(babel_locale(it).get_language_name(reader) or it): it for it in languages for reader in readers}
    return names.get(fold(words))
